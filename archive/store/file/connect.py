"""The file: how an archive is recognised, and opened for reading or for writing."""

import importlib
import os
import sqlite3
import stat

from archive.store.log.errors import (
    MissingArchiveError,
    NewerArchiveError,
    NotAnArchiveError,
    OlderArchiveError,
    ReadOnlyArchiveError,
    UnmergedArchiveError,
    UnreadableArchiveError,
    telling,
)
from archive.store.schema import log as schema

PATIENCE = 10.0
"""Seconds for which we wait while another program writes."""

CACHE = "PRAGMA cache_size = -65536"
"""At most so much (KiB) of a file that is written is in memory: a large batch touches most pages of its indexes."""

HEADER = 100
"""Bytes that begin every SQLite file; SQLite takes what is shorter for an empty one."""

Name = str | os.PathLike[str]


def open_reading(path: Name, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a connection that can only read the archive, also in a directory that cannot be written.

    An archive of an earlier version is first brought up to date.
    """
    file = _existing(path)
    with telling(file):
        connection, lacking = _opened(file, "ro", patience)
    if not lacking:
        return connection
    connection.close()
    try:
        open_writing(file, patience=patience).close()
    except ReadOnlyArchiveError:
        raise OlderArchiveError(file, lacking[0]) from None
    return open_reading(file, patience=patience)


def open_writing(path: Name, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a connection that reads and appends; what it commits is on the disk."""
    file = _existing(path)
    # SQLite opens a file that it may not write without a word, and says so only at the first write.
    real = os.path.realpath(file)
    if not all(os.access(place, os.W_OK) for place in (real, os.path.dirname(real))):
        raise ReadOnlyArchiveError(file)
    with telling(file):
        connection, lacking = _opened(file, "rw", patience)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(CACHE)
            if lacking:
                # sqlite_utils takes longer to import than a question takes to answer: only where it is needed.
                importlib.import_module("archive.store.file.migrations").migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connected(file: Name, mode: str, patience: float) -> sqlite3.Connection:
    """Return a connection to whatever the file is, in an SQLite mode; we alone begin and end transactions."""
    return sqlite3.connect(f"{_uri(file)}?mode={mode}", uri=True, timeout=patience, isolation_level=None)


def _uri(file: Name) -> str:
    """Return a file as SQLite reads it in a URI, see https://www.sqlite.org/uri.html (pathlib takes 4 ms to load)."""
    path = os.path.abspath(file)
    for sign, instead in (("%", "%25"), ("?", "%3f"), ("#", "%23"), (os.sep, "/")):
        path = path.replace(sign, instead)
    return f"file:{path}" if path.startswith("/") else f"file:/{path}"


def _existing(path: Name) -> str:
    """Return the name of a file that is there, may be read, and is long enough to be an archive."""
    file = os.fspath(path)
    try:
        there = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingArchiveError(file) from None
    except (OSError, ValueError) as problem:
        raise UnreadableArchiveError(file, getattr(problem, "strerror", None) or str(problem)) from None
    if not stat.S_ISREG(there.st_mode):
        raise NotAnArchiveError(file, "it is a directory" if stat.S_ISDIR(there.st_mode) else "it is not a file")
    if there.st_size == 0:
        raise NotAnArchiveError(file, "the file is empty")
    if there.st_size < HEADER:
        raise NotAnArchiveError(file, "it is not an SQLite file")
    if not os.access(file, os.R_OK):
        raise UnreadableArchiveError(file, "we may not read it")
    return file


def _opened(file: str, mode: str, patience: float) -> tuple[sqlite3.Connection, list[str]]:
    """Return a connection to a file that is an archive, and the schema changes that it lacks."""
    try:
        return _recognised(file, mode, patience)
    except sqlite3.OperationalError as problem:
        # A file in WAL mode needs a -shm file beside it, which a read-only directory does not take.
        # Where no log waits beside it, the file alone is the whole archive.
        if mode != "ro" or problem.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        waiting = f"{os.path.realpath(file)}-wal"
        if os.path.exists(waiting) and os.path.getsize(waiting):
            raise UnmergedArchiveError(file) from problem
    return _recognised(file, "ro&immutable=1", patience)


def _recognised(file: str, mode: str, patience: float) -> tuple[sqlite3.Connection, list[str]]:
    connection = connected(file, mode, patience)
    try:
        return connection, _lacking(connection, file)
    except BaseException:
        connection.close()
        raise


def _lacking(connection: sqlite3.Connection, name: str) -> list[str]:
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise NotAnArchiveError(name, "it is an SQLite file of another program")
    try:
        applied = [row[0] for row in connection.execute(schema.APPLIED_MIGRATIONS)]
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise NotAnArchiveError(name, "it does not say which schema it has") from None
    unknown = [migration for migration in applied if migration not in schema.MIGRATIONS]
    if unknown:
        raise NewerArchiveError(name, unknown[0])
    return [migration for migration in schema.MIGRATIONS if migration not in applied]
