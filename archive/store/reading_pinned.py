"""What belongs to a body as the archive held it at a position: later stances add no question to it."""

import json
import sqlite3
from collections.abc import Iterable

ISSUES_UPTO = """
    SELECT DISTINCT q.entity FROM event_entities b
    JOIN event_entities q ON q.event = b.event AND q.role = 'question'
    WHERE b.role = 'body' AND b.entity IN (SELECT value FROM json_each(:bodies)) AND b.event <= :position
"""


def issues_upto(db: sqlite3.Connection, bodies: Iterable[str], position: int) -> frozenset[str]:
    """Return the questions (entities) on which stances about the bodies were recorded up to a position."""
    named = {"bodies": json.dumps(sorted(bodies)), "position": position}
    return frozenset(row[0] for row in db.execute(ISSUES_UPTO, named))
