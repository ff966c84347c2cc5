"""Meetings as iCalendar (RFC 5545): whole days, a stable UID, and no clock: all of it follows from the log."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

PRODID = "-//archive//export ics//EN"
UID = "{0}@archive.invalid"
"""An id of ours, made one of the world: `.invalid` is nobody's domain (RFC 2606)."""


class Entry(NamedTuple):
    """One entry: first and last day, both in (ordinals); `recorded` and `changed` are instants."""

    id: str
    summary: str
    first: int
    last: int
    status: str
    sequence: int
    recorded: str
    changed: str
    description: str
    location: str | None = None
    categories: tuple[str, ...] = ()


def write(entries: Iterable[Entry], *, name: str) -> Iterator[bytes]:
    """Yield a calendar of that name in pieces: its head, each entry, its end."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - it takes long to load, and the help does without

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    head, end, _ = bytes(calendar.to_ical()).partition(b"END:VCALENDAR\r\n")
    yield head
    for entry in entries:
        event = Event()
        for field, value in _fields(entry):
            event.add(field, value)
        yield bytes(event.to_ical())
    yield end


def _fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "uid", UID.format(entry.id)
    yield "summary", entry.summary
    yield "dtstart", date.fromordinal(entry.first)
    # The end of an entry of whole days is the first day out.
    yield "dtend", date.fromordinal(entry.last) + timedelta(days=1)
    yield "dtstamp", _instant(entry.changed)
    yield "created", _instant(entry.recorded)
    yield "last-modified", _instant(entry.changed)
    yield "sequence", entry.sequence
    yield "status", entry.status
    yield "transp", "TRANSPARENT"
    yield "description", entry.description
    if entry.location is not None:
        yield "location", entry.location
    if entry.categories:
        yield "categories", list(entry.categories)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
