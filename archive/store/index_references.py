"""The index of what events refer to: the entities they name, the events they act on, the sources they cite."""

import sqlite3
from collections.abc import Iterator

import msgspec

from archive.kinds.editorial import (
    DisputeRuled,
    EventCorrected,
    EventCorroborated,
    QuestionAnswered,
    SourceWithdrawn,
)
from archive.kinds.ledger import Entry, with_fields
from archive.kinds.roles import Reference, references
from archive.store import entries as log_entries

INSERT_CITATION = """
    INSERT INTO citations (event, source, at, says, quote, support, told, cited_by)
    SELECT :event, id, :at, :says, :quote, :support, told, :cited_by FROM sources WHERE id = :source
"""
INSERT_ROLE = "INSERT OR IGNORE INTO event_entities (event, entity, role) VALUES (:event, :entity, :role)"
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
INSERT_CITED_WITHDRAWAL_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT position, :event FROM events
    WHERE kind = 'source.withdrawn' AND json_extract(body, '$.event.payload.source') = :source AND position <> :event
"""


def refer(db: sqlite3.Connection, entry: Entry) -> None:
    """Write whom an event names, on which events it acts, and which sources it cites."""
    event = entry.position
    for reference in _references(db, entry):
        if reference.ref == "entity" and reference.name not in reference.words:
            db.execute(INSERT_ROLE, {"event": event, "entity": reference.name, "role": reference.field})
        elif reference.ref == "event":
            db.execute(INSERT_ACT, {"event": event, "handle": reference.name})
    for dispute in entry.envelope.disputes:
        db.execute(INSERT_DISPUTE_ACT, {"event": event, "dispute": dispute})
    match entry.payload:
        case DisputeRuled(dispute=dispute):
            db.execute(INSERT_RULING_ACT, {"event": event, "dispute": dispute})
        case QuestionAnswered(question=question):
            db.execute(INSERT_ANSWER_ACT, {"event": event, "question": question})
        case SourceWithdrawn(source=source):
            db.execute(INSERT_WITHDRAWAL_ACTS, {"event": event, "source": source})
        case _:
            pass
    _cite(db, entry)


def _references(db: sqlite3.Connection, entry: Entry) -> Iterator[Reference]:
    """Yield the names in the facts of an event; of a correction also those that it puts into another event."""
    yield from references(entry.payload)
    if isinstance(entry.payload, EventCorrected):
        target = log_entries.by_handle(db, entry.payload.event)
        if target is not None:
            _, corrected = with_fields(target.envelope, target.payload, entry.payload.set)
            yield from (one for one in references(corrected) if one.field in entry.payload.set and one.ref == "entity")


def _cite(db: sqlite3.Connection, entry: Entry) -> None:
    cited_event = entry.position
    if isinstance(entry.payload, EventCorroborated):
        target = log_entries.by_handle(db, entry.payload.event)
        cited_event = target.position if target else cited_event
    for citation in entry.envelope.citations:
        row = {"event": cited_event, "cited_by": entry.position, **msgspec.structs.asdict(citation)}
        db.execute(INSERT_CITATION, row)
        db.execute(INSERT_CITED_WITHDRAWAL_ACT, {"event": entry.position, "source": citation.source})
