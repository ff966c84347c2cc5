"""The table of statements and incidents: events without a timeline of their own."""

import sqlite3
from collections.abc import Sequence

from archive.kinds.editorial import EventRetracted
from archive.kinds.ledger import Entry, acts_of
from archive.store import entries as log_entries

STATEMENTS = frozenset({"statement.made", "incident.reported"})
WRITE_STATEMENT = """
    INSERT OR REPLACE INTO statements (event, date, speaker, gist, body, standing, year, sources, earliest, latest)
    SELECT e.position, e.date,
        (SELECT group_concat(n.label, ', ') FROM event_entities r JOIN entities n ON n.id = r.entity
         WHERE r.event = e.position AND r.role IN ('speaker', 'about') AND
         (r.role = 'speaker' OR e.kind = 'incident.reported')),
        e.gist, e.body ->> '$.event.payload.body', e.standing, e.year,
        (SELECT group_concat(source, ', ') FROM (SELECT DISTINCT source FROM citations WHERE event = e.position)),
        e.earliest, e.latest
    FROM events e WHERE e.position BETWEEN :first AND :last AND e.kind IN ('statement.made', 'incident.reported')
"""


FORGET_STATEMENT = "DELETE FROM statements WHERE event = :event"


def refresh(db: sqlite3.Connection, new: Sequence[Entry]) -> None:
    """Write the rows of the statements and incidents among the new events; forget those that are retracted."""
    if any(entry.payload.kind in STATEMENTS for entry in new):
        db.execute(WRITE_STATEMENT, {"first": new[0].position, "last": new[-1].position})
    if any(isinstance(entry.payload, EventRetracted) for entry in new):
        retractions = log_entries.of_kind(db, EventRetracted.kind)
        retracted = acts_of(retractions, log_entries.told(db, retractions)).retracted
        for entry in retractions:
            facts = entry.payload
            target = log_entries.by_handle(db, facts.event) if isinstance(facts, EventRetracted) else None
            if target is not None and target.handle in retracted:
                db.execute(FORGET_STATEMENT, {"event": target.position})
            elif target is not None:
                db.execute(WRITE_STATEMENT, {"first": target.position, "last": target.position})
