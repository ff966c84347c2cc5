"""The timelines that a batch touches: few in memory, many in a temporary table, which SQLite keeps on the disk."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from archive.kinds.claiming import Line
from archive.model.claim import EVERYONE
from archive.store.log import chunks

TABLE = """
    CREATE TEMP TABLE IF NOT EXISTS touched (
        property TEXT, subject TEXT, object TEXT, PRIMARY KEY (object, property, subject)
    ) WITHOUT ROWID
"""
EMPTY = "DELETE FROM temp.touched"
ADD = "INSERT OR IGNORE INTO temp.touched (property, subject, object) VALUES (?, ?, ?)"
EACH = "SELECT property, subject, object FROM temp.touched ORDER BY object, property, subject"
COUNT = "SELECT count(*) FROM temp.touched"
LINES_OF_EVENTS = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE event IN (
        SELECT value FROM json_each(:events)
        UNION
        SELECT a.event FROM json_each(:events) e JOIN acts a ON a.target = e.value
    )
"""
LINES_OF_EVERYONE = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE object = :object AND property = :property AND subject <> '*'
"""


class Touched:
    """A set of timelines, given back object by object, so that what is told of a whole body is read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._few: set[Line] = set()
        self._many = False

    def add(self, lines: Iterable[Line]) -> None:
        """Add timelines."""
        self._few.update(lines)
        if len(self._few) > chunks.SIZE:
            self._spill()

    def __len__(self) -> int:
        """Return how many there are."""
        if not self._many:
            return len(self._few)
        self._spill()
        return int(self._db.execute(COUNT).fetchone()[0])

    def __iter__(self) -> Iterator[Line]:
        """Yield them in order."""
        if not self._many:
            return iter(sorted(self._few, key=lambda line: (line.object, line.property, line.subject)))
        self._spill()
        return map(Line._make, self._db.execute(EACH))

    def _spill(self) -> None:
        if not self._many:
            self._db.execute(TABLE)
            self._db.execute(EMPTY)
            self._many = True
        self._db.executemany(ADD, self._few)
        self._few.clear()


def lines_of(db: sqlite3.Connection, events: Collection[int]) -> set[Line]:
    """Return the timelines whose answer the events may change: of their claims, and of their corrections.

    What is told of everyone changes every timeline of its body, and the one that answers for all others.
    """
    lines = {Line(*row) for row in db.execute(LINES_OF_EVENTS, {"events": json.dumps(sorted(events))})}
    for line in [line for line in lines if line.subject == EVERYONE]:
        where = {"object": line.object, "property": line.property}
        lines.update(Line(*row) for row in db.execute(LINES_OF_EVERYONE, where))
    return lines
