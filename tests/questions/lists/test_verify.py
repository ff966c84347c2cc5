import sqlite3
from contextlib import closing

import pytest

from archive.questions.lists.verify import verify
from archive.store.file.connect import open_reading


@pytest.fixture
def copy(small_path, tmp_path):
    file = tmp_path / "copy.db"
    with closing(sqlite3.connect(small_path)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    return file


def checked(file, **more):
    with closing(open_reading(file)) as db:
        return verify(db, **more)


def test_a_whole_archive_holds(copy):
    assert checked(copy).holds


def test_a_changed_row_is_found(copy):
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("UPDATE memberships SET status = 'member' WHERE subject = 'cerland'")
    found = checked(copy)
    assert not found.holds
    assert [text.partition(":")[0] for text in found.tables] == ["memberships"] * 2


def test_a_changed_event_is_found(copy):
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("DROP TRIGGER events_no_update")
        db.execute("UPDATE events SET gist = 'Borland stays.' WHERE key = 'bor-left'")
    found = checked(copy)
    assert any("position 25" in text for text in found.log)
    assert any("guard" in text for text in found.log)
    assert found.tables == []


def test_a_kept_checkpoint_must_be_where_the_log_begins(copy):
    whole = checked(copy)
    assert checked(copy, checkpoint=(whole.size, whole.root)).holds
    assert checked(copy, checkpoint=(whole.size, "00" * 32)).checkpoint
    assert checked(copy, checkpoint=(whole.size + 1, whole.root)).checkpoint


def test_the_file_is_left_as_it_was(copy):
    before = copy.read_bytes()
    checked(copy)
    assert copy.read_bytes() == before
