"""The table of statements and incidents: events without a timeline of their own."""

import json
import sqlite3
from collections.abc import Collection, Sequence

from archive.kinds.families.statement import IncidentReported, StatementMade
from archive.store.log.content import days_of
from archive.store.tables.current import Current, current

STATEMENTS = """
    SELECT position FROM events
    WHERE position IN (SELECT value FROM json_each(:events)) AND kind IN ('statement.made', 'incident.reported')
"""
FORGET_STATEMENT = "DELETE FROM statements WHERE event = :event"
WRITE_STATEMENT = """
    INSERT INTO statements (event, date, speaker, gist, body, standing, year, sources, earliest, latest)
    SELECT :event, :date,
        (SELECT group_concat(n.label, ', ') FROM json_each(:speakers) s JOIN entities n ON n.id = s.value),
        :gist, :body, :standing, :year, :sources, :earliest, :latest
"""


def refresh(db: sqlite3.Connection, events: Collection[int]) -> None:
    """Write the rows of the statements and incidents among the events afresh, as they now read."""
    positions = [position for (position,) in db.execute(STATEMENTS, {"events": json.dumps(sorted(events))})]
    if not positions:
        return
    found = current(db, positions)
    for position in positions:
        db.execute(FORGET_STATEMENT, {"event": position})
        if found[position].shown:
            _write(db, found[position])


def _write(db: sqlite3.Connection, event: Current) -> None:
    facts = event.payload
    speakers: Sequence[str] = ()
    body = None
    if isinstance(facts, StatementMade):
        speakers, body = facts.speaker or (), facts.body
    elif isinstance(facts, IncidentReported):
        speakers = facts.about
    row = {
        "event": event.position, "date": event.envelope.date or None, "speakers": json.dumps(speakers),
        "gist": event.envelope.gist or None, "body": body, "standing": event.standing, "sources": event.sources,
        **days_of(event.envelope.date)._asdict(),
    }  # fmt: skip
    db.execute(WRITE_STATEMENT, row)
