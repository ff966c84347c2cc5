"""The backup: one file that is whole in itself, or none."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.model.errors import UsageError, VerificationError
from archive.store.file import backup as module
from archive.store.file.backup import backup
from archive.store.file.connect import open_reading, open_writing
from archive.store.file.making import create
from archive.store.file.verify import verify_file, verify_log
from archive.store.log.batches import head
from archive.store.log.errors import ArchiveExistsError
from tests.store.drafts import append, joined


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create(tmp_path / "a.db")
    with closing(open_writing(tmp_path / "a.db")) as writer:
        append(writer, joined("one"), joined("two"))
        with closing(open_reading(tmp_path / "a.db")) as reader:
            yield reader


def names(directory: Path) -> list[str]:
    return sorted(found.name for found in directory.iterdir() if not found.name.startswith("a.db"))


def test_a_backup_is_one_file_that_verifies(db: sqlite3.Connection, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    state = backup(db, tmp_path / "b.db", lambda done, many: told.append((done, many)))
    assert state == head(db)
    assert told
    assert names(tmp_path) == ["b.db"]
    with closing(open_reading(tmp_path / "b.db")) as copy:
        assert head(copy) == state
        assert verify_log(copy) == verify_file(copy) == []
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert sorted(copy.iterdump()) == sorted(db.iterdump())
    assert names(tmp_path) == ["b.db"]


def test_a_backup_can_be_added_to(db: sqlite3.Connection, tmp_path: Path) -> None:
    backup(db, tmp_path / "b.db")
    with closing(open_writing(tmp_path / "b.db")) as copy:
        append(copy, joined("three"))
        assert verify_log(copy) == []


@pytest.mark.parametrize("what", ["file", "directory", "link to nowhere", "the archive itself"])
def test_nothing_is_replaced(db: sqlite3.Connection, tmp_path: Path, what: str) -> None:
    path = tmp_path / ("a.db" if what == "the archive itself" else "b.db")
    match what:
        case "file":
            path.write_text("mine")
        case "directory":
            path.mkdir()
        case "link to nowhere":
            path.symlink_to(tmp_path / "nowhere")
        case _:
            pass
    with pytest.raises(ArchiveExistsError, match="already"):
        backup(db, path)
    assert names(tmp_path) == ([] if what == "the archive itself" else ["b.db"])


def test_what_comes_up_meanwhile_is_not_replaced(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(ArchiveExistsError):
        backup(db, tmp_path / "b.db", lambda *_: (tmp_path / "b.db").write_text("mine"))
    assert (tmp_path / "b.db").read_text() == "mine"
    assert names(tmp_path) == ["b.db"]


def test_what_does_not_verify_is_no_backup(db: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as tampered:
        tampered.execute("DROP TRIGGER events_no_update")
        tampered.execute("UPDATE events SET gist = 'other' WHERE position = 2")
        tampered.commit()
    with pytest.raises(VerificationError, match="no backup was made"):
        backup(db, tmp_path / "b.db")
    assert names(tmp_path) == []


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), sqlite3.OperationalError("no")])
def test_nothing_is_left_of_a_backup_that_was_stopped(
    db: sqlite3.Connection, tmp_path: Path, problem: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise problem

    monkeypatch.setattr(module, "_verified", stop)
    with pytest.raises(type(problem)):
        backup(db, tmp_path / "b.db")
    assert names(tmp_path) == []


def test_whoever_stops_the_copying_is_understood(db: sqlite3.Connection, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "STEPS", 1)
    # Datasette, which another test may have started in this process, has callbacks tell what they raise a second time.
    sqlite3.enable_callback_tracebacks(False)
    with pytest.raises(KeyboardInterrupt):
        backup(db, tmp_path / "b.db", _stop)
    assert names(tmp_path) == []


def _stop(*_: int) -> None:
    raise KeyboardInterrupt


def test_a_directory_that_is_not_there_is_told(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        backup(db, tmp_path / "no" / "b.db")


def test_whoever_writes_meanwhile_is_not_in_it_by_half(db: sqlite3.Connection, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with closing(open_writing(tmp_path / "a.db")) as writer:
            number = 0
            while not stop.is_set():
                number += 1
                append(writer, joined(f"more-{number}"), joined(f"and-{number}"))

    writing = threading.Thread(target=write)
    writing.start()
    try:
        states = [backup(db, tmp_path / f"b{number}.db") for number in range(5)]
    finally:
        stop.set()
        writing.join()
    assert [state.position % 2 for state in states] == [0] * 5
    assert states[-1].position > 2
