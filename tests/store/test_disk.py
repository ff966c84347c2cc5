"""A disk that is full, a file that is locked, a directory that cannot be written."""

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.store.file.connect import open_reading, open_writing
from archive.store.file.making import create
from archive.store.file.verify import verify_log
from archive.store.log.batches import head
from archive.store.log.errors import (
    ArchiveLockedError,
    DiskFullError,
    OlderArchiveError,
    ReadOnlyArchiveError,
    UnmergedArchiveError,
    UnreadableArchiveError,
    archive_error,
)
from archive.store.log.rows import rows
from tests.store.drafts import append, joined
from tests.store.powerless import powerless

READ_ONLY = stat.S_IRUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH


@pytest.fixture
def kept() -> Iterator[Path]:
    """An archive of one event, in a directory that everybody can look into."""
    directory = Path(tempfile.mkdtemp())
    directory.chmod(0o755)
    create(directory / "archive.db")
    with closing(open_writing(directory / "archive.db")) as db:
        append(db, joined("a"))
    yield directory / "archive.db"
    directory.chmod(0o755)
    shutil.rmtree(directory)


def test_a_full_disk_leaves_the_log_as_it_was(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute("PRAGMA max_page_count = " + str(pages + 3))
    with pytest.raises(DiskFullError, match=r"the disk is full: .*archive\.db is as it was") as refused:
        append(db, *(joined(f"k{number}", gist="long " * 200) for number in range(100)))
    assert (refused.value.exit_code, db.in_transaction, head(db).position) == (1, False, 1)
    assert append(db, joined("b")).first == 2
    assert verify_log(db) == []


def test_a_lock_that_lasts_too_long_is_told(path: Path) -> None:
    with closing(open_writing(path)) as first, closing(open_writing(path, patience=0.05)) as second:
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLockedError, match="is locked") as refused:
            append(second, joined("a"))
        assert (refused.value.exit_code, second.in_transaction) == (3, False)
        first.execute("ROLLBACK")
        assert append(second, joined("a")).first == 1


def test_a_lock_that_is_soon_gone_is_waited_for(path: Path) -> None:
    with closing(open_writing(path)) as first, closing(open_writing(path)) as second:
        assert first.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
        append(first, joined("a"))
        append(second, joined("b"))
        assert head(first).position == 2


def test_a_read_only_directory_can_be_read_but_not_written(kept: Path) -> None:
    kept.parent.chmod(READ_ONLY)
    with powerless():
        with closing(open_reading(kept)) as db:
            assert [row.key for row in rows(db)] == ["a"]
        with pytest.raises(ReadOnlyArchiveError, match="cannot be written") as refused:
            open_writing(kept)
        with pytest.raises(ReadOnlyArchiveError):
            create(kept.with_name("new.db"))
    assert refused.value.exit_code == 1
    assert [found.name for found in kept.parent.iterdir()] == ["archive.db"]


def test_a_read_only_file_can_be_read_but_not_written(kept: Path) -> None:
    kept.chmod(0o444)
    with powerless(), pytest.raises(ReadOnlyArchiveError):
        open_writing(kept)
    kept.parent.chmod(READ_ONLY)
    with powerless(), closing(open_reading(kept)) as db:
        assert head(db).position == 1


def test_a_file_that_we_may_not_read_is_told(kept: Path) -> None:
    kept.chmod(0)
    with powerless(), pytest.raises(UnreadableArchiveError, match="we may not read it"):
        open_reading(kept)


def test_a_writer_at_work_is_seen_from_a_read_only_directory(kept: Path) -> None:
    with closing(open_writing(kept)) as writer:
        append(writer, joined("b"))
        kept.parent.chmod(READ_ONLY)
        with powerless(), closing(open_reading(kept)) as db:
            assert head(db).position == 2
        kept.parent.chmod(0o755)


def test_changes_that_cannot_be_read_are_never_left_out(kept: Path) -> None:
    """After a crash the newest batches are in the -wal file only."""
    crashed = kept.with_name("crashed.db")
    with closing(open_writing(kept)) as writer:
        append(writer, joined("b"))
        shutil.copy(kept, crashed)
        shutil.copy(kept.with_name("archive.db-wal"), crashed.with_name("crashed.db-wal"))
    kept.parent.chmod(READ_ONLY)
    with powerless(), pytest.raises(UnmergedArchiveError, match=r"crashed\.db-wal"):
        open_reading(crashed)
    kept.parent.chmod(0o755)
    with closing(open_reading(crashed)) as db:
        assert head(db).position == 2


def test_an_older_archive_is_brought_up_to_date_where_that_can_be(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as db:
        later = db.execute("SELECT name FROM _sqlite_migrations").fetchall()
        db.execute("DELETE FROM _sqlite_migrations")
        db.commit()
    kept.parent.chmod(READ_ONLY)
    with powerless(), pytest.raises(OlderArchiveError, match=later[0][0]):
        open_reading(kept)


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISUSE"])
def test_mistakes_of_ours_are_not_told_as_faults_of_the_file(name: str) -> None:
    problem = sqlite3.OperationalError("x")
    problem.sqlite_errorcode = getattr(sqlite3, name)
    assert archive_error(problem, "archive.db") is None
    assert archive_error(sqlite3.ProgrammingError("x"), "archive.db") is None


def test_a_failing_disk_is_told(tmp_path: Path) -> None:
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    told = archive_error(problem, "archive.db")
    assert str(told) == "archive.db cannot be used (disk I/O error)"
