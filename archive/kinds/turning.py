"""Turning days: the known dates at which more of some events comes to be told."""

from collections.abc import Iterable, Iterator

from archive.kinds.families.editorial import EventCorrected
from archive.kinds.ledger import Entry
from archive.kinds.support import Told
from archive.model.dates import parse


def turning_days(entries: Iterable[Entry], told: Told) -> set[int]:
    """Return the days of publication, and those of what may have been known at once; between them nothing changes."""
    return {day for entry in entries for day in _days(entry, told)}


def _days(entry: Entry, told: Told) -> Iterator[int]:
    for citation in entry.envelope.citations:
        day = told.get(citation.source)
        if day is not None:
            yield day
    for date in (entry.envelope.date, _corrected(entry)):
        if date:
            yield parse(date).earliest


def _corrected(entry: Entry) -> str | None:
    """Return the date that a correction sets."""
    return entry.payload.set.get("date") if isinstance(entry.payload, EventCorrected) else None
