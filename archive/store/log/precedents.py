"""What the log already says of events that are to be appended: the same, something else, or retracted."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from archive.kinds.base import Payload
from archive.kinds.roles import references
from archive.model.event import Draft
from archive.store.log.batches import batches
from archive.store.log.conflicts import AlreadyRetractedError, KeyTakenError, NameTakenError
from archive.store.log.content import Content, content_of

PLACE_OF = "SELECT position FROM events WHERE id = :id"
PLACES_OF = "SELECT id, position FROM events WHERE id IN (SELECT value FROM json_each(:ids))"
TAKEN_KEYS = "SELECT key FROM events WHERE key IN (SELECT value FROM json_each(:keys))"
BEARER_OF_KEY = """
    SELECT e.position, b.recorded_at, b.recorded_by, e.body FROM events e JOIN batches b ON b.batch = e.batch
    WHERE e.key = :key
"""
BEARER_OF_NAME = {
    "entity.registered": "SELECT event FROM entities WHERE id = :name",
    "source.registered": "SELECT event FROM sources WHERE id = :name",
    "dispute.opened": """
        SELECT position FROM events
        WHERE kind = 'dispute.opened' AND json_extract(body, '$.event.payload.dispute') = :name
    """,
    "question.asked": """
        SELECT position FROM events
        WHERE kind = 'question.asked' AND json_extract(body, '$.event.payload.question') = :name
    """,
}
"""For each kind that gives somebody or something an id: the event that gave it."""
BODY_AT = "SELECT id, body FROM events WHERE position = :position"
WRITING_OF = """
    SELECT b.recorded_at, b.recorded_by FROM events e JOIN batches b ON b.batch = e.batch WHERE e.position = :position
"""
RETRACTIONS_OF = """
    SELECT r.position, coalesce(r.key, r.id) FROM events e JOIN events r
        ON r.kind = 'event.retracted' AND r.position > e.position
        AND json_extract(r.body, '$.event.payload.event') IN (e.key, e.id, CAST(e.position AS TEXT))
    WHERE e.position = :position ORDER BY r.position
"""
MANY = 3


def place_of(db: sqlite3.Connection, event_id: str) -> int | None:
    """Return the position of the event with that content, or None."""
    found = db.execute(PLACE_OF, {"id": event_id}).fetchone()
    return None if found is None else int(found[0])


def places_of(db: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    """Return the positions of the events that the log has of those contents, by id."""
    return dict(db.execute(PLACES_OF, {"ids": json.dumps(sorted(ids))}).fetchall())


def taken_keys(db: sqlite3.Connection, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys that events of the log have."""
    return frozenset(key for (key,) in db.execute(TAKEN_KEYS, {"keys": json.dumps(sorted(keys))}))


def retraction_of(db: sqlite3.Connection, position: int) -> tuple[int, str] | None:
    """Return position and handle of the first retraction of the event that still counts, or None.

    A retraction counts unless it is itself retracted.
    """
    for where, handle in db.execute(RETRACTIONS_OF, {"position": position}).fetchall():
        if retraction_of(db, where) is None:
            return where, handle
    return None


def refuse_retracted(db: sqlite3.Connection, content: Content, position: int) -> None:
    """Raise AlreadyRetractedError where the event at the position, of that content, counts no longer."""
    retraction = retraction_of(db, position)
    if retraction is not None:
        where, handle = retraction
        raise AlreadyRetractedError(
            content.columns.key or content.id, _written(db, position), handle, _written(db, where)
        )


def refuse_taken_key(db: sqlite3.Connection, content: Content, beside: Mapping[str, bytes]) -> None:
    """Raise KeyTakenError where the content's key belongs to other content, in the log or in its batch."""
    key = content.columns.key
    if key is None:
        return
    if key in beside:
        raise KeyTakenError(key, "another event of the same batch", _differing(content, beside[key]))
    for position, recorded_at, recorded_by, body in db.execute(BEARER_OF_KEY, {"key": key}):
        where = f"the event at position {position}, recorded at {recorded_at} by {recorded_by}"
        raise KeyTakenError(key, where, _differing(content, content_in(body)))


def content_in(body: str) -> bytes:
    """Return the content of an event, as JSON, out of its stored body."""
    return msgspec.json.encode(msgspec.json.decode(body)["event"])


def name_given(draft: Draft) -> str | None:
    """Return the id that an event gives to an entity, a source, a dispute or a question; None of other events."""
    if draft.envelope.kind not in BEARER_OF_NAME or not isinstance(draft.payload, Payload):
        return None
    return next(one.name for one in references(draft.payload) if one.ref == "new")


def refuse_taken_name(db: sqlite3.Connection, draft: Draft) -> None:
    """Raise NameTakenError where the id that the event gives is given already, in the log, by other content."""
    name, kind = name_given(draft), draft.envelope.kind
    if name is None:
        return
    for (position,) in db.execute(BEARER_OF_NAME[kind], {"name": name}).fetchall():
        event_id, body = db.execute(BODY_AT, {"position": position}).fetchone()
        content = content_of(draft)
        if event_id != content.id:
            fields = _differing(content, content_in(body))
            raise NameTakenError(kind.partition(".")[0], name, f"the event at {_written(db, position)}", fields)


def written_since(db: sqlite3.Connection, position: int) -> list[str]:
    """Return a line for each batch written after the position; of many, the last three and how many before."""
    told = [
        f"batch {batch.batch} by {batch.recorded_by} at {batch.recorded_at} "
        f"(positions {batch.first} to {batch.last}: {batch.why})"
        for batch in batches(db, after=position)
    ]
    return told if len(told) <= MANY else [f"{len(told) - MANY} batches", *told[-MANY:]]


def _written(db: sqlite3.Connection, position: int) -> str:
    recorded_at, recorded_by = db.execute(WRITING_OF, {"position": position}).fetchone()
    return f"position {position}, recorded at {recorded_at} by {recorded_by}"


def _differing(content: Content, other: bytes) -> list[str]:
    """Return the names of the fields, of envelope and facts, in which two contents differ."""
    mine, its = _flat(content.data), _flat(other)
    return sorted(name for name in mine.keys() | its.keys() if mine.get(name) != its.get(name))


def _flat(data: bytes) -> dict[str, Any]:
    event = msgspec.json.decode(data)
    return {**event.pop("payload"), **event}
