import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model.dates import EdtfDate, parse
from archive.model.errors import DateError

# What is refused | a part of the message | what is offered, by commas and spaces.
REFUSED = """
04.07.2024 | 4 July or 7 April? Write 2024-07-04 or 2024-04-07 | 2024-07-04, 2024-04-07
4/7/2024 | 4 July or 7 April? Write 2024-07-04 or 2024-04-07 | 2024-07-04, 2024-04-07
07-04-2024 | 7 April or 4 July? Write 2024-04-07 or 2024-07-04 | 2024-04-07, 2024-07-04
13.04.2024 | the year comes first | 2024-04-13
04.13.2024 | the year comes first | 2024-04-13
04.04.2024 | the year comes first | 2024-04-04
31.02.2024 | the year comes first |
04.07.24 | a year has four digits |
4 July 2024 | Write 2024-07-04 | 2024-07-04
4th of July 2024 | months are written as numbers | 2024-07-04
July 4, 2024 | months are written as numbers | 2024-07-04
Jul 2024 | months are written as numbers | 2024-07
spring 2021 | Write 2021-21 | 2021-21
the 1990s | Write 199X | 199X
ca. 2004 | Write 2004~ | 2004~
about 04.07.2024 | Write 2024-07-04~ or 2024-04-07~ | 2024-07-04~, 2024-04-07~
not later than 4 July 2024 | Write [..2024-07-04] | [..2024-07-04]
between 2004 and 2006 | Write [2004..2006] | [2004..2006]
from 3 July 2024 to 4 July 2024 | Write 2024-07-03/2024-07-04 | 2024-07-03/2024-07-04
2024-07-04T10:00:00Z | the smallest unit is a day | 2024-07-04
2024-07-04 10:00 | the smallest unit is a day | 2024-07-04
2024-7-4 | Write 2024-07-04 | 2024-07-04
2024-7 | Write 2024-07 | 2024-07
2024/07/04 | Write 2024-07-04 | 2024-07-04
2024.07.04 | Write 2024-07-04 | 2024-07-04
20240704 | Write 2024-07-04 | 2024-07-04
2005/06 | written in full | 2005-06, 2005/2006
2024-07-03/04 | written in full | 2024-07-03/2024-07-04
2010.5 | a number is never a date |
12 | a year has four digits |
12345 | years are 0001 to 9999 |
-2005 | years are 0001 to 9999 |
Y17000 | years are 0001 to 9999 |
0000 | years are 0001 to 9999 |
0000-01-01 | years are 0001 to 9999 |
2023-02-30 | 2023-02 has 28 days. Write 2023-02-28 or 2023-02 | 2023-02-28, 2023-02
2023-02-29~ | 2023-02 has 28 days | 2023-02-28, 2023-02
1900-02-29 | 1900-02 has 28 days | 1900-02-28, 1900-02
2021-04-31 | 2021-04 has 30 days | 2021-04-30, 2021-04
2024-07-32 | 2024-07 has 31 days | 2024-07-31, 2024-07
2024-07-00 | where only the month is known, write the month | 2024-07
2024-00 | where only the year is known, write the year | 2024
2024-00-00 | where only the year is known, write the year | 2024
2024-13 | there is no month 13; seasons are 21 |
2024-31-12 | there is no month 31 | 2024-12-31
2021-25 | there is no month 25 |
2021-33 | quarters are written as their months | [2021-07..2021-09]
Q3 2021 | quarters are written as their months | [2021-07..2021-09]
2021-21-04 | a season has no days of its own | 2021-21
2021-21-XX | a season has no days of its own | 2021-21
2024-W27-4 | weeks and days of the year are not accepted | 2024-07-04
2024-W27 | weeks and days of the year are not accepted | [2024-07-01..2024-07-07]
2024-W60 | weeks and days of the year are not accepted |
2024-186 | weeks and days of the year are not accepted | 2024-07-04
2023-366 | weeks and days of the year are not accepted |
XXXX | an unknown date is left out |
unknown | an unknown date is left out |
2XXX | at most two digits of a year may be unknown |
201x | Write 201X | 201X
2021-uu | Write 2021-XX | 2021-XX
201X-05 | a month of an unknown year is not accepted | 201X
2021-XX-04 | a day of an unknown month is not accepted | 2021-XX-XX
2021-1X | both digits of a month are unknown, or none | [2021-10..2021-12], 2021-XX
2021-11-3X | both digits of a day are unknown, or none | 2021-11-XX
~2004 | a qualifier stands at the end | 2004~
2004-06~-11 | a qualifier stands at the end | 2004-06-11~
2004?~ | a qualifier stands at the end | 2004%
2004~~ | a qualifier stands at the end | 2004~
../.. | an interval without any date says nothing |
/ | an interval without any date says nothing |
../ | an interval without any date says nothing |
/.. | an interval without any date says nothing |
2006/2004 | 2004 is before 2006. Write 2004/2006 | 2004/2006
2024-07-04/2024-07-03 | 2024-07-03 is before 2024-07-04 | 2024-07-03/2024-07-04
2004/2005/2006 | an interval has two sides |
2004/[2005,2006] | each is a day, a month or a year, not a set |
2023-02-30/2023-03-01 | 2023-02 has 28 days | 2023-02-28/2023-03-01, 2023-02/2023-03-01
2022-03-01/2023-13-01 | there is no month 13 | 2022-03-01/2023-01-13
2023-03-01/2023-13-01 | Write 2023-01-13 |
04.07.2024/05.07.2024 | 4 July or 7 April? |
2004/open | Write 2004/.. | 2004/..
2004/unknown | Write 2004/ | 2004/
2004-2006 | Write 2004/2006 or [2004..2006] | 2004/2006, [2004..2006]
2004..2006 | one unknown day of several stands in [ ] | [2004..2006]
..2004 | one unknown day of several stands in [ ] | [..2004]
2004.. | one unknown day of several stands in [ ] | [2004..]
[] | a set without any date says nothing |
[..] | a set without any date says nothing |
[2004] | a set has two members or more | 2004
[2004,] | a member of the set is empty |
[,2004..2006] | a member of the set is empty |
[2004..2005,2007] | a set is either a list, [a,b,c], or a range | [2004..2007]
[2006..2004] | 2004 is before 2006. Write [2004..2006] | [2004..2006]
[[2004,2005],2006] | not of sets or intervals |
[2004/2005,2006] | not of sets or intervals |
[2004,2005]~ | nothing follows its ] |
[2004,2005 | a set is of days |
[2004-7-4..2024-08] | Write [2004-07-04..2024-08] | [2004-07-04..2024-08]
{2004,2005} | all of several dates are several events | [2004,2005]
{2004..2005} | all of several dates are several events | [2004..2005]
today | a date is told so that it reads the same tomorrow |
garbage | `garbage`: not a date in an accepted form |
true | not a date in an accepted form |
2004- | not a date in an accepted form |
"""

