"""Dates in short English, for pages: what a date as written says to who does not know the signs."""

import re

from archive.model.dates import EdtfDate
from archive.model.days import MONTHS

_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([~?%]?)")
_QUALIFIED = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn"}


def describe(date: EdtfDate) -> str:
    """Return a reading of the date: `some day of 2010`, `about May 2010`, `not later than 2024-04-03`."""
    if date.form == "extent":
        start, _, stop = date.text.partition("/")
        return _extent(start, stop, date.end)
    if date.form == "set":
        return _one_of(date.text[1:-1])
    reading = _point(date.text)
    exact = date.is_day or date.text.endswith(("~", "?", "%"))
    return reading if exact else f"some day of {reading}"


def _extent(start: str, stop: str, end: str) -> str:
    if start in ("", ".."):
        return f"to {_point(stop)}, begin unknown"
    if end == "open":
        return f"since {_point(start)}"
    if end == "unknown":
        return f"from {_point(start)}, end unknown"
    return f"{_point(start)} to {_point(stop)}"


def _one_of(inner: str) -> str:
    if ".." not in inner:
        *members, last = [_point(member) for member in inner.split(",")]
        return f"either {', '.join(members)} or {last}"
    first, _, last = inner.partition("..")
    if not first:
        return f"not later than {_point(last)}"
    return f"between {_point(first)} and {_point(last)}" if last else f"not before {_point(first)}"


def _point(text: str) -> str:
    """Return a day, month, season, year, decade or century with its qualifier in words."""
    match = _POINT.fullmatch(text)
    if match is None:  # no date that was parsed comes here
        return text
    year, month, day, qualifier = match.groups()
    return _QUALIFIED[qualifier] + _span(year, month, day)


def _span(year: str, month: str | None, day: str | None) -> str:
    if year.endswith("XX"):
        return f"{year[:2]}00 to {year[:2]}99" if year != "00XX" else "0001 to 0099"
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    if month is None or month == "XX":
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month == "24":
        return f"winter {year}/{int(year) + 1:04}"
    if day is None or day == "XX":
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{year}-{month}-{day}"
