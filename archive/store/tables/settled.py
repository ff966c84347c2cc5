"""Settled timelines: those of which, by a known day, all was told that is stored, and those of which nothing was."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line

# Of what speaks of a timeline:
# - whole: a dated source of its own told it by then, whatever else tells it later; or only undated ones do, and its own
#   day had come;
# - nothing: all that states or announces it is dated later, whichever of that counts.
# Of what acts on such an event: whole, where a source told it by then, or none dates it. A corroboration changes
# nothing of an event that is whole. A withdrawn source may have been the one that told, and a correction speaks by the
# sources of another event, of another day: nothing is sure then.
BY_THEN = """
    WITH RECURSIVE
    line AS (
        SELECT key AS n, value ->> 0 AS property, value ->> 1 AS subject, value ->> 2 AS object FROM json_each(:lines)
    ),
    involved(n, position, speaks) AS (
        SELECT l.n, c.event, 1 FROM line l JOIN claims c
            ON c.property = l.property AND c.subject = l.subject AND c.object = l.object
        UNION
        SELECT l.n, c.event, 1 FROM line l JOIN claims c
            ON c.property = l.property AND c.subject = '*' AND c.object = l.object
        UNION
        SELECT i.n, a.target, 0 FROM acts a JOIN involved i ON a.event = i.position WHERE i.speaks
        UNION
        SELECT i.n, a.event, 0 FROM acts a JOIN involved i ON a.target = i.position
    ),
    event AS MATERIALIZED (
        SELECT e.position, e.kind, coalesce(e.earliest <= :known, 0) AS come,
            coalesce(max(c.cited_by = e.position AND c.support = 'states' AND c.told <= :known), 0) AS told,
            coalesce(max(c.cited_by = e.position AND c.support = 'states'), 0) AS stated,
            coalesce(max(c.support = 'states' AND c.told IS NOT NULL), 0) AS dated,
            coalesce(max(c.support <> 'context' AND (c.told IS NULL OR c.told <= :known)), 0) AS heard
        FROM (SELECT DISTINCT position FROM involved WHERE position <= :position) i
        JOIN events e ON e.position = i.position LEFT JOIN citations c ON c.event = e.position
        GROUP BY e.position
    )
    SELECT i.n,
        min(CASE
            WHEN e.kind IN ('source.withdrawn', 'event.corrected') THEN 0
            WHEN e.told THEN 1
            WHEN i.speaks THEN :undated AND e.stated AND NOT e.dated AND e.come
            ELSE e.kind = 'event.corroborated' OR NOT e.dated
        END) AS whole,
        min(NOT (i.speaks AND e.heard OR e.kind = 'event.corrected')) AS unheard
    FROM involved i JOIN event e ON e.position = i.position
    GROUP BY i.n
"""


class ByThen(NamedTuple):
    """Timelines of which all was told by a day, so that what is stored answers; and those of which nothing was."""

    whole: set[Line]
    nothing: set[Line]


def by_then(db: sqlite3.Connection, lines: Sequence[Line], position: int, known: str, *, strict: bool) -> ByThen:
    """Return what was told of the timelines by a day (ISO), of what was recorded up to a position.

    Only sure ones are named: of others all, or nothing, may have been told just the same. Where `strict`, what only
    undated sources tell is not told.
    """
    named = {"lines": json.dumps(lines), "position": position, "known": known, "undated": not strict}
    found = db.execute(BY_THEN, named).fetchall()
    return ByThen({lines[n] for n, whole, _ in found if whole}, {lines[n] for n, _, unheard in found if unheard})
