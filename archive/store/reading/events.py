"""Events as stored: the rows of the log, with who cites them, for people to read."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

EVENTS_OF = """
    SELECT position, coalesce(key, id), kind, date, earliest, latest, gist, standing, batch,
        body ->> '$.event.payload'
    FROM events
    WHERE key IN (SELECT value FROM json_each(:handles)) OR id IN (SELECT value FROM json_each(:handles))
"""
EVENTS_AT = """
    SELECT position, coalesce(key, id), kind, date, earliest, latest, gist, standing, batch,
        body ->> '$.event.payload'
    FROM events WHERE position IN (SELECT value FROM json_each(:positions)) ORDER BY position
"""
CITATIONS_OF = """
    SELECT c.event, c.source, c.at, c.says, c.quote, c.support, c.told, c.cited_by,
        s.publisher, s.published
    FROM citations c JOIN sources s ON s.id = c.source
    WHERE c.event IN (SELECT value FROM json_each(:positions)) ORDER BY c.event, c.told IS NULL, c.told, c.id
"""
WITHIN = """
    SELECT position FROM events
    WHERE position <= :position AND earliest <= :last AND latest >= :first
    ORDER BY earliest, latest, position
"""
OF_ENTITY = "SELECT DISTINCT event FROM event_entities WHERE entity IN (SELECT value FROM json_each(:entities))"
OF_SOURCE = "SELECT DISTINCT event FROM citations WHERE source = :source AND cited_by <= :position"
ACTING_ON = "SELECT event FROM acts WHERE target = :position AND event <= :upto ORDER BY event"
CORRECTED = """
    SELECT a.target FROM acts a JOIN events r ON r.position = a.event
    WHERE r.kind = 'event.corrected' AND r.position <= :position
"""
OF_PROPERTIES = "SELECT DISTINCT event FROM claims WHERE property IN (SELECT value FROM json_each(:properties))"
SUBJECTS_OF = "SELECT DISTINCT event, subject FROM claims WHERE property = :property AND event <= :position"
SUCCESSIONS = """
    SELECT position FROM events WHERE kind IN ('entity.succeeded', 'body.dissolved') AND position <= :position
"""
OF_KINDS = """
    SELECT position FROM events WHERE kind IN (SELECT value FROM json_each(:kinds)) AND position <= :position
"""
OF_DISPUTE = """
    SELECT a.target FROM events o JOIN acts a ON a.event = o.position
    WHERE o.kind = 'dispute.opened' AND json_extract(o.body, '$.event.payload.dispute') = :dispute
        AND a.target <= :position
"""
ON_LINE = """
    SELECT DISTINCT event FROM claims
    WHERE property = :property AND (subject = :subject OR subject = '*') AND object = :object AND event <= :position
"""
ACTED_ON = "SELECT target FROM acts WHERE event IN (SELECT value FROM json_each(:positions))"
FROM = "SELECT position FROM events WHERE position >= :start AND position <= :position ORDER BY position LIMIT :limit"
CLAIMS_ON = """
    SELECT coalesce(t.key, t.id, e.key, e.id), c.value, c.manner, c.date, c.earliest, c.latest, t.id IS NOT NULL
    FROM claims c JOIN events e ON e.position = c.event
    LEFT JOIN acts a ON a.event = e.position AND e.kind = 'event.corrected'
    LEFT JOIN events t ON t.position = a.target
    WHERE c.property = :property AND c.subject = :subject AND c.object = :object AND c.event <= :position
    ORDER BY c.event, c.id
"""
# What the events themselves say: a correction that comes later changes no answer that is pinned.
BESIDE = """
    SELECT n.value FROM json_each(:handles) n JOIN events e ON e.key = n.value OR e.id = n.value
    WHERE EXISTS (
        SELECT 1 FROM claims c JOIN claims own
            ON own.property = c.property AND own.subject = c.subject AND own.object = c.object
        WHERE c.event = e.position AND own.event = :position
    )
    ORDER BY n.key LIMIT 1
"""
BATCHES = """
    SELECT batch, recorded_at, recorded_by, why, first, last, root FROM batches
    WHERE batch IN (SELECT value FROM json_each(:batches))
"""
STORED = "SELECT id, leaf, schema_version, body FROM events WHERE position = :position"


class EventRow(NamedTuple):
    """One event as stored, its facts decoded; days are ISO texts."""

    position: int
    handle: str
    kind: str
    date: str
    earliest: str | None
    latest: str | None
    gist: str
    standing: str
    batch: int
    facts: Mapping[str, Any]


class Cited(NamedTuple):
    """One citation of an event; `told` is the latest day (ISO) of its source's publication, `published` as written."""

    source: str
    at: str
    says: str
    quote: str
    support: str
    told: str | None
    cited_by: int
    publisher: str
    published: str | None


class ClaimRow(NamedTuple):
    """What an event says about a timeline; a correction's claim bears the handle of the event that it corrects."""

    handle: str
    value: str
    manner: str
    date: str
    earliest: str
    latest: str
    corrected: bool


class Batch(NamedTuple):
    """One append: when, by whom, why; its positions; the root of the log after it."""

    batch: int
    recorded_at: str
    recorded_by: str
    why: str
    first: int
    last: int
    root: str


class Stored(NamedTuple):
    """The exact stored form of an event."""

    id: str
    leaf: str
    schema_version: int
    body: str


def events_of(db: sqlite3.Connection, handles: Iterable[str]) -> dict[str, EventRow]:
    """Return the events of the handles, by handle."""
    rows = db.execute(EVENTS_OF, {"handles": json.dumps(sorted(set(handles)))})
    return {row[1]: _event(row) for row in rows}


