"""Settled timelines: those whose stored answers hold at a known day, as nothing that makes them came to light later."""

import json
import sqlite3
from collections.abc import Sequence

from archive.kinds.claiming import Line

# An event that speaks of the timeline is settled by a source of its own: later ones only corroborate it, and an
# undated one leaves it to its date, which may be corrected. What acts on others is settled where no source dates it.
# Corroborations are passed over for the same reason; a withdrawn source settles nothing, so what it told is looked at.
UNSETTLED = """
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
    )
    SELECT DISTINCT i.n FROM involved i JOIN events e ON e.position = i.position
    WHERE i.position <= :position AND CASE
        WHEN e.kind = 'source.withdrawn' THEN 1
        WHEN EXISTS (
            SELECT 1 FROM citations c
            WHERE c.event = i.position AND c.cited_by = i.position AND c.support = 'states' AND c.told <= :known
        ) THEN 0
        WHEN i.speaks THEN 1
        WHEN e.kind = 'event.corroborated' THEN 0
        ELSE EXISTS (
            SELECT 1 FROM citations c
            WHERE c.event = i.position AND c.cited_by = i.position AND c.support = 'states' AND c.told IS NOT NULL
        )
    END
"""


def settled(db: sqlite3.Connection, lines: Sequence[Line], position: int, known: str) -> set[Line]:
    """Return those of the timelines of which all that was recorded up to a position was told by a day (ISO).

    What is stored of them answers at that known day, too. Others may be settled all the same: only sure ones are told.
    """
    named = {"lines": json.dumps(lines), "position": position, "known": known}
    later = {row[0] for row in db.execute(UNSETTLED, named)}
    return {line for number, line in enumerate(lines) if number not in later}
