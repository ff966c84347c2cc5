import json
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model import canonical
from archive.model.errors import DataError
from archive.model.event import Draft, Envelope
from archive.store.file.connect import open_writing
from archive.store.file.making import building
from archive.store.file.verify import verify_log
from archive.store.log import append as log
from archive.store.log.batches import Head, batch_of, head
from archive.store.log.rows import row_of, rows
from archive.store.log.tree import leaf_hash, root
from tests.store.drafts import LATER, NOW, append, content, joined, retracted


def test_an_event_gets_the_next_position_and_its_batch(db: sqlite3.Connection) -> None:
    assert append(db, joined("a"), joined("b")) == log.Appended(1, 2, 1)
    assert append(db, joined("c")) == log.Appended(3, 3, 2)
    assert [(row.position, row.key, row.batch) for row in rows(db)] == [(1, "a", 1), (2, "b", 1), (3, "c", 2)]


def test_the_stored_text_is_canonical_and_hashed_as_it_stands(db: sqlite3.Connection) -> None:
    append(db, joined("a"), joined("b"))
    stored = list(rows(db))
    batch = batch_of(db, 1)
    assert batch is not None
    said = {"recorded_at": NOW, "recorded_by": "curator-1", "why": "a test"}
    assert batch.head == sha256(canonical.encode(said)).hexdigest()
    for row in stored:
        event = content(row.body)
        whole = {"batch": batch.head, "event": event, "position": row.position}
        assert row.body.encode() == canonical.encode(whole)
        assert row.id == canonical.content_id(event) == log.content_id_of(joined(row.key or ""))
        assert row.leaf == leaf_hash(row.body.encode()).hex()
    leaves = [bytes.fromhex(row.leaf) for row in stored]
    assert batch.root == root(leaves).hex() == head(db).root
    assert json.loads(batch.peaks) == [batch.root]


def test_the_columns_are_what_people_look_for(db: sqlite3.Connection) -> None:
    append(db, joined("a", date="2023~", gist="Perhaps."), retracted("a"), joined("b", date="[..2005-07]"))
    first, second, third = rows(db)
    assert (first.date, first.year, first.earliest, first.latest) == ("2023~", 2022, "2022-01-01", "2024-12-31")
    assert (first.kind, first.gist, first.standing, first.schema_version) == (
        "membership.changed",
        "Perhaps.",
        "main",
        1,
    )
    assert (second.date, second.year, second.earliest, second.latest, second.key) == (None,) * 5
    assert second.gist == "misread"  # what stands for a gist, where there is none
    assert (third.year, third.earliest, third.latest) == (2005, None, "2005-07-31")


