import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from archive.store.file.connect import open_reading, open_writing
from archive.store.file.verify import verify_checkpoint, verify_file, verify_log
from archive.store.log import append as log
from archive.store.log.batches import head
from archive.store.log.tree import EMPTY_ROOT, leaf_hash
from archive.store.schema.log import LOG_GUARDS
from tests.store.drafts import append, joined


@pytest.fixture
def filled(db: sqlite3.Connection) -> sqlite3.Connection:
    """Three batches of three events each."""
    for names in ("abc", "def", "ghi"):
        append(db, *(joined(name, gist=f"Côte {name}") for name in names))
    return db


def tampered(db: sqlite3.Connection, sql: str, *values: object) -> list[tuple[int, str]]:
    """Change the log behind the backs of its guards, and return what the check finds."""
    for name in LOG_GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(sql, values)
    for guard in LOG_GUARDS.values():
        db.execute(guard)
    return [(finding.position, finding.what) for finding in verify_log(db)]


def test_a_log_as_it_was_written_holds(filled: sqlite3.Connection, path: Path) -> None:
    assert verify_log(filled) == verify_file(filled) == []
    with closing(open_reading(path)) as reader:
        assert verify_log(reader) == verify_file(reader) == []


def test_an_empty_log_holds(db: sqlite3.Connection) -> None:
    assert verify_log(db) == verify_checkpoint(db, 0, EMPTY_ROOT.hex()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET gist = 'other' WHERE position = 5",
        "UPDATE events SET gist = NULL WHERE position = 5",
        "UPDATE events SET date = '2023' WHERE position = 5",
        "UPDATE events SET kind = 'membership.attested' WHERE position = 5",
        "UPDATE events SET standing = 'rival' WHERE position = 5",
        "UPDATE events SET key = 'z' WHERE position = 5",
        "UPDATE events SET year = 2023 WHERE position = 5",
        "UPDATE events SET earliest = '2024-07-03' WHERE position = 5",
        "UPDATE events SET latest = NULL WHERE position = 5",
        "UPDATE events SET schema_version = 2 WHERE position = 5",
    ],
)
def test_every_column_is_held_against_the_body(filled: sqlite3.Connection, sql: str) -> None:
    assert tampered(filled, sql) == [(5, "its columns differ from its body")]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE events SET id = 'x' WHERE position = 5", "its content does not hash to its id"),
        ("UPDATE events SET leaf = 'x' WHERE position = 5", "its bytes do not hash to its leaf"),
        ("UPDATE events SET batch = 1 WHERE position = 5", "it is filed under batch 1, and counted by batch 2"),
    ],
)
def test_id_leaf_and_batch_are_made_anew(filled: sqlite3.Connection, sql: str, found: str) -> None:
    assert tampered(filled, sql) == [(5, found)]


def test_one_letter_of_a_body_is_noticed_everywhere(filled: sqlite3.Connection) -> None:
    found = tampered(filled, "UPDATE events SET body = replace(body, 'joined', 'JOINED') WHERE position = 5")
    assert found == [
        (5, "its bytes do not hash to its leaf"),
        (5, "its content does not hash to its id"),
        (6, "batch 2: its root is not that of the events"),
    ]


Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda body: body.replace('{"batch"', '{ "batch"'), "its body is not in canonical form"),
        (lambda body: body.replace("ô", "o\u0302"), "its body is not in canonical form"),
        (lambda body: body.replace("ô", "\\u00f4"), "its body is not in canonical form"),
        (lambda body: json.dumps(dict(reversed(json.loads(body).items()))), "its body is not in canonical form"),
        (lambda body: body.replace('"position":5', '"position":6'), "its body tells another position or batch"),
        (lambda body: body.replace('"batch":"', '"batch":"0'), "its body tells another position or batch"),
        (lambda body: body[:-1], "its body cannot be read"),
        (lambda body: "[]", "its body cannot be read"),
        (lambda body: "null", "its body cannot be read"),
        (lambda body: "{}", "its body cannot be read"),
        (lambda body: '{"event":7}', "its body cannot be read"),
        (lambda body: body.replace('"schema_version":1', '"schema_version":1.0'), "its body cannot be read"),
        (lambda body: body.replace("2024-07-04", "2024-07-99"), "its body cannot be read"),
    ],
    ids=[
        "space",
        "letter in two parts",
        "escape",
        "order",
        "position",
        "batch",
        "cut off",
        "list",
        "null",
        "empty",
        "number",
        "float",
        "no date",
    ],
)
def test_a_body_that_was_forged_with_its_leaf_is_found(filled: sqlite3.Connection, change: Change, found: str) -> None:
    (body,) = filled.execute("SELECT body FROM events WHERE position = 5").fetchone()
    forged = change(body)
    assert forged != body
    leaf = leaf_hash(forged.encode()).hex()
    findings = tampered(filled, "UPDATE events SET body = ?, leaf = ? WHERE position = 5", forged, leaf)
    assert any(position == 5 and what.startswith(found) for position, what in findings)
    assert (6, "batch 2: its root is not that of the events") in findings
    assert {position for position, _ in findings} == {5, 6}