def events_at(db: sqlite3.Connection, positions: Iterable[int]) -> list[EventRow]:
    """Return the events at the positions, in log order."""
    return [_event(row) for row in db.execute(EVENTS_AT, {"positions": json.dumps(sorted(positions))})]


def citations_of(db: sqlite3.Connection, positions: Iterable[int]) -> dict[int, list[Cited]]:
    """Return the citations of the events at the positions, those added later too, earliest told first."""
    found: dict[int, list[Cited]] = defaultdict(list)
    for event, source, at, says, quote, *rest in db.execute(CITATIONS_OF, {"positions": json.dumps(sorted(positions))}):
        found[event].append(Cited(source, at or "", says or "", quote or "", *rest))
    return found


def within(db: sqlite3.Connection, first: str, last: str, position: int) -> list[int]:
    """Return the positions of the events that may touch the days first..last, in the order of the world."""
    return [row[0] for row in db.execute(WITHIN, {"first": first, "last": last, "position": position})]


def of_entities(db: sqlite3.Connection, entities: Iterable[str]) -> set[int]:
    """Return the positions of the events that name one of the entities."""
    return {row[0] for row in db.execute(OF_ENTITY, {"entities": json.dumps(sorted(entities))})}


def corrected(db: sqlite3.Connection, position: int) -> set[int]:
    """Return the positions of the events that were corrected."""
    return {row[0] for row in db.execute(CORRECTED, {"position": position})}


def of_properties(db: sqlite3.Connection, properties: Iterable[str]) -> set[int]:
    """Return the positions of the events that speak of one of the properties."""
    return {row[0] for row in db.execute(OF_PROPERTIES, {"properties": json.dumps(sorted(properties))})}


def subjects_of(db: sqlite3.Connection, property: str, position: int) -> dict[int, set[str]]:
    """Return of whom each event, by its position up to one, speaks under a property, as it was written."""
    found: dict[int, set[str]] = defaultdict(set)
    for event, subject in db.execute(SUBJECTS_OF, {"property": property, "position": position}):
        found[event].add(subject)
    return found


def successions(db: sqlite3.Connection, position: int) -> set[int]:
    """Return the positions of the events, up to a position, that may say by whom somebody is followed."""
    return {row[0] for row in db.execute(SUCCESSIONS, {"position": position})}


def of_kinds(db: sqlite3.Connection, kinds: Iterable[str], position: int) -> set[int]:
    """Return the positions of the events of the kinds, up to one."""
    named = {"kinds": json.dumps(sorted(kinds)), "position": position}
    return {row[0] for row in db.execute(OF_KINDS, named)}


def of_dispute(db: sqlite3.Connection, dispute: str, position: int) -> set[int]:
    """Return the positions, up to one, of the events that stand, or stood, in a dispute."""
    return {row[0] for row in db.execute(OF_DISPUTE, {"dispute": dispute, "position": position})}


def on_line(db: sqlite3.Connection, property: str, subject: str, object: str, position: int) -> set[int]:
    """Return the positions of the events that speak of one timeline."""
    line = {"property": property, "subject": subject, "object": object, "position": position}
    return {row[0] for row in db.execute(ON_LINE, line)}


def acted_on(db: sqlite3.Connection, positions: Iterable[int]) -> set[int]:
    """Return the positions of the events on which those at the positions act."""
    return {row[0] for row in db.execute(ACTED_ON, {"positions": json.dumps(sorted(positions))})}


def of_source(db: sqlite3.Connection, source: str, position: int) -> set[int]:
    """Return the positions of the events that cite a source."""
    return {row[0] for row in db.execute(OF_SOURCE, {"source": source, "position": position})}


def acting_on(db: sqlite3.Connection, position: int, upto: int) -> list[int]:
    """Return the positions of the editorial events that act on the event at a position."""
    return [row[0] for row in db.execute(ACTING_ON, {"position": position, "upto": upto})]


def since(db: sqlite3.Connection, start: int, position: int, limit: int) -> list[int]:
    """Return at most `limit` positions of the log from `start` on, up to `position`."""
    return [row[0] for row in db.execute(FROM, {"start": start, "position": position, "limit": limit})]


def claims_on(db: sqlite3.Connection, property: str, subject: str, object: str, position: int) -> list[ClaimRow]:
    """Return what events up to a position say about one timeline, in log order: of one handle the last counts."""
    line = {"property": property, "subject": subject, "object": object, "position": position}
    return [ClaimRow(*row) for row in db.execute(CLAIMS_ON, line)]


def beside(db: sqlite3.Connection, position: int, handles: Sequence[str]) -> str | None:
    """Return the first of the events that speaks of a timeline of which the one at the position does."""
    row = db.execute(BESIDE, {"handles": json.dumps(handles), "position": position}).fetchone()
    return row[0] if row else None


def batches(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Batch]:
    """Return the batches of the numbers, by number."""
    rows = db.execute(BATCHES, {"batches": json.dumps(sorted(set(numbers)))})
    return {row[0]: Batch(*row) for row in rows}


def stored(db: sqlite3.Connection, position: int) -> Stored:
    """Return the exact stored form of the event at a position."""
    return Stored(*db.execute(STORED, {"position": position}).fetchone())


def _event(row: tuple[Any, ...]) -> EventRow:
    position, handle, kind, date, earliest, latest, gist, standing, batch, facts = row
    return EventRow(
        position, handle, kind, date or "", earliest, latest, gist or "", standing, batch, json.loads(facts or "{}")
    )
