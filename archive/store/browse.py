"""The tables that people browse: memberships, offices, meetings … , kept line by line."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from archive.kinds.claiming import Line
from archive.store import browse_editorial, browse_events
from archive.store.current import Current, current
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
        SELECT :subject, :object, :since, :value, :place, :level, :number, :certainty, :told_otherwise, :since_year,
            :began_by, :sources, :since_earliest, :until_earliest, :id
        WHERE :began_by IS NOT NULL
    """,
    "stance": """
        INSERT INTO stances (holder, stance, question, since, until, gist, told_by, told_otherwise, since_year,
            began_by, sources, since_earliest, since_latest, until_earliest, until_latest, id)
        SELECT :subject, :value, :object, :since, :until, :gist, :told_by, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :id
        WHERE :began_by IS NOT NULL
    """,
    "document": """
        INSERT INTO documents (document, state, body, since, until, certainty, told_otherwise, since_year, began_by,
            sources, since_earliest, since_latest, until_earliest, until_latest, id)
        VALUES (:subject, :value, :object, :since, :until, :certainty, :told_otherwise, :since_year, :began_by,
            :sources, :since_earliest, :since_latest, :until_earliest, :until_latest, :id)
    """,
}
POSITIONS_OF = """
    SELECT position FROM events
    WHERE key IN (SELECT value FROM json_each(:handles)) OR id IN (SELECT value FROM json_each(:handles))
"""


def refresh(db: sqlite3.Connection, events: Collection[int], lines: Iterable[Line]) -> None:
    """Write the rows of the touched timelines afresh, and those of the events reached by an append."""
    for line in lines:
        if line.property in WRITE:
            _rewrite(db, line)
    browse_events.refresh(db, events)
    browse_editorial.refresh(db, events)


def _rewrite(db: sqlite3.Connection, line: Line) -> None:
    db.execute(FORGET[line.property], line._asdict())
    periods = [(first, until, decode(answer)) for first, until, answer in db.execute(CURRENT_OF_LINE, line._asdict())]
    runs = [run for run in runs_of(periods) if run.certainty not in ("unknown", "not")]
    events = _events_of(db, runs)
    db.executemany(WRITE[line.property], (_row(line, run, number, events) for number, run in enumerate(runs, 1)))


def _events_of(db: sqlite3.Connection, runs: Sequence[Run]) -> dict[str, Current]:
    """Return the events that the runs rest on, as they now read, by handle."""
    handles = json.dumps(sorted({handle for run in runs for handle in run.events}))
    positions = [position for (position,) in db.execute(POSITIONS_OF, {"handles": handles})]
    return {event.handle: event for event in current(db, positions).values()}


def _row(line: Line, run: Run, number: int, events: Mapping[str, Current]) -> dict[str, Any]:
    telling = sorted((events[handle] for handle in run.events if handle in events), key=attrgetter("position"))
    sources = sorted({name for event in telling for name in (event.sources or "").split(", ") if name})
    first = telling[0] if telling else None
    return {
        **line._asdict(),
        **run.columns(),
        **_facts(first),
        "began_by": first.position if first else None,
        "sources": ", ".join(sources) or None,
        "id": f"{line.subject}/{line.object}/{number}",
    }


def _facts(event: Current | None) -> dict[str, Any]:
    """Return what the tables of meetings and stances show of the event that a row begins with."""
    payload = event.payload if event else None
    facts = {name: getattr(payload, name, None) for name in ("place", "level", "number")}
    told_by = getattr(payload, "told_by", None) or ()
    return {**facts, "gist": (event.envelope.gist or None) if event else None, "told_by": ", ".join(told_by) or None}
