"""The events involved in timelines: what speaks of them, and what acts on that, at any remove."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from archive.kinds.claiming import Line

LINES = """
    SELECT DISTINCT property, subject, object FROM claims WHERE event <= :position AND subject <> '*'
"""
LINES_OF_OBJECTS = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE object IN (SELECT value FROM json_each(:objects)) AND event <= :position AND subject <> '*'
"""
LINES_OF_SUBJECTS = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE property IN (SELECT value FROM json_each(:properties))
      AND subject IN (SELECT value FROM json_each(:subjects)) AND event <= :position
"""
LINES_OF_PROPERTIES = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE property IN (SELECT value FROM json_each(:properties)) AND event <= :position AND subject <> '*'
"""
INVOLVED = """
    WITH RECURSIVE
    line AS (SELECT value ->> 0 AS property, value ->> 1 AS subject, value ->> 2 AS object FROM json_each(:lines)),
    speaking AS (
        SELECT c.event FROM line l JOIN claims c
            ON c.property = l.property AND c.subject = l.subject AND c.object = l.object
        UNION
        SELECT c.event FROM (SELECT DISTINCT property, object FROM line) l JOIN claims c
            ON c.property = l.property AND c.subject = '*' AND c.object = l.object
    ),
    involved(position) AS (
        SELECT event FROM speaking
        UNION
        SELECT a.target FROM acts a JOIN speaking s ON a.event = s.event
        UNION
        SELECT a.event FROM acts a JOIN involved i ON a.target = i.position
    )
    SELECT position FROM involved WHERE position <= :position
"""
INVOLVED_EACH = """
    WITH RECURSIVE
    line AS (
        SELECT key AS n, value ->> 0 AS property, value ->> 1 AS subject, value ->> 2 AS object FROM json_each(:lines)
    ),
    speaking AS (
        SELECT l.n, c.event FROM line l JOIN claims c
            ON c.property = l.property AND c.subject = l.subject AND c.object = l.object
        UNION
        SELECT l.n, c.event FROM line l JOIN claims c
            ON c.property = l.property AND c.subject = '*' AND c.object = l.object
    ),
    involved(n, position) AS (
        SELECT n, event FROM speaking
        UNION
        SELECT s.n, a.target FROM acts a JOIN speaking s ON a.event = s.event
        UNION
        SELECT i.n, a.event FROM acts a JOIN involved i ON a.target = i.position
    )
    SELECT n, position FROM involved
"""
ACTING = """
    WITH RECURSIVE involved(position) AS (
        SELECT value FROM json_each(:positions)
        UNION
        SELECT a.event FROM acts a JOIN involved i ON a.target = i.position
    )
    SELECT position FROM involved WHERE position <= :position
"""


def lines(db: sqlite3.Connection, position: int) -> list[Line]:
    """Return every timeline that an event up to a position speaks of."""
    return [Line(*row) for row in db.execute(LINES, {"position": position})]


def lines_of_objects(db: sqlite3.Connection, objects: Iterable[str], position: int) -> list[Line]:
    """Return those with one of the objects."""
    named = {"objects": json.dumps(sorted(objects)), "position": position}
    return [Line(*row) for row in db.execute(LINES_OF_OBJECTS, named)]


def lines_of_subjects(
    db: sqlite3.Connection, properties: Iterable[str], subjects: Iterable[str], position: int
) -> list[Line]:
    """Return those with one of the properties and one of the subjects."""
    some = {"properties": json.dumps(sorted(properties)), "subjects": json.dumps(sorted(subjects))}
    return [Line(*row) for row in db.execute(LINES_OF_SUBJECTS, {**some, "position": position})]


def lines_of_properties(db: sqlite3.Connection, properties: Iterable[str], position: int) -> list[Line]:
    """Return those with one of the properties."""
    named = {"properties": json.dumps(sorted(properties)), "position": position}
    return [Line(*row) for row in db.execute(LINES_OF_PROPERTIES, named)]


def involved(db: sqlite3.Connection, lines: Iterable[Line], position: int) -> set[int]:
    """Return the positions, up to one, of all events on which the answers of the timelines rest."""
    named = {"lines": json.dumps(sorted(lines)), "position": position}
    return {row[0] for row in db.execute(INVOLVED, named)}


def involved_each(db: sqlite3.Connection, lines: Sequence[Line]) -> dict[Line, set[int]]:
    """Return for each of the timelines the positions of all events on which its answers rest."""
    found: dict[Line, set[int]] = {line: set() for line in lines}
    for number, position in db.execute(INVOLVED_EACH, {"lines": json.dumps(lines)}):
        found[lines[number]].add(position)
    return found


def acting(db: sqlite3.Connection, positions: Iterable[int], position: int) -> set[int]:
    """Return the positions given with those of the events that act on them, at any remove, up to a position."""
    named = {"positions": json.dumps(sorted(positions)), "position": position}
    return {row[0] for row in db.execute(ACTING, named)}
