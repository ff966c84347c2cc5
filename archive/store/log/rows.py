"""The events of the log as they are stored, in the order of writing."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from archive.store.log.conflicts import AmbiguousHandleError

BETWEEN = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM events WHERE position > :after AND position <= :upto ORDER BY position LIMIT :limit
"""
AT_POSITION = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM events WHERE position = :position
"""
OF_HANDLE = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM events WHERE key = :handle OR id = :handle ORDER BY key = :handle DESC LIMIT 1
"""
OF_PREFIX = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM events WHERE id >= :prefix AND id < :prefix || 'g' ORDER BY id LIMIT 5
"""

SHORTEST_PREFIX = 8
EVERYTHING = 2**63 - 1


class Row(NamedTuple):
    """One event as stored. `body` is the exact text that was hashed; days are ISO, hashes hex."""

    position: int
    date: str | None
    kind: str
    gist: str | None
    standing: str
    key: str | None
    year: int | None
    earliest: str | None
    latest: str | None
    batch: int
    schema_version: int
    body: str
    id: str
    leaf: str


def rows(db: sqlite3.Connection, *, after: int = 0, upto: int | None = None, limit: int | None = None) -> Iterator[Row]:
    """Yield the events after one position, up to and with another, in log order, at most `limit`."""
    where = {"after": after, "upto": EVERYTHING if upto is None else upto, "limit": -1 if limit is None else limit}
    return map(Row._make, db.execute(BETWEEN, where))


def row_of(db: sqlite3.Connection, handle: str) -> Row | None:
    """Return the event of a key, position, id or beginning of an id (8 digits or more), or None.

    Raises AmbiguousHandleError where several ids begin so.
    """
    for found in db.execute(OF_HANDLE, {"handle": handle}):
        return Row._make(found)
    if handle.isascii() and handle.isdigit() and int(handle) <= EVERYTHING:
        for found in db.execute(AT_POSITION, {"position": int(handle)}):
            return Row._make(found)
    prefix = handle.lower()
    if len(prefix) < SHORTEST_PREFIX or not set(prefix) <= set("0123456789abcdef"):
        return None
    fitting = [Row._make(found) for found in db.execute(OF_PREFIX, {"prefix": prefix})]
    if len(fitting) > 1:
        raise AmbiguousHandleError(handle, [f"{row.id[:16]} (position {row.position})" for row in fitting])
    return fitting[0] if fitting else None
