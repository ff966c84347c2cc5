"""A new archive: built aside, and put in its place when it is whole."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.store.file.aside import aside, put
from archive.store.file.connect import CACHE, PATIENCE, Name, connected
from archive.store.file.migrations import migrate
from archive.store.log.errors import ArchiveExistsError, ReadOnlyArchiveError, UnreadableArchiveError, telling


def create(path: Name) -> None:
    """Make an empty archive at `path`."""
    with building(path):
        pass


@contextmanager
def building(path: Name) -> Iterator[sqlite3.Connection]:
    """Give a connection to a new empty archive, and put its file at `path` when the block is done.

    Until then nothing is at `path`, so that whoever stops halfway leaves no half archive behind.
    """
    file = Path(path)
    if file.exists() or file.is_symlink():
        raise ArchiveExistsError(str(file))
    with telling(str(file)), new_file(file) as work:
        connection = connected(work, "rw", PATIENCE)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # Nobody counts on this file before it is whole: it is flushed once, at the end.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute(CACHE)
            migrate(connection)
            yield connection
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        try:
            put(work, file)
        except FileExistsError:
            raise ArchiveExistsError(str(file)) from None


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """Give a new empty file in the same directory, and take it away at the end.

    Raises ReadOnlyArchiveError, or UnreadableArchiveError, where none can be made.
    """
    with aside(file) as work:
        try:
            work.touch(exist_ok=False)
        except OSError as problem:
            if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
                raise ReadOnlyArchiveError(str(file)) from None
            raise UnreadableArchiveError(str(file), problem.strerror or str(problem)) from None
        yield work
