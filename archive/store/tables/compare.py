"""The comparison of every computed table with what the log makes of it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import NamedTuple

from archive.store.schema.projection import PROJECTION_NAMES
from archive.store.tables.rebuild import rebuild

# A copy that is thrown away needs no journal. Its file is nameless and temporary, and small ones stay in memory.
COPY_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA cache_size = -65536")

Row = tuple[object, ...]


class Finding(NamedTuple):
    """A computed row that the log does not make (`extra`), or one that is missing."""

    table: str
    fault: str
    row: tuple[object, ...]


def compare(db: sqlite3.Connection) -> list[Finding]:
    """Return where the computed tables differ from what the log makes; nothing is written."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        for setting in COPY_SETTINGS:
            copy.execute(setting)
        db.backup(copy)
        copy.execute("BEGIN")
        rebuild(copy)
        return [finding for table in PROJECTION_NAMES for finding in _differences(table, db, copy)]


def _differences(table: str, db: sqlite3.Connection, copy: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what one has more often than the other; equal rows that come at the same time are not kept."""
    over: Counter[Row] = Counter()
    for have, made in zip_longest(_rows(table, db), _rows(table, copy)):
        if have != made:
            for found, step in ((have, 1), (made, -1)):
                if found is not None:
                    over[found] += step
                    if not over[found]:
                        del over[found]
    for fault, sign in (("extra", 1), ("missing", -1)):
        odd = [found for found, times in over.items() for _ in range(sign * times)]
        yield from (Finding(table, fault, found) for found in sorted(odd, key=repr))


def _rows(table: str, db: sqlite3.Connection) -> Iterator[Row]:
    cursor = db.execute(_ALL[table])
    kept = [number for number, column in enumerate(cursor.description) if table in _TEXT_KEYS or column[0] != "id"]
    return (tuple([found[number] for number in kept]) for found in cursor)


_TEXT_KEYS = frozenset({"sources", "entities", "memberships", "offices", "meetings", "stances", "documents", "disputes",
                        "questions"})  # fmt: skip
_ORDER = {
    **dict.fromkeys(PROJECTION_NAMES, ""),
    **dict.fromkeys(_TEXT_KEYS, " ORDER BY id"),
    "periods": " ORDER BY property, subject, object, recorded_to, valid_from, recorded_from",
    "accounts": " ORDER BY dispute, event",
}
"""The order in which both sides have most rows at the same time, where it is not that of the writing."""

_ALL = {name: f"SELECT * FROM {name}{_ORDER[name]}" for name in PROJECTION_NAMES}  # noqa: S608 - our own tables
