"""The tables that people browse: memberships, offices, meetings … , kept line by line."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from archive.kinds.claiming import Line
from archive.model.claim import EVERYONE
from archive.store.tables.current import Current
from archive.store.tables.folding import Folded
from archive.store.tables.rectangles import span
from archive.store.tables.runs import Run, runs_of

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


def rewrite(db: sqlite3.Connection, there: Folded) -> None:
    """Write the rows of timelines afresh; that of everyone has none."""
    told_of = sorted(line for line in there.periods if line.subject != EVERYONE)
    for property_, lines in groupby(told_of, key=attrgetter("property")):
        if property_ in WRITE:
            shown = list(lines)
            db.executemany(FORGET[property_], [line._asdict() for line in shown])
            db.executemany(WRITE[property_], [row for line in shown for row in _rows(line, there)])


def _rows(line: Line, there: Folded) -> Iterator[dict[str, Any]]:
    runs = runs_of((*span(period), period.answer) for period in there.periods[line])
    shown = [run for run in runs if run.certainty not in ("unknown", "not")]
    for number, run in enumerate(shown, 1):
        yield _row(line, run, number, [event for handle in run.events if (event := there.event(handle)) is not None])


def _row(line: Line, run: Run, number: int, events: Sequence[Current]) -> dict[str, Any]:
    telling = sorted(events, key=attrgetter("position"))
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
