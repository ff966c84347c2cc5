"""Tellings: how sources tell the events on which appends act, before and after."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from archive.kinds.ledger import Acts, Cutoffs, Entry, acts_of, as_corrected, citations_of
from archive.kinds.support import Evidence, Told, evidence_of
from archive.kinds.turning import turning_days
from archive.model.dates import iso, parse
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.schema.projection import CURRENT
from archive.store.tables.involved import acting
from archive.store.tables.project import reached


class Telling(NamedTuple):
    """How sources tell an event: whether any states it, or only announces it; which state it.

    `known` is the first known date under which it is told so, as an ISO text; None where it is not told, or has been
    for ever. An event that is `undated`, as none of its sources bears a date, may have been known from its own day on.
    """

    told: Literal["states", "ahead", "none"]
    known: str | None
    undated: bool
    sources: tuple[str, ...]


class Retold(NamedTuple):
    """An event, by its handle, and how sources told it before, and tell it now."""

    event: str
    before: Telling
    after: Telling


def retold_since(db: sqlite3.Connection, position: int, upto: int) -> Iterator[Retold]:
    """Yield the earlier events that sources tell otherwise since a position, which is an end of a batch."""
    seen: set[int] = set()
    for start in range(position + 1, upto + 1, chunks.SIZE):
        events = {one for one in reached(db, start, min(start + chunks.SIZE - 1, upto)) if one <= position} - seen
        seen |= events
        entries = log_entries.at(db, acting(db, events, CURRENT))
        told = log_entries.told(db, entries)
        before = _Side([one for one in entries if one.position <= position], told)
        after = _Side(entries, told)
        for entry in entries:
            if entry.position in events and entry.payload.nature == "world" and entry.envelope.date:
                then, now = before.telling(entry), after.telling(entry)
                if then != now:
                    yield Retold(entry.handle, then, now)


class _Side:
    """Events and what acts on them, asked under one known date after another."""

    def __init__(self, entries: Sequence[Entry], told: Told) -> None:
        self._entries = entries
        self._told = told
        self._acts: dict[int | None, Acts] = {}

    def telling(self, entry: Entry) -> Telling:
        citations = citations_of(entry, self._of(None))
        evidence = self._evidence(entry, None)
        known = next(
            (day for day in self._days(entry) if self._evidence(entry, day).weight == evidence.weight != "none"), None
        )
        sources = tuple(sorted({one.source for one in citations if one.support == "states"}))
        return Telling(evidence.weight, None if known is None else iso(known), evidence.undated, sources)

    def _days(self, entry: Entry) -> list[int]:
        acts = self._of(None)
        added = [self._told.get(one.source) for one in citations_of(entry, acts)]
        days = {day for day in added if day is not None}
        return sorted(days | turning_days([entry, *acts.corrected.get(entry.handle, ())], self._told))

    def _of(self, known: int | None) -> Acts:
        if known not in self._acts:
            self._acts[known] = acts_of(self._entries, self._told, Cutoffs(known=known))
        return self._acts[known]

    def _evidence(self, entry: Entry, known: int | None) -> Evidence:
        acts = self._of(known)
        date = parse(as_corrected(entry, acts)[0].date)
        return evidence_of(citations_of(entry, acts), date, self._told, known, strict=False)
