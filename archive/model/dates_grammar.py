"""One point of a date: a day, month, season, year, decade or century, and the days it allows.

What is known of it decides its span (`2021-XX` is known to the year, as `2021` is), and a qualifier
widens the span at both ends by its own length: `~` and `?` once, `%` twice.
"""

import re
from datetime import date

from archive.model.days import DAY_MAX, Bounds

_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
_WIDENED = {"": 0, "~": 1, "?": 1, "%": 2}
_FIRST_MONTH, _LAST_MONTH = 1 * 12, 9999 * 12 + 11


class Misread(Exception):  # noqa: N818 - it never leaves the parser: people get a DateError
    """A part of a date that cannot be read: why, and what may have been meant."""

    def __init__(self, part: str, reason: str = "", better: tuple[str, ...] = ()) -> None:
        super().__init__(part, reason)
        self.part = part
        self.reason = reason
        self.better = better


def point(text: str) -> Bounds:
    """Return the days that one point of a date allows, or raise Misread."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise Misread(text)
    year, month, day, qualifier = match.groups()
    times = _WIDENED[qualifier]
    if year == "0000":
        raise Misread(text, "years are 0001 to 9999")
    if "X" in year:
        return _round_years(text, year, month, times)
    if month is None:
        return _months(int(year) * 12, 12, times)
    if month == "XX":
        return _unknown_month(text, year, day, times)
    if int(month) > 12:
        return _season(text, year, month, day, times)
    if month == "00":
        raise Misread(text, "there is no month 00; where only the year is known, write the year", (year + qualifier,))
    if day is None or day == "XX":
        return _months(int(year) * 12 + int(month) - 1, 1, times)
    return _day(text, year, month, day, times)


def _day(text: str, year: str, month: str, day: str, times: int) -> Bounds:
    known = f"{year}-{month}"
    if day == "00":
        raise Misread(text, "there is no day 00; where only the month is known, write the month", (known,))
    first, last = _months(int(year) * 12 + int(month) - 1, 1, 0)
    ordinal = first + int(day) - 1
    if ordinal > last:
        days = last - first + 1
        raise Misread(text, f"{known} has {days} days", (f"{known}-{days}", known))
    return Bounds(max(ordinal - times, 1), min(ordinal + times, DAY_MAX - 1))


def _round_years(text: str, year: str, month: str | None, times: int) -> Bounds:
    """Return the days of a decade (201X) or a century (20XX)."""
    if month is not None:
        raise Misread(text, "a month of an unknown year is not accepted", (year,))
    years = 10 ** year.count("X")
    return _months(int(year.replace("X", "0")) * 12, years * 12, times)


def _unknown_month(text: str, year: str, day: str | None, times: int) -> Bounds:
    if day not in (None, "XX"):
        raise Misread(text, "a day of an unknown month is not accepted", (f"{year}-XX-XX",))
    return _months(int(year) * 12, 12, times)


def _season(text: str, year: str, number: str, day: str | None, times: int) -> Bounds:
    """Return the days of a quarter of the year: 21 is March to May, 24 December to February."""
    if not 21 <= int(number) <= 24:
        swapped = (f"{year}-{day}-{number}",) if day is not None and day <= "12" else ()
        raise Misread(text, f"there is no month {number}; seasons are 21 (March to May) to 24", swapped)
    if day is not None:
        raise Misread(text, f"{number} is a season, and a season has no days of its own", (f"{year}-{number}",))
    return _months(int(year) * 12 + 3 * int(number) - 61, 3, times)


def _months(first: int, count: int, times: int) -> Bounds:
    """Return the days of `count` months from month `first` (year * 12 + month - 1), widened."""
    start = max(first - count * times, _FIRST_MONTH)
    after = first + count * (1 + times)
    end = DAY_MAX if after > _LAST_MONTH else date(after // 12, after % 12 + 1, 1).toordinal()
    return Bounds(date(start // 12, start % 12 + 1, 1).toordinal(), end - 1)
