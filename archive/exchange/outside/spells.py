"""Spells of outside data: a first and a last day as somebody else tells them, as the dates of our events."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.model.dates import DAY_MAX, EdtfDate, iso, parse
from archive.model.errors import DateError

EndIs = Literal["last-day-in", "first-day-out"]
"""What the end means to those who made the data."""

Ending = Literal["untold", "open", "unknown"]
"""What is said where no end is dated: nothing, that it goes on, or that it ended nobody knows when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From when until when something held: EDTF of a day, a month, a year or a set; None where no date is told."""

    start: str | None = None
    end: str | None = None
    ending: Ending = "untold"

    @property
    def dated(self) -> bool:
        """True where an event can be dated by it."""
        return self.start is not None or self.end is not None


class Dates(NamedTuple):
    """The dates of the events of one spell: of the beginning (an extent may hold the end too), and of the end."""

    begins: str
    ends: str | None = None


def dates_of(spell: Spell, end_is: EndIs) -> Dates:
    """Return the dates of a dated spell; raises DateError where one cannot be read, or it ends before it begins.

    Where the end is the last day in, one extent tells both. An end that is the first day out, or a date that may
    not stand in an interval (a set), is an event of its own.
    """
    start = parse(spell.start) if spell.start is not None else None
    end = parse(spell.end) if spell.end is not None else None
    if start is not None and end is not None and end.latest < start.earliest:
        message = f"it ends on {end.text}, before it begins on {start.text}"
        raise DateError(message, hint="are the two in the wrong order, or day and month?")
    if start is None:
        assert end is not None  # noqa: S101 - the spell is dated
        return Dates(f"/{_last_point(end, end_is)}")
    if end is None:
        return _without_end(start, spell.ending)
    if end_is == "first-day-out":
        return Dates(start.text, end.text)
    if "set" in (start.form, end.form):
        return Dates(start.text, _between(end.earliest + 1, end.latest + 1))
    return Dates(f"{start.text}/{end.text}")


def _without_end(start: EdtfDate, ending: Ending) -> Dates:
    if ending == "untold":
        return Dates(start.text)
    if start.form == "set":
        return Dates(start.text, f"[{iso(start.earliest + 1)}..]" if ending == "unknown" else None)
    return Dates(f"{start.text}/{'' if ending == 'unknown' else '..'}")


def _last_point(end: EdtfDate, end_is: EndIs) -> str:
    """Return the last day in as it may stand in an interval; a vague one as its latest day."""
    if end.is_day and end_is == "first-day-out":
        return iso(end.earliest - 1) or end.text
    return end.text if end.form == "single" else iso(end.latest) or end.text


def _between(earliest: int, latest: int) -> str:
    if latest >= DAY_MAX:
        return f"[{iso(min(earliest, DAY_MAX - 1))}..]"
    first, last = iso(earliest), iso(latest)
    return first if first == last and first is not None else f"[{first}..{last}]"
