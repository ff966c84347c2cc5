"""Transactions: all or nothing, for writers and for readers."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from archive.store.log.errors import telling

FILE_OF = "SELECT file FROM pragma_database_list WHERE name = 'main'"


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run the block as the only writer; keep all of what it wrote when it ends, on the disk, or nothing.

    Inside another transaction the block is a part of that: it fails alone, but is kept with the whole.
    Foreign keys of the computed tables are looked at when the whole ends.
    """
    with telling(partial(file_of, db)):
        begin, keep, undo = _OUTER if not db.in_transaction else _INNER
        db.execute(begin)
        try:
            # A name may come before its entity. (This pragma makes SQLite prepare every statement afresh, about
            # 0.2 ms: foreign keys that are declared DEFERRABLE INITIALLY DEFERRED do not need it.)
            yield
            db.execute(keep)
        except BaseException:
            # A full disk makes SQLite undo the whole transaction by itself.
            if db.in_transaction:
                for statement in undo:
                    db.execute(statement)
            raise


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Run the block on the archive as it is now: several questions, one state, whoever writes meanwhile."""
    begin, end = ("SAVEPOINT look", "RELEASE look") if db.in_transaction else ("BEGIN", "ROLLBACK")
    with telling(partial(file_of, db)):
        db.execute(begin)
        try:
            yield
        finally:
            db.execute(end)


def file_of(db: sqlite3.Connection) -> str:
    """Return the path of the connection's file, for messages."""
    return str(db.execute(FILE_OF).fetchone()[0] or "the archive in memory")


_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT inner", "RELEASE inner", ("ROLLBACK TO inner", "RELEASE inner"))
