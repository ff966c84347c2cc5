"""The library `edtf` as a second opinion, where it is right; where it is not, what it says and why not.

What it says of a date without a qualifier is compared in `lower_strict` and `upper_strict`. Of a
qualified one only `lower_fuzzy` and `upper_fuzzy` of years and of round years are right.
"""

import math
import time

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.model.errors import DateError

AGREED = """
2005 2005-11 2005-11-04 2024-02 1900-02 0001 9999 9999-12-31 201X 20XX 999X 2021-XX 2021-XX-XX 2021-11-XX 2024-02-XX
2021-21 2021-22 2021-23 2004/2006 2004-02/2005-11-04 2005-11-04/2005-11 201X/2020 2021-21/2021-22 2004/.. ../2004
[2004..2006] [2004-07..2006-02] [2004,2006] [2005-11-03,2005-12] [..2004] [2004..] [..2004-04-03] [2004-04-03..]
"""

# What it gives for these is not what they mean.
WRONG = {
    "2021-24": ("2021-12-01", "2021-12-31", "winter goes on to the end of February"),
    "0000": ("0000-01-01", "0000-12-31", "there is no year 0 in the calendar of our days"),
    "000X": ("0000-01-01", "0009-12-31", "there is no year 0 in the calendar of our days"),
    "2006/2004": ("2006-01-01", "2004-12-31", "it ends before it begins"),
    "2004/": ("2004-01-01", "2014-01-01", "an unknown end is not ten years later"),
    "/2004": ("1994-12-31", "2004-12-31", "an unknown begin is not ten years earlier"),
}
WRONG_QUALIFIED = {
    "2005-11~": ("2004-10-01", "2006-12-30", "it widens a month by a year and a month"),
    "2005-11-04~": ("2004-10-03", "2006-12-05", "it widens a day by a year, a month and a day"),
    "2005-11-04%": ("2003-09-02", "2008-01-06", "twice the same"),
}
# What it does not read, and we do: a qualified season, a range of unlike precision, an interval of unspecified digits.
UNREAD = {
    "2021-22~": EDTFParseException,
    "[2021-11-03..2021-12]": EDTFParseException,
    "2004-XX/2006": AttributeError,
}


def said(text: str, how: str) -> tuple[str | None, str | None]:
    """Return what the library says, as ISO days; None for no bound."""
    found = parse_edtf(text)
    lower, upper = (getattr(found, f"{side}_{how}")() for side in ("lower", "upper"))
    return as_iso(lower), as_iso(upper)


def as_iso(found: time.struct_time | float) -> str | None:
    if not isinstance(found, time.struct_time):
        assert math.isinf(found)
        return None
    return f"{found.tm_year:04}-{found.tm_mon:02}-{found.tm_mday:02}"


def ours(text: str) -> tuple[str | None, str | None]:
    found = parse(text)
    return iso(found.earliest), iso(found.latest)


@pytest.mark.parametrize("text", AGREED.split())
def test_the_library_agrees(text: str) -> None:
    assert said(text, "strict") == ours(text)


@pytest.mark.parametrize("text", ["2023~", "2012?", "2005%", "201X~", "20XX?"])
def test_the_library_agrees_on_qualified_years(text: str) -> None:
    assert said(text, "fuzzy") == ours(text)


@pytest.mark.parametrize(("text", "lower", "upper", "why"), [(text, *told) for text, told in WRONG.items()])
def test_the_library_is_wrong(text: str, lower: str, upper: str, why: str) -> None:
    assert said(text, "strict") == (lower, upper)
    assert outcome(text) != (lower, upper), why


@pytest.mark.parametrize(("text", "lower", "upper", "why"), [(text, *told) for text, told in WRONG_QUALIFIED.items()])
def test_the_library_widens_by_more_than_one_unit(text: str, lower: str, upper: str, why: str) -> None:
    assert said(text, "fuzzy") == (lower, upper)
    assert outcome(text) != (lower, upper), why


@pytest.mark.parametrize(("text", "error"), UNREAD.items())
def test_the_library_does_not_read(text: str, error: type[Exception]) -> None:
    assert outcome(text) is not None
    with pytest.raises(error):
        parse_edtf(text)


def outcome(text: str) -> tuple[str | None, str | None] | None:
    try:
        return ours(text)
    except DateError:
        return None


days = st.dates().map(lambda found: found.isoformat())
plain = st.builds(lambda text, size: text[:size], days, st.sampled_from([4, 7, 10]))
unspecified = st.builds(lambda text, cut: text[: cut[0]] + cut[1], days, st.sampled_from([(7, "-XX"), (4, "-XX")]))


@settings(max_examples=40)  # it takes milliseconds for each
@given(plain | unspecified)
def test_the_library_agrees_on_any_date(text: str) -> None:
    assert said(text, "strict") == ours(text)


@settings(max_examples=40)
@given(plain, plain)
def test_the_library_agrees_on_any_interval(one: str, other: str) -> None:
    first, last = sorted([one, other], key=lambda text: parse(text).earliest)
    found = parse(f"{first}/{last}")
    assert said(found.text, "strict") == (iso(found.earliest), iso(found.latest))


def test_no_bound_and_no_day_are_not_mixed_up() -> None:
    assert (parse("[..2004]").earliest, parse("[2004..]").latest) == (DAY_MIN, DAY_MAX)
