"""Folding: some timelines at a time, with the events that they rest on, each read once."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.ledger import Acts, Entry, acts_of, claims_of_one
from archive.kinds.support import Told
from archive.model.answer import Period
from archive.model.timeline import fold
from archive.store.log import entries as log_entries
from archive.store.schema.projection import CURRENT
from archive.store.tables.current import Current, as_it_reads
from archive.store.tables.involved import involved
from archive.store.tables.rectangles import Rectangle, Timelines, rectangle


class Folded(NamedTuple):
    """Timelines as the whole log makes them: their periods, in order, and what the events behind them now say."""

    periods: Mapping[Line, Sequence[Period]]
    entries: Mapping[str, Entry]
    acts: Acts

    def only(self, lines: Iterable[Line]) -> "Folded":
        """Return the same of some of the timelines."""
        return self._replace(periods={line: self.periods[line] for line in lines})

    def rectangles(self) -> dict[Line, list[Rectangle]]:
        """Return the periods as they are stored."""
        return {line: [rectangle(line, period) for period in periods] for line, periods in self.periods.items()}

    def event(self, handle: str) -> Current | None:
        """Return an event on which the timelines rest as it now reads, or None."""
        entry = self.entries.get(handle)
        return None if entry is None else as_it_reads(entry, self.acts)


def folded(db: sqlite3.Connection, lines: Sequence[Line]) -> Folded:
    """Return the timelines as the whole log now makes them."""
    entries = log_entries.at(db, involved(db, lines, CURRENT))
    return folded_from(lines, entries, log_entries.told(db, entries))


def folded_from(lines: Iterable[Line], entries: Sequence[Entry], told: Told) -> Folded:
    """Return the timelines as these entries make them: all that they rest on, in log order."""
    acts = acts_of(entries, told)
    claims = Timelines(claim for entry in entries for claim in claims_of_one(entry, acts, told))
    periods = {line: fold(claims.of(line)) for line in lines}
    return Folded(periods, {entry.handle: entry for entry in entries}, acts)
