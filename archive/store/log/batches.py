"""The batches of the log: who wrote what when and why, and where the log stood after each."""

import importlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from archive.store.log.instants import instant

LAST = """
    SELECT batch, recorded_at, recorded_by, why, first, last, head, root, peaks FROM batches
    ORDER BY batch DESC LIMIT 1
"""
AFTER = """
    SELECT batch, recorded_at, recorded_by, why, first, last, head, root, peaks FROM batches
    WHERE last > :position ORDER BY batch
"""
NUMBERED = """
    SELECT batch, recorded_at, recorded_by, why, first, last, head, root, peaks FROM batches WHERE batch = :batch
"""
MANY_BETWEEN = "SELECT count(*) FROM batches WHERE first > :after AND last <= :upto"
ROOT_AFTER = "SELECT root FROM batches WHERE last = :position"
END_BEFORE = "SELECT coalesce(max(last), 0) FROM batches WHERE last <= :position"
# Batches are in the order of their instants, and most questions are about the newest.
END_AT = "SELECT coalesce((SELECT last FROM batches WHERE recorded_at <= :instant ORDER BY batch DESC LIMIT 1), 0)"


class Batch(NamedTuple):
    """One append: positions `first` through `last`; `root` (hex) is over the log up to and with it."""

    batch: int
    recorded_at: str
    recorded_by: str
    why: str
    first: int
    last: int
    head: str
    root: str
    peaks: str


class Head(NamedTuple):
    """Where the log stands: its last position (its size), last batch, root (hex) and time of writing."""

    position: int
    batch: int
    root: str
    recorded_at: str | None


def head(db: sqlite3.Connection) -> Head:
    """Return where the log stands; of an empty log position and batch are 0, and the time is None."""
    last = last_batch(db)
    if last is None:
        # Only the empty log needs the tree, and hashing takes longer to load than a head to read.
        return Head(0, 0, importlib.import_module("archive.store.log.tree").EMPTY_ROOT.hex(), None)
    return Head(last.last, last.batch, last.root, last.recorded_at)


def last_batch(db: sqlite3.Connection) -> Batch | None:
    """Return the newest batch, or None of an empty log."""
    return next(_batches(db.execute(LAST)), None)


def batch_of(db: sqlite3.Connection, number: int) -> Batch | None:
    """Return the batch of a number, or None."""
    return next(_batches(db.execute(NUMBERED, {"batch": number})), None)


def batches(db: sqlite3.Connection, *, after: int = 0) -> Iterator[Batch]:
    """Yield the batches that wrote anything after the position, in log order."""
    return _batches(db.execute(AFTER, {"position": after}))


def root_after(db: sqlite3.Connection, position: int) -> str | None:
    """Return the root (hex) of the log up to and with a position, None where no batch ends there."""
    row = db.execute(ROOT_AFTER, {"position": position}).fetchone()
    return None if row is None else str(row[0])


def batches_between(db: sqlite3.Connection, after: int, upto: int) -> int:
    """Return how many batches lie after one position, up to and with another."""
    return int(db.execute(MANY_BETWEEN, {"after": after, "upto": upto}).fetchone()[0])


def batch_end(db: sqlite3.Connection, position: int) -> int:
    """Return the last end of a batch at or before the position: what the log held whole there."""
    return int(db.execute(END_BEFORE, {"position": position}).fetchone()[0])


def batch_end_at(db: sqlite3.Connection, moment: str) -> int:
    """Return the position that the log had reached at an instant (`2026-11-23T18:05:00Z`), 0 before the first."""
    return int(db.execute(END_AT, {"instant": instant(moment)}).fetchone()[0])


def _batches(rows: sqlite3.Cursor) -> Iterator[Batch]:
    return map(Batch._make, rows)
