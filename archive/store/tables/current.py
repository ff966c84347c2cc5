"""Events as they now read: corrected, ranked, retracted or not, with the sources that count."""

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from archive.kinds.base import Payload
from archive.kinds.ledger import Acts, Entry, acts_of, as_corrected, citations_of
from archive.model.event import Envelope
from archive.store.log import entries as log_entries

ACTING = """
    WITH RECURSIVE acting(position) AS (
        SELECT value FROM json_each(:positions)
        UNION
        SELECT a.event FROM acts a JOIN acting i ON a.target = i.position
    )
    SELECT e.position, e.id, e.batch, e.body FROM acting JOIN events e ON e.position = acting.position
    ORDER BY e.position
"""


class Current(NamedTuple):
    """An event as it now reads; `sources` are the ids of those that tell it, in one text, or None."""

    position: int
    handle: str
    envelope: Envelope
    payload: Payload
    standing: str
    retracted: bool
    sources: str | None

    @property
    def shown(self) -> bool:
        """True where people may see it: neither retracted nor withheld."""
        return not self.retracted and self.standing != "withheld"


def current(db: sqlite3.Connection, positions: Collection[int]) -> dict[int, Current]:
    """Return the events at the positions, by position in log order, and all that acts on them, at any remove."""
    entries = log_entries.decoded(db.execute(ACTING, {"positions": json.dumps(sorted(positions))}))
    acts = acts_of(entries, {})
    return {entry.position: as_it_reads(entry, acts) for entry in entries}


def as_it_reads(entry: Entry, acts: Acts) -> Current:
    """Return an event as the editorial acts leave it; they must hold all that act on it."""
    envelope, payload = as_corrected(entry, acts)
    standing, _ = acts.standing_of(entry)
    sources = ", ".join(sorted({citation.source for citation in citations_of(entry, acts)}))
    retracted = entry.handle in acts.retracted
    return Current(entry.position, entry.handle, envelope, payload, standing, retracted, sources or None)
