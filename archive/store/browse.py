"""The tables that people browse: memberships, offices, meetings … , kept line by line."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.kinds.claiming import Line
from archive.kinds.ledger import Entry
from archive.store import browse_editorial, browse_events
from archive.store.rectangles import decode
from archive.store.runs import Run, runs_of

CURRENT_OF_LINE = """
    SELECT valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = :subject AND object = :object AND recorded_to = 9223372036854775807
    ORDER BY valid_from
"""
FORGET = {
    "membership": "DELETE FROM memberships WHERE subject = :subject AND object = :object",
    "office": "DELETE FROM offices WHERE holder = :subject AND office = :object",
    "meeting": "DELETE FROM meetings WHERE meeting = :subject AND body = :object",
    "stance": "DELETE FROM stances WHERE holder = :subject AND question = :object",
    "document": "DELETE FROM documents WHERE document = :subject AND body = :object",
}
WRITE = {
    "membership": """
        INSERT INTO memberships (subject, status, object, since, until, certainty, told_otherwise, since_year, began_by,
            sources, since_earliest, since_latest, until_earliest, until_latest, confirmed, id)
        VALUES (:subject, :value, :object, :since, :until, :certainty, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :confirmed, :id)
    """,
    "office": """
        INSERT INTO offices (holder, office, since, until, certainty, seen_on, told_otherwise, since_year, began_by,
            sources, since_earliest, since_latest, until_earliest, until_latest, confirmed, id)
        VALUES (:subject, :object, :since, :until, :certainty, :seen_on, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :confirmed, :id)
    """,
    "meeting": """
        INSERT INTO meetings (meeting, body, date, state, place, level, number, certainty, told_otherwise, year,
            told_by, sources, earliest, latest, id)
        SELECT :subject, :object, :since, :value, body ->> '$.event.payload.place', body ->> '$.event.payload.level',
            body ->> '$.event.payload.number', :certainty, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :until_earliest, :id
        FROM events WHERE position = :began_by
    """,
    "stance": """
        INSERT INTO stances (holder, stance, question, since, until, gist, told_by, told_otherwise, since_year,
            began_by, sources, since_earliest, since_latest, until_earliest, until_latest, id)
        SELECT :subject, :value, :object, :since, :until, gist,
            (SELECT group_concat(value, ', ') FROM json_each(body, '$.event.payload.told_by')),
            :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :id
        FROM events WHERE position = :began_by
    """,
    "document": """
        INSERT INTO documents (document, state, body, since, until, certainty, told_otherwise, since_year, began_by,
            sources, since_earliest, since_latest, until_earliest, until_latest, id)
        VALUES (:subject, :value, :object, :since, :until, :certainty, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :id)
    """,
}
EVENT_FACTS = """
    SELECT e.key, e.id, e.position,
        (SELECT group_concat(source, ', ') FROM (SELECT DISTINCT source FROM citations WHERE event = e.position))
    FROM events e
    WHERE e.key IN (SELECT value FROM json_each(:handles)) OR e.id IN (SELECT value FROM json_each(:handles))
"""


def refresh(db: sqlite3.Connection, new: Sequence[Entry], lines: Iterable[Line]) -> None:
    """Write the rows of the touched timelines afresh, and those of the new events."""
    for line in lines:
        if line.property in WRITE:
            _rewrite(db, line)
    browse_events.refresh(db, new)
    browse_editorial.refresh(db, new)


def _rewrite(db: sqlite3.Connection, line: Line) -> None:
    db.execute(FORGET[line.property], line._asdict())
    periods = [(first, until, decode(answer)) for first, until, answer in db.execute(CURRENT_OF_LINE, line._asdict())]
    runs = [run for run in runs_of(periods) if run.certainty not in ("unknown", "not")]
    facts = _event_facts(db, runs)
    db.executemany(WRITE[line.property], (_row(line, run, number, facts) for number, run in enumerate(runs, 1)))


def _event_facts(db: sqlite3.Connection, runs: Sequence[Run]) -> dict[str, tuple[int, str]]:
    handles = sorted({handle for run in runs for handle in run.events})
    found: dict[str, tuple[int, str]] = {}
    for key, event_id, position, sources in db.execute(EVENT_FACTS, {"handles": json.dumps(handles)}):
        found[key or event_id] = (position, sources or "")
    return found


def _row(line: Line, run: Run, number: int, facts: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    known = sorted(facts[handle] for handle in run.events if handle in facts)
    sources = sorted({name for _, names in known for name in names.split(", ") if name})
    return {
        **line._asdict(),
        **run.columns(),
        "began_by": known[0][0] if known else None,
        "sources": ", ".join(sources) or None,
        "id": f"{line.subject}/{line.object}/{number}",
    }
