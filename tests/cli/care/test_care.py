"""The commands that make and mend an archive."""

import socket
import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import run_on


def test_an_empty_archive(tmp_path):
    file = tmp_path / "mine.db"
    done = run_on(tmp_path / "other.db", "init", "--empty", str(file))
    assert (done.code, file.exists()) == (0, True)
    assert "nothing recorded" in run_on(file, "as-of", "2020-01-01").out
    assert run_on(file, "checkpoint").out.startswith("0 e3b0c442")


def test_an_archive_that_is_there_gets_what_it_lacks(tmp_path):
    file = tmp_path / "archive.db"
    assert run_on(file, "init").code == 0
    before = run_on(file, "checkpoint").out
    done = run_on(file, "init")
    assert (done.code, run_on(file, "checkpoint").out) == (0, before)
    assert "nothing changed" in done.err


def test_no_empty_archive_takes_the_place_of_another(tmp_path):
    file = tmp_path / "archive.db"
    assert run_on(file, "init", "--empty").code == 0
    before = file.read_bytes()
    assert (run_on(file, "init", "--empty").code, file.read_bytes()) == (2, before)


@pytest.mark.parametrize("words", [("init", "--empty"), ("init",), ("backup",)])
@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("no/such/x.db", "no/such/x.db cannot be made: there is no folder no/such", "mkdir -p no/such"),
        ("mine.db/x.db", "mine.db is a file, and no folder", "name another folder"),
        (".", "there is a folder at . already", "name a file in it: ./archive.db"),
    ],
)
def test_a_place_where_no_file_can_be_made_is_told_with_what_to_do(tmp_path, monkeypatch, words, name, said, hint):
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine.db"
    assert run_on(mine, "init", "--empty").code == 0
    done = run_on(mine, *words, name)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert hint in done.err
    assert {path.name.removesuffix("-wal").removesuffix("-shm") for path in tmp_path.iterdir()} == {"mine.db"}


def test_every_init_gives_the_same_root(shipped_file, tmp_path):
    assert run_on(tmp_path / "a.db", "init").code == 0
    assert run_on(tmp_path / "a.db", "checkpoint").out == run_on(shipped_file, "checkpoint").out


def test_a_broken_table_is_found_and_mended(small_file, tmp_path):
    file = tmp_path / "copy.db"
    with closing(sqlite3.connect(small_file)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
        with target:
            target.execute("DELETE FROM periods WHERE subject = 'cerland'")
    done = run_on(file, "verify")
    assert done.code == 4
    assert "tables: periods: missing" in done.out
    assert "archive rebuild" in done.err
    assert run_on(file, "rebuild").code == 0
    assert run_on(file, "verify").code == 0


def test_a_checkpoint_that_is_none(small, tmp_path):
    file = tmp_path / "kept.json"
    file.write_text("[]")
    done = small("verify", "--checkpoint", str(file))
    assert (done.code, "is no checkpoint" in done.err) == (1, True)


def test_a_checkpoint_of_another_log(small, tmp_path):
    file = tmp_path / "kept.json"
    file.write_text('{"size": 1, "root": "aa"}')
    done = small("verify", "--checkpoint", str(file))
    assert done.code == 4
    assert "not the one of the checkpoint" in done.err
    assert "rebuild" not in done.err


def test_a_checkpoint_that_is_nowhere(small, tmp_path):
    done = small("verify", "--checkpoint", str(tmp_path / "nowhere.json"))
    assert (done.code, "archive checkpoint --format json" in done.err) == (2, True)


def test_a_port_that_is_taken(small):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = small("serve", "--port", str(other.getsockname()[1]))
    assert done.code == 2
    assert "choose another --port" in done.err
