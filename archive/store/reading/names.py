"""Names as stored: who is meant by a text, which organs a body has, how entities are called."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.store.tables.naming import fold_name

ENTITY = "SELECT id, label, type, parent FROM entities WHERE id = :id"
ENTITIES = "SELECT id, label, type, parent FROM entities WHERE event <= :position ORDER BY type, label, id"
NAMED = """
    SELECT e.id, e.label, e.type, e.parent, n.form, n.name
    FROM names n JOIN entities e ON e.id = n.entity
    WHERE n.folded = :folded ORDER BY e.id
"""
NAMES_OF = """
    SELECT name, form, language, used_by, since, until FROM names WHERE entity = :entity AND event <= :position
    ORDER BY id
"""
FOLDED_NAMES = """
    SELECT n.folded, n.entity, e.type FROM names n JOIN entities e ON e.id = n.entity WHERE n.event <= :position
"""
EVERY_NAME = """
    SELECT n.entity, e.type, n.form, n.name, n.folded FROM names n JOIN entities e ON e.id = n.entity ORDER BY n.id
"""
PARENTS = "SELECT id, parent FROM entities WHERE parent IS NOT NULL"
ORGANS = """
    WITH RECURSIVE below(id) AS (
        SELECT value FROM json_each(:bodies)
        UNION
        SELECT e.id FROM entities e JOIN below b ON e.parent = b.id
    )
    SELECT id FROM below
"""
OFFICES_OF = """
    SELECT id, label, type, parent FROM entities
    WHERE type IN ('office', 'question', 'document') AND parent IN (SELECT value FROM json_each(:bodies))
"""
ISSUES_OF = """
    SELECT DISTINCT q.entity FROM event_entities b
    JOIN event_entities q ON q.event = b.event AND q.role = 'question'
    WHERE b.role = 'body' AND b.entity IN (SELECT value FROM json_each(:bodies))
"""
ISSUES_AFTER = """
    SELECT q.entity FROM event_entities b
    JOIN event_entities q ON q.event = b.event AND q.role = 'question'
    WHERE b.role = 'body' AND b.entity IN (SELECT value FROM json_each(:bodies))
    GROUP BY q.entity HAVING min(b.event) > :position
"""
BODIES_OF_ISSUES = """
    SELECT DISTINCT q.entity, b.entity FROM entities i
    CROSS JOIN event_entities q ON q.entity = i.id AND q.role = 'question'
    CROSS JOIN event_entities b ON b.event = q.event AND b.role = 'body'
    WHERE i.type = 'question' AND q.event <= :position ORDER BY q.entity, b.entity
"""
CALLED = """
    SELECT e.label, n.name, n.since, n.until FROM entities e
    LEFT JOIN names n ON n.entity = e.id AND (n.since IS NOT NULL OR n.until IS NOT NULL) AND n.form = 'name'
        AND n.used_by IS NULL AND (n.language IS NULL OR n.language = 'en') AND n.event <= :position
    WHERE e.id = :id AND e.event <= :position ORDER BY n.id
"""
RENAMED = "SELECT EXISTS (SELECT 1 FROM claims WHERE property = 'name' AND subject = :id AND event <= :position)"
SOURCE_IDS = "SELECT id, publisher FROM sources WHERE event <= :position ORDER BY id"
EVENT_BY = """
    SELECT position FROM events WHERE key = :text OR id = :text OR (length(:text) < 16 AND position = :number)
"""
EVENTS_BY_PREFIX = "SELECT position FROM events WHERE id >= :text AND id < :beyond LIMIT 5"
KEYS = "SELECT key FROM events WHERE key IS NOT NULL"
DISPUTE_IDS = "SELECT id FROM disputes"
QUESTION_IDS = "SELECT id FROM questions"


class Entity(NamedTuple):
    """Who or what the events speak of: its id, printed name, type, and the body it belongs to."""

    id: str
    label: str
    type: str
    parent: str | None


class Named(NamedTuple):
    """An entity found by one of its names; `form` tells which: label, name, alias or a scheme."""

    entity: Entity
    form: str
    name: str


class Name(NamedTuple):
    """A name of an entity, with its language, who uses it, its first and its last day as written."""

    name: str
    form: str
    language: str | None
    used_by: str | None
    since: str | None
    until: str | None


class Dated(NamedTuple):
    """A name that was not always in use: its first and its last day as written, None where open."""

    name: str
    since: str | None
    until: str | None


class Called(NamedTuple):
    """How an entity may be called: as usual (None where it is not registered), for some time, or as renamed."""

    label: str | None
    dated: list[Dated]
    renamed: bool


def entity(db: sqlite3.Connection, entity_id: str) -> Entity | None:
    """Return the entity of an id, or None."""
    row = db.execute(ENTITY, {"id": entity_id}).fetchone()
    return Entity(*row) if row else None


def entities(db: sqlite3.Connection, position: int) -> list[Entity]:
    """Return all entities registered up to a position, by type and name."""
    return [Entity(*row) for row in db.execute(ENTITIES, {"position": position})]


def named(db: sqlite3.Connection, text: str) -> list[Named]:
    """Return the entities with a name that compares equal to the text."""
    rows = db.execute(NAMED, {"folded": fold_name(text)})
    return [Named(Entity(*row[:4]), row[4], row[5]) for row in rows]


def names_of(db: sqlite3.Connection, entity_id: str, position: int) -> list[Name]:
    """Return every name of an entity that is recorded up to a position."""
    return [Name(*row) for row in db.execute(NAMES_OF, {"entity": entity_id, "position": position})]


def folded_names(db: sqlite3.Connection, position: int) -> list[tuple[str, str, str]]:
    """Return every name recorded up to a position as compared, with the entity's id and type."""
    return db.execute(FOLDED_NAMES, {"position": position}).fetchall()


