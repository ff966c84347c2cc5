import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.model.errors import ArchiveError
from archive.model.timeline import RULES_VERSION
from archive.store.file.connect import open_reading, open_writing
from archive.store.file.making import create
from archive.store.file.migrations import migrations
from archive.store.file.verify import verify_log
from archive.store.log.batches import head
from archive.store.log.errors import (
    CorruptedArchiveError,
    MissingArchiveError,
    NewerArchiveError,
    NotAnArchiveError,
    UnreadableArchiveError,
)
from archive.store.schema.log import APPLICATION_ID, MIGRATIONS, SET_APPLICATION_ID
from archive.store.tables.compare import compare
from archive.store.writing.write import Signature, write
from tests.store.drafts import append, joined

Open = Callable[[Path], sqlite3.Connection]
SIGNATURE = Signature(recorded_at="2026-11-23T00:00:00Z", recorded_by="curator-1", why="a test")
SOURCE_AND_LIST = [
    draft(of_python(event))
    for event in (
        {"kind": "entity.registered", "subject": "club", "type": "body", "label": "Club"},
        {"kind": "entity.registered", "subject": "aa", "type": "country", "label": "AA"},
        {"kind": "source.registered", "source": "s1", "publisher": "P", "title": "T", "published": "2005-08-01"},
        {"kind": "membership.roster", "object": "club", "date": "2005-07-06", "statuses": {"member": ["aa"]},
         "complete": True, "gist": "All of them.", "citations": [{"source": "s1", "says": "x"}]},
    )
]  # fmt: skip
STORED = "SELECT subject, valid_from, valid_to, certainty FROM periods ORDER BY subject, valid_from"
BOTH = pytest.mark.parametrize("opening", [open_reading, open_writing])


def refused(opening: Open, path: Path, error: type[ArchiveError], match: str) -> ArchiveError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=match) as told:
        opening(path)
    assert str(path) in str(told.value)
    assert told.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before
    return told.value


@BOTH
@pytest.mark.parametrize("name", ["nowhere.db", "no/where.db", "archive.db/x"])
def test_there_is_no_file(opening: Open, path: Path, name: str) -> None:
    told = refused(opening, path.parent / name, MissingArchiveError, "there is no archive at")
    assert "archive init" in (told.hint or "")
    assert told.exit_code == 2
    assert [found.name for found in path.parent.iterdir()] == ["archive.db"]


@BOTH
def test_a_directory_is_no_archive(opening: Open, tmp_path: Path) -> None:
    assert refused(opening, tmp_path, NotAnArchiveError, "it is a directory").exit_code == 1


@BOTH
def test_a_device_is_no_archive(opening: Open) -> None:
    refused(opening, Path("/dev/null"), NotAnArchiveError, "it is not a file")


@BOTH
def test_an_empty_file_is_no_archive(opening: Open, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    refused(opening, tmp_path / "empty.db", NotAnArchiveError, "the file is empty")


@BOTH
@pytest.mark.parametrize("text", ["x", "kind: membership.changed\n" * 500, "\0" * 5000])
def test_another_kind_of_file_is_no_archive(opening: Open, tmp_path: Path, text: str) -> None:
    (tmp_path / "notes.txt").write_text(text)
    refused(opening, tmp_path / "notes.txt", NotAnArchiveError, "it is not an SQLite file")


@BOTH
def test_a_file_of_another_program_is_no_archive(opening: Open, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bookmarks.db")) as other:
        other.execute("CREATE TABLE events (position INTEGER PRIMARY KEY)")
    refused(opening, tmp_path / "bookmarks.db", NotAnArchiveError, "of another program")


@BOTH
def test_a_file_with_our_mark_only_is_no_archive(opening: Open, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "odd.db")) as other:
        other.execute(SET_APPLICATION_ID)
    refused(opening, tmp_path / "odd.db", NotAnArchiveError, "does not say which schema")


@BOTH
def test_an_archive_of_a_newer_version_is_left_alone(opening: Open, path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('archive', '0099_more', '2030')"
        )
        newer.commit()
    told = refused(opening, path, NewerArchiveError, "newer version of archive .*0099_more")
    assert "upgrade" in (told.hint or "")


@BOTH
def test_migrations_of_others_do_not_matter(opening: Open, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('theirs', '0099_more', '2030')"
        )
        other.commit()
    opening(path).close()


@BOTH
def test_a_damaged_file_is_said_to_be(opening: Open, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * 3996 + data[4096:])
    assert refused(opening, path, CorruptedArchiveError, "is damaged").exit_code == 4


def test_damage_further_in_is_told_when_it_is_met(path: Path) -> None:
    with closing(open_writing(path)) as db:
        for number in range(50):
            append(db, joined(f"k{number}"))
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 12] = b"\xff" * 12
    path.write_bytes(data)
    with pytest.raises((CorruptedArchiveError, NotAnArchiveError)):
        append(open_writing(path), joined("new"))


