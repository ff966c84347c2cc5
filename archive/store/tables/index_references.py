"""The index of what events refer to: the entities they name, the events they act on, the sources they cite."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from archive.kinds.families.editorial import (
    DisputeRuled,
    EventCorrected,
    EventCorroborated,
    QuestionAnswered,
    SourceWithdrawn,
)
from archive.kinds.ledger import Entry, with_fields
from archive.kinds.roles import Reference, references
from archive.store.log import entries as log_entries

TOLD_OF = "SELECT id, told FROM sources WHERE id IN (SELECT value FROM json_each(:sources))"
INSERT_CITATION = """
    INSERT INTO citations (event, source, at, says, quote, support, told, cited_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_ROLE = "INSERT OR IGNORE INTO event_entities (event, entity, role) VALUES (?, ?, ?)"
INSERT_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, position FROM events WHERE key = :handle OR id = :handle
"""
INSERT_DISPUTE_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT position, :event FROM events
    WHERE kind = 'dispute.opened' AND json_extract(body, '$.event.payload.dispute') = :dispute
"""
INSERT_RULING_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, position FROM events
    WHERE kind = 'dispute.opened' AND json_extract(body, '$.event.payload.dispute') = :dispute
"""
INSERT_ANSWER_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, position FROM events
    WHERE kind = 'question.asked' AND json_extract(body, '$.event.payload.question') = :question
"""
INSERT_WITHDRAWAL_ACTS = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, cited_by FROM citations WHERE source = :source AND cited_by <> :event
"""
# CROSS keeps the order: withdrawals are few, the citations of a source may be many.
INSERT_CITED_WITHDRAWAL_ACTS = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT w.position, c.cited_by
    FROM json_each(:sources) s
    CROSS JOIN events w ON w.kind = 'source.withdrawn' AND json_extract(w.body, '$.event.payload.source') = s.value
    CROSS JOIN citations c ON c.source = s.value AND c.cited_by BETWEEN :first AND :last AND c.cited_by <> w.position
"""


def refer(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Write whom events that follow one another name, on which events they act, and which sources they cite."""
    named: list[tuple[int, str, str]] = []
    for entry in entries:
        event = entry.position
        for reference in _references(db, entry):
            if reference.ref == "entity" and reference.name not in reference.words:
                named.append((event, reference.name, reference.field))
            elif reference.ref == "event":
                db.execute(INSERT_ACT, {"event": event, "handle": reference.name})
        for dispute in entry.envelope.disputes:
            db.execute(INSERT_DISPUTE_ACT, {"event": event, "dispute": dispute})
        _act(db, entry)
    db.executemany(INSERT_ROLE, named)
    _cite(db, entries)


def _act(db: sqlite3.Connection, entry: Entry) -> None:
    match entry.payload:
        case DisputeRuled(dispute=dispute):
            db.execute(INSERT_RULING_ACT, {"event": entry.position, "dispute": dispute})
        case QuestionAnswered(question=question):
            db.execute(INSERT_ANSWER_ACT, {"event": entry.position, "question": question})
        case SourceWithdrawn(source=source):
            db.execute(INSERT_WITHDRAWAL_ACTS, {"event": entry.position, "source": source})
        case _:
            pass


def _references(db: sqlite3.Connection, entry: Entry) -> Iterator[Reference]:
    """Yield the names in the facts of an event; of a correction also those that it puts into another event."""
    yield from references(entry.payload)
    if isinstance(entry.payload, EventCorrected):
        target = log_entries.by_handle(db, entry.payload.event)
        if target is not None:
            _, corrected = with_fields(target.envelope, target.payload, entry.payload.set)
            yield from (one for one in references(corrected) if one.field in entry.payload.set and one.ref == "entity")


def _cite(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    sources = json.dumps(sorted({citation.source for entry in entries for citation in entry.envelope.citations}))
    told = dict(db.execute(TOLD_OF, {"sources": sources}).fetchall())
    rows = []
    for entry in entries:
        cited_event = entry.position
        if isinstance(entry.payload, EventCorroborated):
            target = log_entries.by_handle(db, entry.payload.event)
            cited_event = target.position if target else cited_event
        rows += [
            (cited_event, one.source, one.at, one.says, one.quote, one.support, told[one.source], entry.position)
            for one in entry.envelope.citations
            if one.source in told
        ]
    db.executemany(INSERT_CITATION, rows)
    where = {"sources": sources, "first": entries[0].position, "last": entries[-1].position}
    db.execute(INSERT_CITED_WITHDRAWAL_ACTS, where)