# Spaces and signs that a table hides.
HIDDEN = [
    ("", "the date is empty", ()), (" ", "the date is empty", ()), (" 2005", "Write 2005", ("2005",)),
    ("2005 ", "Write 2005", ("2005",)), ("2024-07-04\n", "Write 2024-07-04", ("2024-07-04",)),
    ("2004 / 2006", "Write 2004/2006", ("2004/2006",)), ("[2004, 2006]", "Write [2004,2006]", ("[2004,2006]",)),
    ("2004\u20132006", "Write 2004/2006 or [2004..2006]", ("2004/2006", "[2004..2006]")),  # an en dash
    ("\uff12\uff10\uff12\uff14", "Write 2024", ("2024",)),  # digits as wide as a Chinese character
    ("\u0662\u0660\u0662\u0664-07-04", "Write 2024-07-04", ("2024-07-04",)),  # Arabic digits
    ("\ud800", r"`\ud800`", ()), ("a\tb", r"`a\tb`", ()), ("x" * 5000, "…", ()), ("2005\x00", r"`2005\x00`", ()),
]  # fmt: skip


def cases() -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for line in REFUSED.strip().splitlines():
        text, message, nearest = (cell.strip() for cell in line.split("|"))
        found.append((text, message, tuple(nearest.split(", ")) if nearest else ()))
    return found + HIDDEN


