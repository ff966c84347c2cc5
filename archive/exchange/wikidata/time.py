"""Wikidata's times as EDTF: precision, calendar and uncertainty become the days that are meant, no more, no fewer."""

import re
from datetime import date
from typing import NamedTuple

import msgspec

from archive.exchange.wikidata.records import Snak, TimeValue
from archive.model.errors import DateError

JULIAN = "Q1985786"
GREGORIAN = "Q1985727"

CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11
"""Precisions: https://www.wikidata.org/wiki/Help:Dates#Precision."""

_TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]{8}Z")
_LAST_MONTH = 9999 * 12 + 11
_JULIAN_DAY_BEFORE_US = 1721425  # of the day before 0001-01-01 in the Gregorian calendar


class Moment(NamedTuple):
    """A date in EDTF, and what it was before it was converted (empty where nothing was)."""

    date: str
    note: str = ""


def moment_of(snak: Snak) -> Moment:
    """Return the date of a snak with a time; raises DateError for what no date of ours can tell."""
    try:
        value = msgspec.convert(snak.datavalue.value if snak.datavalue else None, type=TimeValue)
    except msgspec.ValidationError as error:
        message = f"not a time: {error}"
        raise DateError(message) from None
    match = _TIME.fullmatch(value.time)
    if match is None:
        message = f"{value.time!r} is not a time"
        raise DateError(message, hint="Wikidata writes +2001-06-15T00:00:00Z")
    if match[1] == "-" or not 1 <= int(match[2]) <= 9999:
        message = f"{value.time}: years are 0001 to 9999; nothing before our era can be taken in"
        raise DateError(message)
    year, month, day = int(match[2]), int(match[3]) or 1, int(match[4]) or 1
    return _moment(value, year, month, day)


def _moment(value: TimeValue, year: int, month: int, day: int) -> Moment:
    calendar = value.calendarmodel.rpartition("/")[2]
    precision = min(value.precision, DAY)
    if precision < CENTURY:
        message = f"{value.time} is known to the millennium at best (precision {precision})"
        raise DateError(message, hint="give a century or better")
    if calendar not in (JULIAN, GREGORIAN):
        message = f"the calendar {value.calendarmodel} is not known"
        raise DateError(message, hint=f"{GREGORIAN} (Gregorian) or {JULIAN} (Julian)")
    if not 1 <= month <= 12:
        message = f"{value.time}: there is no month {month}"
        raise DateError(message)
    plain = {
        DAY: f"{year:04}-{month:02}-{day:02}", MONTH: f"{year:04}-{month:02}", YEAR: f"{year:04}",
        DECADE: f"{year // 10:03}X",
    }  # fmt: skip
    if calendar == GREGORIAN and not value.before and not value.after and precision in plain:
        return Moment(plain[precision])
    julian = calendar == JULIAN
    if precision == DAY:
        middle = _ordinal(year, month, day, julian=julian)
        first, last = middle - value.before, middle + value.after
    else:
        low, high = _months(precision, year, month)
        size = {MONTH: 1, YEAR: 12, DECADE: 120, CENTURY: 1200}[precision]
        first = _first_of(low - size * value.before, julian=julian)
        last = _first_of(high + size * value.after + 1, julian=julian) - 1
    return Moment(_between(first, last), f"{plain.get(precision, value.time)} in the Julian calendar" if julian else "")


def _months(precision: int, year: int, month: int) -> tuple[int, int]:
    """Return the first and the last month (year * 12 + month - 1) that a date of less than day precision allows.

    A century is counted in two ways, from 1900 and from 1901: both are allowed.
    """
    if precision == MONTH:
        return year * 12 + month - 1, year * 12 + month - 1
    if precision == YEAR:
        return year * 12, year * 12 + 11
    if precision == DECADE:
        return year // 10 * 120, year // 10 * 120 + 119
    first = min(year // 100 * 100, (year - 1) // 100 * 100 + 1)
    last = max(year // 100 * 100 + 99, (year - 1) // 100 * 100 + 100)
    return first * 12, last * 12 + 11


def _first_of(month: int, *, julian: bool) -> int:
    """Return the first day of a month; before and after all years that there are, the first and the last day."""
    if month < 12:
        return 1
    if month > _LAST_MONTH:
        return date.max.toordinal() + 1
    return _ordinal(month // 12, month % 12 + 1, 1, julian=julian)


def _ordinal(year: int, month: int, day: int, *, julian: bool) -> int:
    """Return the day (proleptic Gregorian ordinal) of a date in one of the calendars, or raise DateError."""
    try:
        if not julian:
            return date(year, month, day).toordinal()
        # A year that both calendars lengthen has the same days in both.
        date(2000 if year % 4 == 0 else 2001, month, day)
    except ValueError as error:
        message = f"{year:04}-{month:02}-{day:02}: {error}"
        raise DateError(message) from None
    # The day number of a Julian date, as in the Explanatory Supplement to the Astronomical Almanac.
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return max(number - _JULIAN_DAY_BEFORE_US, 1)


def _between(first: int, last: int) -> str:
    early = date.fromordinal(max(first, 1)).isoformat()
    late = date.fromordinal(min(last, date.max.toordinal())).isoformat()
    return early if early == late else f"[{early}..{late}]"