def every_name(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield every name: id and type of its entity, its form (label, alias, a scheme …), itself, and as compared."""
    yield from db.execute(EVERY_NAME)


def parents(db: sqlite3.Connection) -> dict[str, str]:
    """Return the body that each organ and office belongs to."""
    return dict(db.execute(PARENTS))


def organs(db: sqlite3.Connection, bodies: Iterable[str]) -> frozenset[str]:
    """Return the bodies with everything that has them as parent, at any depth."""
    return frozenset(row[0] for row in db.execute(ORGANS, {"bodies": json.dumps(sorted(bodies))}))


def offices_of(db: sqlite3.Connection, bodies: Iterable[str]) -> list[Entity]:
    """Return the offices, questions and documents that belong to the bodies themselves, not to their organs."""
    return [Entity(*row) for row in db.execute(OFFICES_OF, {"bodies": json.dumps(sorted(bodies))})]


def issues_of(db: sqlite3.Connection, bodies: Iterable[str]) -> frozenset[str]:
    """Return the questions (entities) on which stances were taken about the bodies."""
    return frozenset(row[0] for row in db.execute(ISSUES_OF, {"bodies": json.dumps(sorted(bodies))}))


def issues_after(db: sqlite3.Connection, bodies: Iterable[str], position: int) -> frozenset[str]:
    """Return the questions (entities) on which stances about the bodies were recorded only after a position."""
    named = {"bodies": json.dumps(sorted(bodies)), "position": position}
    return frozenset(row[0] for row in db.execute(ISSUES_AFTER, named))


def bodies_of_issues(db: sqlite3.Connection, position: int) -> dict[str, list[str]]:
    """Return for each question (entity) the bodies about which stances on it were recorded up to a position."""
    found: dict[str, list[str]] = {}
    for issue, body in db.execute(BODIES_OF_ISSUES, {"position": position}):
        found.setdefault(issue, []).append(body)
    return found


def called(db: sqlite3.Connection, entity_id: str, position: int) -> Called:
    """Return by which names an entity may be called, as recorded up to a position."""
    named = {"id": entity_id, "position": position}
    rows = db.execute(CALLED, named).fetchall()
    renamed = bool(db.execute(RENAMED, named).fetchone()[0])
    return Called(rows[0][0] if rows else None, [Dated(*row[1:]) for row in rows if row[1]], renamed)


def sources(db: sqlite3.Connection, position: int) -> list[tuple[str, str]]:
    """Return the id and the publisher of every source registered up to a position."""
    return db.execute(SOURCE_IDS, {"position": position}).fetchall()


def event_positions(db: sqlite3.Connection, text: str) -> list[int]:
    """Return the positions of the events meant by a key, an id, the beginning of an id, or a position."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
    found = [row[0] for row in db.execute(EVENT_BY, {"text": text, "number": number})]
    if not found and len(text) >= 6 and set(text) <= set("0123456789abcdef"):
        found = [row[0] for row in db.execute(EVENTS_BY_PREFIX, {"text": text, "beyond": text + "g"})]
    return found


def keys(db: sqlite3.Connection) -> list[str]:
    """Return every key of an event."""
    return [row[0] for row in db.execute(KEYS)]


def disputes(db: sqlite3.Connection) -> list[str]:
    """Return the ids of all disputes."""
    return [row[0] for row in db.execute(DISPUTE_IDS)]


def questions(db: sqlite3.Connection) -> list[str]:
    """Return the ids of all questions asked."""
    return [row[0] for row in db.execute(QUESTION_IDS)]