def test_the_table_holds_enough() -> None:
    assert len({text for text, _, _ in cases()}) >= 100


@pytest.mark.parametrize(("text", "message", "nearest"), cases())
def test_refused_with_the_nearest_right_thing(text: str, message: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    headline, *forms = str(caught.value).splitlines()
    assert message in headline
    assert caught.value.nearest == nearest
    assert [form.split(":")[0] for form in forms] == ["exact", "vague", "one unknown day", "from a day through a day"]
    assert len(headline) < 250
    for one in nearest:
        parse(one)


def test_the_forms_are_shown_with_the_date_that_may_be_meant() -> None:
    with pytest.raises(DateError) as caught:
        parse("01/03/2024")
    assert str(caught.value) == (
        "1 March or 3 January? Write 2024-03-01 or 2024-01-03\n"
        "exact: 2024-03-01, 2024-03, 2024\n"
        "vague: 2024-03~ about, 2024-03? doubtful, 2024-03% both, 202X or 2024-XX unknown digits, "
        "2024-21 to 2024-24 spring to winter\n"
        "one unknown day: [..2024-03-01] by, [2024-02-29..2024-03-01] between, [2024-02-29,2024-03-01] either, "
        "[2024-03-01..] not before\n"
        "from a day through a day: 2024-02-29/2024-03-01, 2024-03-01/.. no end, 2024-03-01/ end unknown, "
        "../2024-03-01 or /2024-03-01 begin unknown"
    )
    assert caught.value.hint is None  # the message has the next step


@pytest.mark.parametrize("text", ["1.1.0001", "31.12.9999", "4 July 2024"])
def test_every_form_that_is_shown_is_accepted(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    words = [word.strip(",").removesuffix(":") for line in str(caught.value).splitlines()[1:] for word in line.split()]
    shown = [word for word in words if any(sign.isdigit() for sign in word)]
    assert len(shown) == 19
    for word in shown:
        parse(word)


@pytest.mark.parametrize("value", [2010, 2010.5, True, None, b"2010-07-04", ["2010"], {}])
def test_a_number_is_never_a_date(value: object) -> None:
    with pytest.raises(DateError, match="a date is text"):
        parse(value)  # type: ignore[arg-type]  # wrong, or of any kind, on purpose


signs = st.text("0123456789X-/.,[]{}~?%uTW: ", max_size=24)
words = st.lists(
    st.sampled_from(
        ["4", "July", "2024", "2024-07-04", "to", "or", "between", "and", "ca.", "by", "/", "..", "-", "X", "Q1"]
    ),
    max_size=8,
).map(" ".join)


@given(st.text() | signs | words)
@example("-".join(["about"] * 20))
@example("0001-000")
@example("9999-366")
@example("about " * 16)
def test_whatever_is_written_there_is_a_date_or_a_date_error(text: str) -> None:
    found = outcome(text)
    if isinstance(found, DateError):
        assert all(parse(one) for one in found.nearest)
        assert len(str(found)) < 2000
    else:
        assert found.text == text
        assert text.isascii()
        assert text == text.strip()


def outcome(text: str) -> EdtfDate | DateError:
    try:
        return parse(text)
    except DateError as error:
        return error


def test_a_long_text_is_refused_at_once() -> None:
    for text in (
        "2004," * 200_000,
        "[" + "2004," * 200_000,
        "/" * 1_000_000,
        "9" * sys.int_info.default_max_str_digits,
    ):
        with pytest.raises(DateError) as caught:
            parse(text)
        assert len(str(caught.value)) < 1000
