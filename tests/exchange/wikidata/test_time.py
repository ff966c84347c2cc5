"""Wikidata's times: precision, calendar and uncertainty, against a calendar that counts days one by one."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.wikidata.records import Snak
from archive.exchange.wikidata.time import moment_of
from archive.model.dates import iso, parse
from archive.model.errors import DateError
from tests.exchange.wikidata.made import JULIAN, snak, time_value

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def moment(text, *args, **more):
    return moment_of(msgspec.convert(snak("P580", time_value(text, *args, **more)), type=Snak))


def julian_dates(until):
    """Yield each day of the Julian calendar from 1500-01-01 on with its Gregorian ordinal, counting days.

    Anchor: Thursday 4 October 1582 in the Julian calendar was the day before Friday 15 October in the Gregorian one.
    """
    days = []
    for year in range(1500, until):
        for month, length in enumerate(MONTHS, 1):
            leap = month == 2 and year % 4 == 0
            days += [(year, month, day) for day in range(1, length + leap + 1)]
    anchor = days.index((1582, 10, 4))
    last_julian = parse("1582-10-15").earliest - 1
    return {day: last_julian + number - anchor for number, day in enumerate(days)}


def test_every_julian_day_of_four_centuries():
    for (year, month, day), ordinal in julian_dates(1924).items():
        assert moment(f"{year}-{month:02}-{day:02}", 11, JULIAN).date == iso(ordinal)


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2001-06-15", 11, "2001-06-15"),
        ("2001-06-15", 14, "2001-06-15"),
        ("2001-06-00", 10, "2001-06"),
        ("2001-06-30", 10, "2001-06"),
        ("2001-00-00", 9, "2001"),
        ("2013-00-00", 8, "201X"),
        ("0005-00-00", 8, "000X"),
        ("2000-00-00", 7, "[1901-01-01..2099-12-31]"),
        ("1950-00-00", 7, "[1900-01-01..2000-12-31]"),
        ("0100-00-00", 7, "[0001-01-01..0199-12-31]"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(text, precision, expected):
    assert moment(text, precision) == (expected, "")
    parse(expected)


@pytest.mark.parametrize(
    ("text", "precision", "before", "after", "expected"),
    [
        ("2001-06-15", 11, 1, 2, "[2001-06-14..2001-06-17]"),
        ("2001-03-00", 10, 1, 0, "[2001-02-01..2001-03-31]"),
        ("2000-00-00", 9, 1, 2, "[1999-01-01..2002-12-31]"),
        ("2013-00-00", 8, 0, 1, "[2010-01-01..2029-12-31]"),
        ("9999-00-00", 9, 0, 5, "[9999-01-01..9999-12-31]"),
        ("0001-00-00", 9, 5, 0, "[0001-01-01..0001-12-31]"),
    ],
)
def test_an_uncertain_date_is_one_day_of_several(text, precision, before, after, expected):
    assert moment(text, precision, before=before, after=after).date == expected


@pytest.mark.parametrize(
    ("text", "precision", "expected", "note"),
    [
        ("1498-06-22", 11, "1498-07-01", "1498-06-22 in the Julian calendar"),
        ("1410-06-00", 10, "[1410-06-10..1410-07-09]", "1410-06 in the Julian calendar"),
        ("1410-00-00", 9, "[1410-01-10..1411-01-09]", "1410 in the Julian calendar"),
    ],
)
def test_a_julian_date_is_converted_and_said_to_be(text, precision, expected, note):
    assert moment(text, precision, JULIAN) == (expected, note)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), st.integers(7, 14), st.booleans())
def test_what_is_read_is_a_date_that_holds_the_day(year, month, day, precision, julian):
    made = moment(f"{year:04}-{month:02}-{day:02}", precision, *([JULIAN] if julian else []))
    found = parse(made.date)
    exact = parse(moment(f"{year:04}-{month:02}-{day:02}", 11, *([JULIAN] if julian else [])).date)
    assert found.earliest <= exact.earliest <= found.latest


@pytest.mark.parametrize(
    ("text", "precision", "says"),
    [
        ("-0044-03-15T00:00:00Z", 11, "nothing before our era"),
        ("+0000-00-00T00:00:00Z", 9, "years are 0001 to 9999"),
        ("+12001-00-00T00:00:00Z", 9, "years are 0001 to 9999"),
        ("+2000-00-00T00:00:00Z", 6, "known to the millennium at best"),
        ("+2001-13-01T00:00:00Z", 11, "there is no month 13"),
        ("2001-06-15T", 11, "is not a time"),
    ],
)
def test_a_time_that_no_date_tells_is_refused(text, precision, says):
    with pytest.raises(DateError, match=says):
        moment(text, precision)


def test_a_day_that_is_not_there_is_refused():
    with pytest.raises(DateError, match="1900-02-29"):
        moment_of(msgspec.convert(snak("P580", time_value("1900-02-29", before=1)), type=Snak))
    assert moment("1900-02-29", 11, JULIAN).date == "1900-03-13"


def test_an_unknown_calendar_is_refused():
    with pytest.raises(DateError, match="calendar"):
        moment("2001-06-15", 11, "http://www.wikidata.org/entity/Q1")


def test_what_is_no_time_is_refused():
    with pytest.raises(DateError, match="not a time"):
        moment_of(msgspec.convert(snak("P580", {"datavalue": {"value": "x", "type": "string"}}), type=Snak))
