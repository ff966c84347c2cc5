"""The backup: the whole archive in one file that needs no other beside it, checked before it gets its name."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from archive.model.errors import VerificationError
from archive.store.file.aside import put
from archive.store.file.connect import PATIENCE, Name, connected, open_reading
from archive.store.file.making import new_file
from archive.store.file.verify import verify_file, verify_log
from archive.store.log.batches import Head, head
from archive.store.log.errors import ArchiveExistsError, telling

COPY = "VACUUM INTO :path"
SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"

ELSEWHERE = "a backup replaces nothing: give it a name of its own"

Progress = Callable[[int, int], object]
"""Called with how many bytes are copied, and of how many about."""

STEPS = 20_000
"""Instructions of SQLite's machine between two calls."""


def backup(db: sqlite3.Connection, path: Name, progress: Progress | None = None) -> Head:
    """Copy the archive to `path` as it is now, whoever writes meanwhile, and return where the copy's log stands.

    The copy is packed, is not in WAL mode, and its log and its file verify: else VerificationError is raised. Nothing
    is replaced, and nothing is left at `path` where anything goes wrong. The connection must be in no transaction.
    """
    file = Path(path)
    if file.exists() or file.is_symlink():
        raise ArchiveExistsError(str(file), hint=ELSEWHERE)
    with telling(str(file)), new_file(file) as work:
        _copy(db, work, progress)
        state = _verified(work)
        try:
            put(work, file)
        except FileExistsError:
            raise ArchiveExistsError(str(file), hint=ELSEWHERE) from None
    return state


def _copy(db: sqlite3.Connection, work: Path, progress: Progress | None) -> None:
    many = int(db.execute(SIZE).fetchone()[0])

    def tell() -> int:
        if progress is not None:
            progress(work.stat().st_size, many)
        return 0

    db.set_progress_handler(tell, STEPS)
    try:
        db.execute(COPY, {"path": str(work)})
    except sqlite3.OperationalError as problem:
        # Who presses Ctrl-C while SQLite calls us is told so by SQLite.
        if problem.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None
        raise
    finally:
        db.set_progress_handler(None, 0)
    copy = connected(work, "rw", PATIENCE)
    try:
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    tell()


def _verified(work: Path) -> Head:
    copy = open_reading(work)
    try:
        findings = [*verify_file(copy), *verify_log(copy)]
        if findings:
            position, what = findings[0]
            raise VerificationError(
                f"no backup was made: the archive does not verify ({what}, position {position})",
                hint="see all of it: archive verify",
            )
        return head(copy)
    finally:
        copy.close()
