"""What can go wrong with the file and the log: each error with its next step."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from archive.model.errors import ArchiveError, ConflictError, DataError, UsageError, VerificationError


class MissingArchiveError(UsageError):
    """There is no file of that name."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"there is no archive at {path}",
            hint="make one with: archive init (or name another file with --db or ARCHIVE_DB)",
        )


class ArchiveExistsError(UsageError):
    """There is a file, or a folder, already where a new archive was to be made."""

    def __init__(self, path: str, *, hint: str = "name another with --db, or move this one") -> None:
        if os.path.isdir(path):
            inside = os.path.join(path, "archive.db")
            super().__init__(f"there is a folder at {path} already", hint=f"name a file in it: {inside}")
        else:
            super().__init__(f"there is a file at {path} already; it stays as it is", hint=hint)


class NotAnArchiveError(DataError):
    """The file is something else."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path} is no archive: {what}", hint="name another with --db, or make one: archive init")


class NewerArchiveError(DataError):
    """The file was written by a later version of this program."""

    def __init__(self, path: str, unknown: str) -> None:
        super().__init__(
            f"{path} was written by a newer version of archive (it has the schema change {unknown})",
            hint="update this program: pip install --upgrade archive",
        )


class OlderArchiveError(DataError):
    """The file was written by an earlier version, and cannot be brought up to date where it lies."""

    def __init__(self, path: str, missing: str) -> None:
        super().__init__(
            f"{path} was written by an older version of archive (it lacks the schema change {missing}) "
            "and cannot be changed where it lies",
            hint="copy it to a place where you may write, and open the copy",
        )


class ReadOnlyArchiveError(DataError):
    """The file or its directory cannot be written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} cannot be written: the file or its directory is read-only",
            hint="reading works; to add events, copy the archive to a place where you may write",
        )


class UnmergedArchiveError(DataError):
    """A write-ahead log lies beside the file, and the directory does not let us read it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} has changes in {path}-wal that cannot be read in a read-only directory",
            hint="copy both files to a place where you may write, and open the copy",
        )


class ArchiveLockedError(ConflictError):
    """Somebody else was writing for longer than we wait."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is locked: another program has been writing to it for too long; nothing was changed",
            hint="try again when the other program is done",
        )


class DiskFullError(DataError):
    """There was no room for what was to be written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"the disk is full: {path} is as it was before", hint="make room, then do the same again")


class CorruptedArchiveError(VerificationError):
    """SQLite cannot read the file any more."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"{path} is damaged ({what})",
            hint="take the last backup, or build it again from the event files: archive init",
        )


class UnreadableArchiveError(DataError):
    """The operating system does not let us at the file, or its disk fails."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"{path} cannot be used ({what})", hint="check the name and permissions of the file, and its disk"
        )


def archive_error(problem: sqlite3.Error, path: str) -> ArchiveError | None:
    """Return what an error of SQLite means for a user, or None where it is a mistake of ours."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveLockedError(path)
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyArchiveError(path)
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError(path)
    if code == sqlite3.SQLITE_NOTADB:
        return NotAnArchiveError(path, "it is not an SQLite file")
    if code == sqlite3.SQLITE_CORRUPT:
        return CorruptedArchiveError(path, str(problem))
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return UnreadableArchiveError(path, str(problem))
    return None


@contextmanager
def telling(path: str | Callable[[], str]) -> Iterator[None]:
    """Turn what SQLite says of the file, inside the block, into an error for a user."""
    try:
        yield
    except sqlite3.Error as problem:
        told = archive_error(problem, path if isinstance(path, str) else path())
        if told is None:
            raise
        raise told from problem
