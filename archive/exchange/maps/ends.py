"""Spells of a row: its beginning and its end as one extent, where that says no more than the two; else two dates."""

from typing import NamedTuple

from archive.exchange.maps.dates import Convention, DateReader, Missing
from archive.exchange.maps.map import Ends
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, EdtfDate, iso, parse
from archive.model.errors import DateError


class Spell(NamedTuple):
    """The date of the event that begins a spell (an extent, where that says it all), and of the one that ends it.

    `end` is the first day out, empty where there is nothing more to tell.
    """

    date: str
    end: str = ""


class Cells(NamedTuple):
    """The cells of a spell as they stand in the row; `inherited` is what a missing end may take."""

    begin: str
    end: str
    inherited: str = ""


def spell_of(cells: Cells, ends: Ends, dates: DateReader, *, told: str | None, future: bool) -> Spell:
    """Return the spell of two cells; raises DateError where they tell none.

    `told` is the day of publication: with `future`, an end that falls after it is only expected, and so told apart.
    """
    begin, end, inherited = cells
    missing = "open" if end in ends.open else "unknown" if end in ends.unknown else ends.missing or "not-tracked"
    if end in ends.open or end in ends.unknown:
        end = ""
    elif not end and missing == "inherited":
        end = inherited
    if begin and not end:
        return unclosed(dates.read(begin), missing)
    if not begin and ends.no_begin == "fault":
        raise DateError("no date is there on which it begins", hint="leave such rows out, or say [ends] no_begin")
    convention = ends.convention or "first-day-out"
    if begin:
        return closed(dates.read(begin), dates.read(end), convention, told=told if future else None)
    if end:
        return begun_before(dates.read(end), convention)
    if told is None:
        raise DateError("neither a beginning nor an end is there", hint="leave such rows out with `when`")
    return Spell(f"[..{told}]")


def closed(begin: EdtfDate, end: EdtfDate, convention: Convention, *, told: str | None = None) -> Spell:
    """Return the spell from `begin` to `end`; as two events, too, where it ends after the day `told`.

    Raises DateError if no day is left.
    """
    for date in (begin, end):
        if date.form == "extent":
            raise DateError(f"{date.text} is an extent, where one day of a spell is expected", hint="")
    step = 1 if convention == "last-day-in" else 0
    out = Bounds(min(end.earliest + step, DAY_MAX), min(end.latest + step, DAY_MAX))
    if out.latest <= begin.earliest:
        when = "before it begins" if out.latest < begin.earliest or step else "on the day it begins"
        raise DateError(f"it ends ({end.text}) {when} ({begin.text})", hint="")
    last = end.text if step and end.form == "single" else _day_before(end) if not step and end.is_day else None
    apart = told is not None and is_after(out, told)
    if last is not None and begin.form == "single" and not apart:
        return Spell(f"{begin.text}/{last}")
    return Spell(begin.text, end.text if not step else _days(out))


def is_after(days: Bounds, told: str) -> bool:
    """Tell whether all of the days are after a day of publication."""
    return days.earliest > parse(told).latest


def unclosed(begin: EdtfDate, missing: Missing) -> Spell:
    """Return the spell whose end is open, unknown or not tracked."""
    if begin.form == "single" and missing == "open":
        return Spell(f"{begin.text}/..")
    if begin.form == "single" and missing == "unknown":
        return Spell(f"{begin.text}/")
    if missing == "unknown" and begin.earliest > DAY_MIN:
        return Spell(begin.text, f"[{iso(begin.earliest + 1)}..]")
    return Spell(begin.text)


def begun_before(end: EdtfDate, convention: Convention) -> Spell:
    """Return the spell of which only the end is told."""
    last = end.text if convention == "last-day-in" else _day_before(end)
    if end.form != "single" or last is None:
        raise DateError(f"a spell that ends on {end.text} needs a beginning", hint="")
    return Spell(f"../{last}")


def _day_before(day: EdtfDate) -> str | None:
    return iso(day.earliest - 1) if day.is_day else None


def _days(bounds: Bounds) -> str:
    """Return one unknown day within the bounds, as a date."""
    first, last = iso(bounds.earliest), iso(bounds.latest)
    return first if first is not None and first == last else f"[{first or ''}..{last or ''}]"