def test_bytes_that_are_no_text_are_found(filled: sqlite3.Connection) -> None:
    found = tampered(filled, "UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE position = 5")
    assert (5, "its bytes do not hash to its leaf") in found
    found = tampered(filled, "UPDATE events SET gist = CAST(x'ff' AS TEXT) WHERE position = 6")
    assert any(position == 0 and "cannot be read to its end" in what for position, what in found)


@pytest.mark.parametrize(
    ("sql", "position", "found"),
    [
        ("UPDATE batches SET why = 'other' WHERE batch = 2", 4, "batch 2: its head does not hash to"),
        ("UPDATE batches SET recorded_by = 'other' WHERE batch = 2", 4, "batch 2: its head does not hash to"),
        ("UPDATE batches SET recorded_at = '2026-11-23T00:00:01Z' WHERE batch = 2", 4, "batch 2: its head does not"),
        ("UPDATE batches SET recorded_at = '2027-11-23T00:00:00Z' WHERE batch = 1", 4, "batch 2 is recorded before"),
        ("UPDATE batches SET head = 'x' WHERE batch = 2", 4, "its body tells another position or batch"),
        ("UPDATE batches SET root = 'x' WHERE batch = 2", 6, "batch 2: its root and its peaks do not go together"),
        ("UPDATE batches SET peaks = '[]' WHERE batch = 2", 6, "batch 2: its root and its peaks do not go together"),
        ("UPDATE batches SET peaks = '7' WHERE batch = 2", 6, "batch 2: its root and its peaks do not go together"),
        ("UPDATE batches SET peaks = 'x' WHERE batch = 2", 6, "batch 2: its root and its peaks do not go together"),
        ("DELETE FROM batches WHERE batch = 2", 4, "batch 3 from 7 to 9 does not follow 3"),
        ("DELETE FROM batches WHERE batch = 3", 7, "no batch counts this event"),
        ("DELETE FROM events WHERE position = 5", 5, "there is no event"),
        ("DELETE FROM events WHERE position = 9", 9, "there is no event"),
        ("DELETE FROM events WHERE position = 1", 1, "there is no event"),
        ("UPDATE events SET position = 10 WHERE position = 9", 9, "there is no event"),
    ],
)
def test_batches_and_gaps_are_found(filled: sqlite3.Connection, sql: str, position: int, found: str) -> None:
    findings = tampered(filled, sql)
    assert any(where == position and what.startswith(found) for where, what in findings), findings


def test_a_forger_who_makes_all_hashes_anew_is_found_by_a_checkpoint(filled: sqlite3.Connection, path: Path) -> None:
    kept = head(filled)
    forged = path.with_name("forged.db")
    with closing(sqlite3.connect(forged)) as copy:
        filled.backup(copy)
    with closing(open_writing(path)) as db:
        assert verify_checkpoint(db, kept.position, kept.root) == []
    with closing(sqlite3.connect(forged, isolation_level=None)) as db:
        for name in LOG_GUARDS:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DELETE FROM events")
        db.execute("DELETE FROM batches")
        for guard in LOG_GUARDS.values():
            db.execute(guard)
        for names in ("abc", "dex", "ghi"):
            append(db, *(joined(name, gist=f"Côte {name}") for name in names))
        assert verify_log(db) == []
        found = verify_checkpoint(db, kept.position, kept.root)
        assert [finding.position for finding in found] == [9]
        assert kept.root in found[0].what


def test_a_checkpoint_holds_in_every_longer_log(filled: sqlite3.Connection) -> None:
    roots = {0: EMPTY_ROOT.hex()} | dict(filled.execute("SELECT last, root FROM batches").fetchall())
    append(filled, joined("z"))
    for size, root in roots.items():
        assert verify_checkpoint(filled, size, root) == []
        assert verify_checkpoint(filled, size, root.upper()) == []
    assert verify_checkpoint(filled, 2, roots[3]) != []
    (short,) = verify_checkpoint(filled, 11, roots[9])
    assert tuple(short) == (10, "the log ends here; the checkpoint is of 11 events")


def test_a_checkpoint_asks_the_bytes_and_not_the_hashes_beside_them(filled: sqlite3.Connection) -> None:
    kept = head(filled)
    tampered(filled, "UPDATE events SET body = replace(body, 'joined', 'JOINED') WHERE position = 5")
    assert verify_checkpoint(filled, kept.position, kept.root) != []


def test_the_check_of_the_file_asks_sqlite(filled: sqlite3.Connection) -> None:
    filled.execute("PRAGMA writable_schema = ON")
    filled.execute("UPDATE sqlite_master SET sql = replace(sql, 'kind)', 'gist)') WHERE name = 'events_kind'")
    filled.execute("PRAGMA writable_schema = RESET")
    assert verify_file(filled) != []


def test_the_id_is_that_of_the_content_alone(filled: sqlite3.Connection) -> None:
    (body, event_id) = filled.execute("SELECT body, id FROM events WHERE position = 5").fetchone()
    event = body[body.index('"event":') + 8 : body.rindex(',"position"')]
    assert sha256(event.encode()).hexdigest() == event_id == log.content_id_of(joined("e", gist="Côte e"))