@BOTH
def test_an_open_archive_says_what_it_is(opening: Open, path: Path) -> None:
    with closing(opening(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (0,)
        assert head(db).position == 0
        assert db.isolation_level is None


@BOTH
@pytest.mark.parametrize("name", ["what? no #1 at 100%25.db", "архив ü.db", "a b", "file:x?mode=rw", "x'y\".db"])
def test_a_name_may_be_odd(opening: Open, tmp_path: Path, name: str) -> None:
    create(tmp_path / name)
    opening(tmp_path / name).close()
    assert (tmp_path / name).exists()


@BOTH
def test_a_name_that_cannot_be_is_refused(opening: Open, tmp_path: Path) -> None:
    for name in ("a\0b", "n" * 5000):
        with pytest.raises((UnreadableArchiveError, MissingArchiveError)):
            opening(tmp_path / name)


@BOTH
def test_a_link_leads_to_the_archive(opening: Open, path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    opening(link).close()


def test_a_relative_name_is_taken_from_here(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    open_reading("archive.db").close()


def test_the_known_schema_changes_are_those_that_there_are(path: Path) -> None:
    assert tuple(migration.name for migration in migrations._migrations) == MIGRATIONS
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'archive'").fetchall()
    assert tuple(name for (name,) in names) == MIGRATIONS


@BOTH
def test_an_older_archive_is_brought_up_to_date(opening: Open, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_writing(path)) as db:
        write(db, SOURCE_AND_LIST, SIGNATURE)

    def more(db: Database) -> None:
        db.conn.execute("ALTER TABLE batches ADD COLUMN remark TEXT")

    newer = [*migrations._migrations, Migrations._Migration("0002_more", more)]
    monkeypatch.setattr(migrations, "_migrations", newer)
    monkeypatch.setattr("archive.store.schema.log.MIGRATIONS", (*MIGRATIONS, "0002_more"))
    for _ in range(2):
        with closing(opening(path)) as db:
            assert db.execute("SELECT batch, remark FROM batches").fetchall() == [(1, None)]
            assert verify_log(db) == []


@BOTH
def test_answers_by_older_rules_are_made_afresh(opening: Open, path: Path) -> None:
    """By version 1 a complete list went on for ever, and nobody was told of who is in no event."""
    with closing(open_writing(path)) as db:
        write(db, SOURCE_AND_LIST, SIGNATURE)
        now = db.execute(STORED).fetchall()
        assert now[0] == ("*", "2005-07-06", "2005-07-07", "not")
        db.execute("DELETE FROM periods WHERE subject = '*'")
        db.execute("UPDATE periods SET valid_to = '9999-99-99' WHERE certainty = 'not'")
        db.execute("DELETE FROM _sqlite_migrations WHERE name GLOB '*_rules_*'")
    with closing(opening(path)) as db:
        assert db.execute(STORED).fetchall() == now
        assert compare(db) == []


def test_a_version_of_the_rules_has_a_schema_change() -> None:
    """Without one, older archives would keep the periods that older rules made."""
    rules = [name for name in MIGRATIONS if "_rules_" in name]
    assert rules[-1].endswith(f"_rules_{RULES_VERSION}")


def test_reading_goes_on_while_somebody_writes(path: Path) -> None:
    with closing(open_writing(path)) as writer, closing(open_reading(path)) as reader:
        append(writer, joined("a"))
        writer.execute("BEGIN IMMEDIATE")
        assert head(reader).position == 1
        writer.execute("ROLLBACK")


def test_reading_and_appending_load_no_sqlite_utils(path: Path) -> None:
    code = (
        "import sys; from archive.store.log import batches;"
        "from archive.store.file import connect;"
        "from archive.store.log import append as log;"
        "from archive.store.log import rows;"
        "from archive.store.file import verify;"
        "db = connect.open_reading(sys.argv[1]); batches.head(db); verify.verify_log(db); db.close();"
        "connect.open_writing(sys.argv[1]).close();"
        "print(sorted(name for name in sys.modules if name in ('sqlite_utils', 'datasette', 'yaml')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
