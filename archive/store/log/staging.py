"""Staging: the hashed events of one batch, until it is known how many they are.

A batch counts its positions before its events go in. The events of a small batch wait in memory, those of a
large one in a temporary table, which SQLite keeps on the disk and nobody else sees.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from archive.store.log.rows import Row

TABLE = (
    """
    CREATE TEMP TABLE IF NOT EXISTS staged (
        position INTEGER PRIMARY KEY, date TEXT, kind TEXT, gist TEXT, standing TEXT, key TEXT, year INTEGER,
        earliest TEXT, latest TEXT, batch INTEGER, schema_version INTEGER, body TEXT, id TEXT, leaf TEXT
    )
    """,
    "CREATE INDEX IF NOT EXISTS temp.staged_id ON staged(id)",
    "CREATE INDEX IF NOT EXISTS temp.staged_key ON staged(key) WHERE key IS NOT NULL",
)
STAGE = "INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_EVENT = """
    INSERT INTO events (position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version,
        body, id, leaf)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
POUR = """
    INSERT INTO events (position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version,
        body, id, leaf)
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM temp.staged ORDER BY position
"""
BY_ID = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM temp.staged WHERE id IN (SELECT value FROM json_each(:names))
"""
BY_KEY = """
    SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf
    FROM temp.staged WHERE key IN (SELECT value FROM json_each(:names))
"""
# Not dropped: that is refused while the same connection reads anything.
EMPTY = "DELETE FROM temp.staged"


class Staged:
    """The events of one batch that wait for its end; a rollback takes them away."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._few: list[Row] = []
        self._many = False
        self.size = 0

    def add(self, rows: Sequence[Row]) -> None:
        """Take more events; the first rows stay in memory, where nothing comes after them."""
        self.size += len(rows)
        if not self._few and not self._many:
            self._few = list(rows)
            return
        if not self._many:
            for statement in (*TABLE, EMPTY):
                self._db.execute(statement)
            self._db.executemany(STAGE, self._few)
            self._few, self._many = [], True
        self._db.executemany(STAGE, rows)

    def by_id(self, ids: Collection[str]) -> dict[str, Row]:
        """Return the staged events that have one of the ids, by id."""
        return {row.id: row for row in self._rows(BY_ID, ids) if row.id in ids}

    def by_key(self, keys: Collection[str]) -> dict[str, Row]:
        """Return the staged events that have one of the keys, by key."""
        return {row.key: row for row in self._rows(BY_KEY, keys) if row.key is not None and row.key in keys}

    def find(self, name: str) -> Row | None:
        """Return the staged event of a key or an id, or None."""
        return self.by_key({name}).get(name) or self.by_id({name}).get(name)

    def pour(self) -> None:
        """Put all events into the log, whose batch must be there; nothing is staged any more."""
        if self._many:
            self._db.execute(POUR)
            self._db.execute(EMPTY)
        else:
            self._db.executemany(INSERT_EVENT, self._few)
        self._few, self._many = [], False

    def _rows(self, statement: str, names: Collection[str]) -> Iterable[Row]:
        if not self._many:
            return self._few
        return map(Row._make, self._db.execute(statement, {"names": json.dumps(sorted(names))}))
