"""The log is append-only for every client: here the plain sqlite3 module, as anybody has it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.store.file.connect import open_reading, open_writing
from archive.store.file.verify import verify_log
from tests.store.drafts import append, joined

COLUMNS = "position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version, body, id, leaf"


@pytest.fixture(scope="module")
def two_batches(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two batches, to be copied."""
    file = Path(shutil.copy(fresh, tmp_path_factory.mktemp("two")))
    with closing(open_writing(file)) as db:
        append(db, joined("a"), joined("b"))
        append(db, joined("c"))
    return file


@pytest.fixture
def plain(two_batches: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A foreign client of an archive of two batches, with SQLite as it comes: no pragma set but one."""
    with closing(sqlite3.connect(shutil.copy(two_batches, tmp_path))) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (0,)
        yield connection


def event(**other: object) -> dict[str, object]:
    made: dict[str, object] = {
        "position": 4, "date": None, "kind": "x", "gist": None, "standing": "main", "key": None, "year": None,
        "earliest": None, "latest": None, "batch": 2, "schema_version": 1, "body": "{}", "id": "new", "leaf": "new",
    }  # fmt: skip
    return made | other


INSERTS = {
    "insert": "INSERT INTO events ({}) VALUES ({})",
    "replace": "REPLACE INTO events ({}) VALUES ({})",
    "insert or replace": "INSERT OR REPLACE INTO events ({}) VALUES ({})",
    "insert or ignore": "INSERT OR IGNORE INTO events ({}) VALUES ({})",
    "insert or fail": "INSERT OR FAIL INTO events ({}) VALUES ({})",
    "insert or rollback": "INSERT OR ROLLBACK INTO events ({}) VALUES ({})",
    "upsert": "INSERT INTO events ({}) VALUES ({}) ON CONFLICT (position) DO UPDATE SET gist = 'changed'",
    "upsert of any": "INSERT INTO events ({}) VALUES ({}) ON CONFLICT DO UPDATE SET gist = 'changed'",
    "upsert by id": "INSERT INTO events ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET gist = 'changed'",
    "upsert by key": "INSERT INTO events ({}) VALUES ({}) ON CONFLICT (key) DO UPDATE SET gist = 'changed'",
    "upsert nothing": "INSERT INTO events ({}) VALUES ({}) ON CONFLICT DO NOTHING",
}
VERBS = pytest.mark.parametrize("verb", INSERTS.values(), ids=INSERTS.keys())


def alone(db: sqlite3.Connection, guard: str) -> sqlite3.Connection:
    """Take away the other guards of an insert, so that this one must do."""
    for other in {"events_next_position", "events_new_only", "events_in_last_batch"} - {guard}:
        db.execute(f"DROP TRIGGER {other}")
    return db


def attempt(db: sqlite3.Connection, verb: str, row: dict[str, object], match: str) -> None:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    unchanged(db, verb.format(names, values), match, row)


def unchanged(db: sqlite3.Connection, sql: str, match: str, row: dict[str, object] | None = None) -> None:
    """The statement is refused, and afterwards both tables are as they were."""
    before = everything(db)
    with pytest.raises(sqlite3.IntegrityError, match=match):
        db.execute(sql, row or {})
    db.commit()
    assert everything(db) == before


def everything(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [*db.execute("SELECT * FROM events ORDER BY position"), *db.execute("SELECT * FROM batches ORDER BY batch")]


@VERBS
@pytest.mark.parametrize("position", [1, 2, 3, 0, -1, 5, 1000, None])
def test_an_event_takes_no_position_but_the_next(plain: sqlite3.Connection, verb: str, position: int | None) -> None:
    attempt(alone(plain, "events_next_position"), verb, event(position=position), "next position")


@VERBS
def test_an_event_without_a_position_is_refused(plain: sqlite3.Connection, verb: str) -> None:
    row = event()
    del row["position"]
    attempt(alone(plain, "events_next_position"), verb, row, "next position")


@VERBS
def test_an_id_of_the_log_is_never_replaced(plain: sqlite3.Connection, verb: str) -> None:
    (taken,) = plain.execute("SELECT id FROM events WHERE position = 2").fetchone()
    attempt(alone(plain, "events_new_only"), verb, event(id=taken), "id or key")


@VERBS
def test_a_key_of_the_log_is_never_replaced(plain: sqlite3.Connection, verb: str) -> None:
    attempt(alone(plain, "events_new_only"), verb, event(key="b"), "id or key")


@VERBS
@pytest.mark.parametrize("batch", [1, 2, 3, None])
def test_no_event_is_added_to_a_batch_that_is_closed(plain: sqlite3.Connection, verb: str, batch: int | None) -> None:
    attempt(alone(plain, "events_in_last_batch"), verb, event(batch=batch), "batch that counts")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET gist = 'changed'",
        "UPDATE events SET gist = gist WHERE position = 1",
        "UPDATE OR REPLACE events SET position = 1 WHERE position = 2",
        "UPDATE OR REPLACE events SET id = (SELECT id FROM events WHERE position = 1) WHERE position = 2",
        "UPDATE OR REPLACE events SET key = 'a' WHERE key = 'b'",
        "UPDATE OR IGNORE events SET key = 'z' WHERE key = 'b'",
        "UPDATE events SET rowid = 9 WHERE position = 3",
        "UPDATE events SET gist = b.why FROM batches b WHERE b.batch = events.batch",
        "UPDATE batches SET why = 'changed'",
        "UPDATE OR REPLACE batches SET batch = 1 WHERE batch = 2",
        "UPDATE OR REPLACE batches SET last = 2 WHERE batch = 2",
        "UPDATE OR IGNORE batches SET root = 'changed'",
    ],
)
def test_nothing_is_updated(plain: sqlite3.Connection, sql: str) -> None:
    unchanged(plain, sql, "never changed")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM events",
        "DELETE FROM events WHERE position = 3",
        "DELETE FROM events WHERE rowid = 1",
        "DELETE FROM batches",
        "DELETE FROM batches WHERE batch = 2",
    ],
)
def test_nothing_is_deleted(plain: sqlite3.Connection, sql: str) -> None:
    unchanged(plain, sql, "never deleted")


BATCH = {
    "batch": 3, "recorded_at": "2026-11-23T00:00:00Z", "recorded_by": "x", "why": "x", "first": 4, "last": 4,
    "size": 1, "head": "x", "root": "x", "peaks": "[]",
}  # fmt: skip
BATCH_VERBS = ["INSERT", "REPLACE", "INSERT OR REPLACE", "INSERT OR IGNORE"]


@pytest.mark.parametrize("verb", BATCH_VERBS)
@pytest.mark.parametrize(
    "other",
    [
        {"batch": 1}, {"batch": 2}, {"batch": 4}, {"batch": None}, {"first": 1}, {"first": 3}, {"first": 5},
        {"last": 3}, {"last": 2}, {"recorded_at": "2026-11-22T23:59:59Z"},
    ],
)  # fmt: skip
def test_a_batch_takes_the_next_place_only(plain: sqlite3.Connection, verb: str, other: dict[str, object]) -> None:
    row = BATCH | other
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    unchanged(plain, f"{verb} INTO batches ({names}) VALUES ({values})", "next number", row)


def test_the_next_batch_and_event_are_taken_and_fail_only_the_check(plain: sqlite3.Connection) -> None:
    names, values = ", ".join(BATCH), ", ".join(f":{name}" for name in BATCH)
    plain.execute(f"INSERT INTO batches ({names}) VALUES ({values})", BATCH)
    row = event(batch=3)
    plain.execute(
        "INSERT INTO events ({}) VALUES ({})".format(", ".join(row), ", ".join(f":{name}" for name in row)), row
    )
    plain.commit()
    assert verify_log(plain) != []


@VERBS
def test_all_guards_together_leave_the_log_as_it_was(plain: sqlite3.Connection, verb: str) -> None:
    (taken,) = plain.execute("SELECT id FROM events WHERE position = 2").fetchone()
    for row in (event(), event(position=1), event(position=3, id=taken, key="b"), event(id=taken), event(key="a")):
        attempt(plain, verb, row, "position|id or key")


def test_a_missing_guard_is_found(plain: sqlite3.Connection) -> None:
    assert verify_log(plain) == []
    plain.execute("DROP TRIGGER events_no_update")
    assert [finding.what for finding in verify_log(plain)] == [
        "the guard events_no_update of the log is missing or changed"
    ]


def test_the_guards_hold_with_recursive_triggers_and_foreign_keys_too(plain: sqlite3.Connection) -> None:
    plain.execute("PRAGMA recursive_triggers = ON")
    plain.execute("PRAGMA foreign_keys = ON")
    attempt(alone(plain, "events_next_position"), INSERTS["insert or replace"], event(position=2), "next position")
    unchanged(plain, "DELETE FROM batches WHERE batch = 1", "never deleted")


def test_reading_cannot_write(path: Path) -> None:
    with closing(open_reading(path)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("CREATE TABLE t (x)")