def test_the_content_has_no_empty_fields_and_no_clock(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    assert content(next(rows(db)).body) == {
        "kind": "membership.changed", "schema_version": 1, "key": "a", "date": "2024-07-04", "gist": "Belarus joins.",
        "citations": [{"source": "seed-002", "at": "para 3", "says": "it has joined"}],
        "payload": {"subject": ["belarus"], "object": "sco", "status": "member"},
    }  # fmt: skip


def test_text_is_normalised_in_body_and_columns(db: sqlite3.Connection) -> None:
    apart, whole = "Co\u0302te d'Ivoire", "Côte d'Ivoire"
    append(db, joined("a", gist=apart), why=apart)
    row = next(rows(db))
    assert (row.gist, content(row.body)["gist"]) == (whole, whole)
    batch = batch_of(db, 1)
    assert batch is not None
    assert batch.why == whole
    assert append(db, joined("a", gist=whole)).written == 0
    assert verify_log(db) == []


def test_the_same_event_again_changes_nothing_and_says_so(db: sqlite3.Connection) -> None:
    append(db, joined("a"), joined("b"))
    before = list(db.iterdump())
    again = append(db, joined("b"), joined("a"), at=LATER, recorded_by="somebody", why="else")
    assert (again.first, again.last, again.batch, again.written) == (0, 0, 0, 0)
    assert [(skipped.number, skipped.position) for skipped in again.skipped] == [(0, 2), (1, 1)]
    assert list(db.iterdump()) == before


def test_a_batch_that_is_partly_known_adds_the_rest(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    more = append(db, joined("b"), joined("a"), joined("c"))
    assert (more.first, more.last, more.written) == (2, 3, 2)
    assert [(skipped.number, skipped.position) for skipped in more.skipped] == [(1, 1)]


def test_two_equal_events_of_a_batch_are_one(db: sqlite3.Connection) -> None:
    appended = append(db, joined("a"), joined("a"), joined("b"), joined("a"))
    assert (appended.first, appended.last) == (1, 2)
    assert [(skipped.number, skipped.position) for skipped in appended.skipped] == [(1, 1), (3, 1)]


def test_an_old_file_can_be_loaded_again_after_newer_batches(db: sqlite3.Connection) -> None:
    append(db, joined("a"), at=NOW)
    append(db, joined("b"), at=LATER)
    assert append(db, joined("a"), at=NOW).written == 0


def test_no_events_are_no_batch(db: sqlite3.Connection) -> None:
    assert append(db) == log.Appended(0, 0, 0)
    assert head(db).batch == 0


def test_the_log_holds_what_was_appended(db: sqlite3.Connection) -> None:
    assert not log.holds(db, joined("a"))
    append(db, joined("a"))
    assert log.holds(db, joined("a"))
    assert not log.holds(db, joined("a", gist="Otherwise."))


def test_the_clock_is_asked_when_nobody_else_can_write(db: sqlite3.Connection) -> None:
    def clock() -> str:
        assert db.in_transaction
        return LATER

    append(db, joined("a"), recorded_at=clock)
    assert head(db).recorded_at == LATER


@pytest.mark.parametrize("said", [{"recorded_by": ""}, {"recorded_by": " "}, {"why": "\n"}, {"recorded_at": "today"}])
def test_a_batch_says_who_when_and_why(db: sqlite3.Connection, said: dict[str, str]) -> None:
    with pytest.raises(DataError):
        append(db, joined("a"), **said)
    assert head(db) == Head(0, 0, root([]).hex(), None)


def test_a_number_with_a_point_is_refused(db: sqlite3.Connection) -> None:
    draft = joined("a")
    wrong = Draft(draft.envelope, Points(value=0.5))
    with pytest.raises(DataError):
        append(db, wrong)
    assert head(db).position == 0


class Points(Envelope, frozen=True, kw_only=True):
    kind: str = ""
    value: float


def test_the_projection_sees_the_batch_before_it_is_kept(db: sqlite3.Connection, path: Path) -> None:
    seen: list[Any] = []

    def project(inside: sqlite3.Connection, first: int, last: int) -> None:
        outside = sqlite3.connect(path)
        seen.append((first, last, inside.execute("SELECT count(*) FROM events").fetchone()[0]))
        seen.append(outside.execute("SELECT count(*) FROM events").fetchone()[0])
        outside.close()

    append(db, joined("a"), joined("b"), project=project)
    assert seen == [(1, 2, 2), 0]


@pytest.mark.parametrize("problem", [DataError("no"), KeyboardInterrupt(), sqlite3.IntegrityError("no"), MemoryError()])
def test_whatever_stops_the_projection_leaves_the_log_as_it_was(db: sqlite3.Connection, problem: BaseException) -> None:
    append(db, joined("a"))
    before = list(db.iterdump())

    def project(*_: object) -> None:
        raise problem

    with pytest.raises(type(problem)):
        append(db, joined("b"), project=project)
    assert not db.in_transaction
    assert list(db.iterdump()) == before
    assert append(db, joined("b")).first == 2


def test_several_batches_are_kept_together_or_not_at_all(db: sqlite3.Connection) -> None:
    with log.transaction(db):
        append(db, joined("a"))
        append(db, joined("b"), at=LATER)
    assert [row.batch for row in rows(db)] == [1, 2]
    with pytest.raises(DataError), log.transaction(db):  # noqa: PT012 - the first batch is undone with the second
        append(db, joined("c"), at=LATER)
        append(db, joined("d"), at=NOW)
    assert head(db).position == 2
    assert verify_log(db) == []


def test_a_refused_batch_inside_a_transaction_leaves_the_others(db: sqlite3.Connection) -> None:
    with log.transaction(db):
        append(db, joined("a"))
        with pytest.raises(ZeroDivisionError):
            append(db, joined("b"), project=lambda *_: 1 // 0)
        append(db, joined("c"))
    assert [row.key for row in rows(db)] == ["a", "c"]
    assert verify_log(db) == []


def test_the_same_batches_give_the_same_root_everywhere(tmp_path: Path) -> None:
    roots = set()
    for name in ("one.db", "two.db"):
        with building(tmp_path / name) as db:
            append(db, joined("a"), joined("b"))
            append(db, joined("c"), at=LATER)
            roots.add(head(db))
    assert len(roots) == 1


def test_what_is_written_is_flushed(path: Path) -> None:
    db = open_writing(path)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    db.close()


Batches = list[list[int]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=6))
def test_however_often_events_are_appended_the_log_has_each_once(tmp_path_factory: Any, batches: Batches) -> None:
    with building(tmp_path_factory.mktemp("log") / "archive.db") as db:
        order: list[int] = []
        for numbers in batches:
            new = list(dict.fromkeys(number for number in numbers if number not in order))
            appended = append(db, *(joined(f"k{number}") for number in numbers))
            assert appended.written == len(new)
            assert len(appended.skipped) == len(numbers) - len(new)
            order += new
            for skipped in appended.skipped:
                assert order[skipped.position - 1] == numbers[skipped.number]
        assert [row.key for row in rows(db)] == [f"k{number}" for number in order]
        assert [row.position for row in rows(db)] == list(range(1, len(order) + 1))
        assert head(db).root == root(bytes.fromhex(row.leaf) for row in rows(db)).hex()
        assert verify_log(db) == []
        assert row_of(db, "k10") is None
