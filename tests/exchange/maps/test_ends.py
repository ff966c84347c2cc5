"""Spells: an extent or two events, never more exact than the source; the days are counted against the definition."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.maps.dates import Convention, DateReader, Missing, form_fault
from archive.exchange.maps.ends import Cells, Spell, spell_of
from archive.exchange.maps.map import Ends
from archive.kinds.families.membership import MembershipChanged
from archive.model.claim import NONE
from archive.model.dates import Bounds, parse
from archive.model.errors import DateError

DATES = DateReader(("edtf", "range"))


def ends(convention: Convention = "first-day-out", missing: Missing = "open") -> Ends:
    return Ends(
        convention=convention, missing=missing, open=frozenset({"9999-12-31"}), unknown=frozenset({"9999-XX-XX"})
    )


def spell(begin: str, end: str, rule: Ends, told: str | None = None) -> Spell:
    return spell_of(Cells(begin, end), rule, DATES, told=told, future=told is not None)


@pytest.mark.parametrize(
    ("begin", "end", "convention", "expected"),
    [
        ("1948-11-10", "1959-06-30", "first-day-out", Spell("1948-11-10/1959-06-29")),
        ("1948-11-10", "1959-06-30", "last-day-in", Spell("1948-11-10/1959-06-30")),
        ("1948-11-10", "1948-11-11", "first-day-out", Spell("1948-11-10/1948-11-10")),
        ("1949", "1962", "last-day-in", Spell("1949/1962")),
        ("1949", "1962", "first-day-out", Spell("1949", "1962")),
        ("1949-01-03", "1962-05", "first-day-out", Spell("1949-01-03", "1962-05")),
        ("1949", "1962-05-02", "first-day-out", Spell("1949/1962-05-01")),
        ("[1945..1950]", "1962-05-02", "first-day-out", Spell("[1945..1950]", "1962-05-02")),
        ("1945..1950", "1962", "last-day-in", Spell("[1945..1950]", "[1962-01-02..1963-01-01]")),
        ("1949", "[1985..1989]", "last-day-in", Spell("1949", "[1985-01-02..1990-01-01]")),
        ("1949", "9999-12-31", "last-day-in", Spell("1949/..")),
        ("1949", "9999-XX-XX", "last-day-in", Spell("1949/")),
        ("[1945..1950]", "9999-12-31", "last-day-in", Spell("[1945..1950]")),
        ("[1945..1950]", "9999-XX-XX", "last-day-in", Spell("[1945..1950]", "[1945-01-02..]")),
    ],
)
def test_spells(begin: str, end: str, convention: Convention, expected: Spell) -> None:
    assert spell(begin, end, ends(convention)) == expected


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("open", "2001/.."), ("unknown", "2001/"), ("not-tracked", "2001"), ("inherited", "2001/2009-12-31")],
)
def test_what_a_missing_end_means(missing: Missing, expected: str) -> None:
    found = spell_of(Cells("2001", "", "2009-12-31"), ends("last-day-in", missing), DATES, told=None, future=False)
    assert found == Spell(expected)


@pytest.mark.parametrize(
    ("begin", "end", "convention", "said"),
    [
        ("2001-01-02", "2001-01-01", "last-day-in", "before it begins"),
        ("2001-01-02", "2001-01-02", "first-day-out", "on the day it begins"),
        ("2001", "2000", "first-day-out", "before it begins"),
        ("2001-02-30", "", "last-day-in", "2001-02 has 28 days"),
        ("2001/2002", "2003", "last-day-in", "is an extent"),
        ("", "2003", "last-day-in", "no date is there"),
    ],
)
def test_what_is_no_spell(begin: str, end: str, convention: Convention, said: str) -> None:
    with pytest.raises(DateError, match=said):
        spell(begin, end, ends(convention))


def test_an_end_after_publication_is_an_event_of_its_own() -> None:
    assert spell("2025-01-20", "2029-01-20", ends(), told="2026-04-22") == Spell("2025-01-20", "2029-01-20")
    assert spell("2021-01-20", "2025-01-20", ends(), told="2026-04-22") == Spell("2021-01-20/2025-01-19")
    assert spell("2025-01-20", "2029-01-20", ends()) == Spell("2025-01-20/2029-01-19")


def test_a_spell_may_begin_nobody_knows_when() -> None:
    rule = Ends(convention="last-day-in", missing="open", no_begin="unknown")
    assert spell("", "1990-10-02", rule) == Spell("../1990-10-02")
    assert spell_of(Cells("", ""), rule, DATES, told="2019-01-01", future=False) == Spell("[..2019-01-01]")
    with pytest.raises(DateError, match="neither a beginning nor an end"):
        spell_of(Cells("", ""), rule, DATES, told=None, future=False)


DAYS = st.dates(date(1900, 1, 1), date(2000, 12, 31))


@st.composite
def vague(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    other = day + timedelta(days=draw(st.integers(1, 900)))
    return draw(
        st.sampled_from([f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"[{day}..{other}]", f"[{day:%Y}..{other:%Y}]"])
    )


@given(vague(), vague(), st.sampled_from(["first-day-out", "last-day-in"]))
def test_the_days_are_those_of_the_two_cells(begin: str, end: str, convention: Convention) -> None:
    first, last = parse(begin), parse(end)
    step = 1 if convention == "last-day-in" else 0
    if last.latest + step <= first.earliest:
        with pytest.raises(DateError):
            spell(begin, end, ends(convention))
        return
    found = spell(begin, end, ends(convention))
    claims = [
        claim
        for text, status in ((found.date, "member"), (found.end, NONE))
        if text
        for claim in MembershipChanged(subject=("a",), object="b", status=status).claims(parse(text), "e")
    ]
    (start,), (out,) = ([c for c in claims if c.value == "member"], [c for c in claims if c.value == NONE])
    # What is told is no more exact than the two cells; an extent may leave out only what would be no spell.
    assert start.bounds.earliest == first.earliest
    assert min(first.latest, last.latest) <= start.bounds.latest <= first.latest
    assert out.bounds.latest == last.latest + step
    assert out.bounds.earliest in (last.earliest + step, max(last.earliest, first.earliest) + 1)


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (("%d.%m.%Y",), "03.04.2001", "2001-04-03"),
        (("%Y-%m-%d",), "1816-1-1", "1816-01-01"),
        (("%B %Y",), "April 2001", "2001-04"),
        (("%Y",), "2001", "2001"),
        (("%Y-%m-%dT%H:%M:%S%z",), "2015-10-26T23:28:46+01:00", "2015-10-26"),
        (("edtf", "range"), "1981-09..1981-10", "[1981-09..1981-10]"),
        (("edtf", "%d/%m/%Y"), "2001-04", "2001-04"),
    ],
)
def test_forms(forms: tuple[str, ...], text: str, expected: str) -> None:
    assert DateReader(forms).read(text).text == expected


@pytest.mark.parametrize(
    ("forms", "text", "said"),
    [
        (("edtf",), "03/04/2011", "3 April or 4 March"),
        (("%d/%m/%Y", "%m/%d/%Y"), "03/04/2011", "2011-04-03 by %d/%m/%Y, 2011-03-04 by %m/%d/%Y"),
        (("%d/%m/%Y",), "2011-02-03", "in none of the forms"),
        (("edtf",), "1192-06-12", "not within 1800..2030"),
        (("edtf",), "2031-01-01", "not within 1800..2030"),
    ],
)
def test_a_date_is_never_guessed(forms: tuple[str, ...], text: str, said: str) -> None:
    with pytest.raises(DateError, match=said):
        DateReader(forms, first="1800", last="2030").read(text)


def test_two_forms_that_agree_are_no_guess() -> None:
    assert DateReader(("%d/%m/%Y", "%m/%d/%Y")).read("04/04/2011").first == Bounds(734231, 734231)


@pytest.mark.parametrize("form", ["iso", "%d.%m.%y", "%d.%m", "%Q %Y"])
def test_forms_that_are_refused(form: str) -> None:
    assert form_fault(form)
