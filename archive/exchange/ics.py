"""Meetings as iCalendar (RFC 5545): whole days, a stable UID, and no clock: all of it follows from the log."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

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


def write(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return a calendar of that name with the entries."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", UID.format(entry.id))
    event.add("summary", entry.summary)
    event.add("dtstart", date.fromordinal(entry.first))
    # The end of an entry of whole days is the first day out.
    event.add("dtend", date.fromordinal(entry.last) + timedelta(days=1))
    event.add("dtstamp", _instant(entry.changed))
    event.add("created", _instant(entry.recorded))
    event.add("last-modified", _instant(entry.changed))
    event.add("sequence", entry.sequence)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")
    event.add("description", entry.description)
    if entry.location is not None:
        event.add("location", entry.location)
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
