import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.model.errors import DataError, UsageError
from archive.store.file.connect import open_reading, open_writing
from archive.store.file.making import building, create
from archive.store.file.verify import verify_file, verify_log
from archive.store.log.batches import head
from archive.store.log.errors import ArchiveExistsError
from archive.store.log.rows import rows
from tests.store.drafts import append, joined

MAKING = "import sys\nfrom archive.store.file.making import create\nprint('ready', flush=True)\ncreate(sys.argv[1])\n"


def names(directory: Path) -> list[str]:
    return sorted(found.name for found in directory.iterdir())


def test_a_new_archive_is_empty_whole_and_one_file(tmp_path: Path) -> None:
    create(tmp_path / "a.db")
    assert names(tmp_path) == ["a.db"]
    with closing(open_reading(tmp_path / "a.db")) as db:
        assert head(db).position == 0
        assert verify_log(db) == verify_file(db) == []
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_archive_is_built_with_its_first_events_at_once(tmp_path: Path) -> None:
    with building(tmp_path / "a.db") as db:
        append(db, joined("a"))
        assert not (tmp_path / "a.db").exists()
    with closing(open_writing(tmp_path / "a.db")) as db:
        append(db, joined("b"))
        assert [row.key for row in rows(db)] == ["a", "b"]
    assert names(tmp_path) == ["a.db"]


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), DataError("no")])
def test_nothing_is_left_of_an_archive_that_was_not_finished(tmp_path: Path, problem: BaseException) -> None:
    with pytest.raises(type(problem)), building(tmp_path / "a.db") as db:  # noqa: PT012 - what stops the block
        append(db, joined("a"))
        raise problem
    assert names(tmp_path) == []


@pytest.mark.parametrize("what", ["archive", "text", "directory", "link to nowhere"])
def test_what_is_there_is_never_replaced(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.db"
    match what:
        case "archive":
            create(path)
        case "text":
            path.write_text("mine")
        case "directory":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArchiveExistsError, match="already") as refused:
        create(path)
    assert refused.value.exit_code == 2
    assert names(tmp_path) == ["a.db"]


def test_what_comes_up_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(ArchiveExistsError), building(path):
        path.write_text("mine")
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["a.db"]


def test_where_there_are_no_hard_links_it_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create(tmp_path / "a.db")
    assert names(tmp_path) == ["a.db"]
    open_reading(tmp_path / "a.db").close()


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        create(tmp_path / "no" / "a.db")


def test_a_maker_who_is_killed_leaves_no_half_archive(tmp_path: Path) -> None:
    outcomes = set()
    for attempt in range(12):
        path = tmp_path / str(attempt) / "a.db"
        path.parent.mkdir()
        with subprocess.Popen([sys.executable, "-c", MAKING, str(path)], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(attempt * 0.002)
            child.send_signal(signal.SIGKILL)
        outcomes.add(path.exists())
        if path.exists():
            with closing(open_writing(path)) as db:
                assert verify_log(db) == verify_file(db) == []
    assert False in outcomes


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.store.schema.log.LOG_TABLES", ("CREATE TABLE fine (x)", "CREATE TABLE (wrong)"))
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        create(tmp_path / "a.db")
    assert names(tmp_path) == []
