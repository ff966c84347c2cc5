"""A batch that comes as a stream: the same as from a list, whatever the chunks, and all of it or nothing."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.errors import ArchiveError, DataError, FaultsError
from archive.model.event import Draft, Where
from archive.model.nearest import nearest
from archive.store.check import checking, known
from archive.store.file.verify import verify_log
from archive.store.log import batching, chunks
from archive.store.log.append import content_id_of
from archive.store.log.batches import head
from archive.store.log.conflicts import KeyTakenError
from archive.store.schema.projection import PROJECTION_NAMES
from archive.store.tables.compare import compare
from archive.store.writing.write import preview, rehearse, write
from tests.store.tables.test_projection import BASE, CITED, drafts, histories, opened, signature

Facts = dict[str, object]
TABLES = ("batches", "events", *PROJECTION_NAMES)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "SIZE", 3)


@pytest.fixture
def db() -> sqlite3.Connection:
    return opened()


def rows(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: db.execute(f"SELECT rowid, * FROM {table} ORDER BY 1, 2").fetchall() if table not in WITHOUT_ROWID
            else sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}  # fmt: skip


WITHOUT_ROWID = ("event_entities", "acts", "memberships", "offices", "meetings", "stances", "documents")
"""Tables without one, and those with an id of their own, whose rowid only tells which timeline was written first."""


def member(number: int, **more: object) -> Facts:
    facts: Facts = {"kind": "membership.changed", "key": f"m{number}", "subject": "aa", "object": "club",
                    "status": "member" if number % 2 else "none", "gist": f"Number {number}."}  # fmt: skip
    return {**facts, **CITED, **more}


def stream(*events: Facts) -> Iterator[Draft]:
    return iter(drafts([*BASE, *events]))


def written(db: sqlite3.Connection, history: list[list[Facts]]) -> list[str]:
    """Append the batches as streams; return what each came to."""
    told = []
    for number, batch in enumerate([BASE, *history]):
        try:
            told.append(str(write(db, iter(drafts(batch)), signature(number), distinct=True)))
        except ArchiveError as problem:
            told.append(type(problem).__name__)
    return told


@given(histories(), st.integers(1, 20), st.booleans())
def test_a_stream_in_chunks_of_any_size_writes_what_a_list_does(
    history: list[list[Facts]], size: int, together: bool
) -> None:
    if together:  # one batch that names what comes before, beside and behind it
        history = [[event for batch in history for event in batch]]
    whole, parts = opened(), opened()
    told = written(whole, history)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "SIZE", size)
        assert written(parts, history) == told
        assert rows(parts) == rows(whole)
        assert head(parts) == head(whole)
        assert verify_log(parts) == []
        assert compare(parts) == []


@pytest.mark.usefixtures("small")
def test_a_name_may_be_registered_behind_who_uses_it(db: sqlite3.Connection) -> None:
    events = drafts([*(member(number) for number in range(10)), *BASE])
    assert write(db, iter(events), signature(0), distinct=True).written == 10 + len(BASE)
    assert compare(db) == []


@pytest.mark.usefixtures("small")
def test_every_fault_is_told_in_the_order_of_the_stream(db: sqlite3.Connection) -> None:
    wrong = [
        member(1), member(2, subject="ab"), member(3), member(4), member(5, status="membr"), member(6, object="aa"),
        member(7), member(1, gist="Other."), member(8, citations=[{"source": "s9", "at": "1", "says": "x"}]),
    ]  # fmt: skip
    events = [Draft(one.envelope, one.payload, Where("rows.csv", line)) for line, one in enumerate(stream(*wrong), 1)]
    with pytest.raises(FaultsError) as refused:
        write(db, iter(events), signature(0), distinct=True)
    first = len(BASE) + 1
    assert [(fault.line, fault.field) for fault in refused.value.faults] == [
        (first + 1, "subject"), (first + 4, "status"), (first + 5, "object"), (first + 7, "key"),
        (first + 8, "citations[0].source"),
    ]  # fmt: skip
    assert (refused.value.events, head(db).position) == (len(events), 0)


def test_many_faults_are_capped_and_said_to_be_more(db: sqlite3.Connection) -> None:
    with pytest.raises(FaultsError) as refused:
        write(db, stream(*(member(number, subject="ab") for number in range(130))), signature(0), distinct=True)
    assert len(refused.value.faults) == 100
    assert refused.value.hint == "and 30 more. Mend these first"


def test_nearest_names_are_looked_for_only_where_they_are_told(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counting(name: str, every: Iterable[str]) -> list[str]:
        asked.append(name)
        return nearest(name, every)

    monkeypatch.setattr(known, "nearest", counting)
    late = drafts([*(member(number) for number in range(300)), *BASE])  # who uses a name waits, and is right
    assert write(db, iter(late), signature(0), distinct=True).written == 300 + len(BASE)
    assert asked == []
    wrong = drafts([member(number, object="clubb") for number in range(900, 1200)])
    with pytest.raises(FaultsError) as refused:
        write(db, iter(wrong), signature(1), distinct=True)
    assert {fault.nearest for fault in refused.value.faults} == {("club",)}
    assert len(asked) == 200  # of names and of ids


@pytest.mark.usefixtures("small")
def test_a_stream_of_nothing_but_faults_is_not_read_to_its_end(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_WAITING", 200)
    read = []

    def endless() -> Iterator[Draft]:
        yield from drafts(BASE)
        number = 0
        while True:
            number += 1
            read.append(number)
            yield from drafts([member(number, subject="ab")])

    with pytest.raises(FaultsError) as refused:
        write(db, endless(), signature(0), distinct=True)
    assert len(refused.value.faults) == 100
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("there may be more: nothing was read beyond event ")
    assert len(read) < 220


@pytest.mark.usefixtures("small")
def test_a_retraction_before_its_event_is_a_fault_in_any_chunk(db: sqlite3.Connection) -> None:
    early: Facts = {"kind": "event.retracted", "event": "m5", "reason": "x"}
    with pytest.raises(FaultsError, match="only written after its retraction"):
        write(db, stream(early, *(member(number) for number in range(10))), signature(0), distinct=True)
    late = stream(*(member(number) for number in range(10)), early)
    assert write(db, late, signature(0), distinct=True).written == len(BASE) + 11


@pytest.mark.usefixtures("small")
def test_an_event_far_behind_is_named_by_its_key_not_by_its_id(db: sqlite3.Connection) -> None:
    events = [member(number) for number in range(10)]
    (target,) = drafts([events[9]])
    act: Facts = {"kind": "event.corrected", "event": content_id_of(target), "set": {"gist": "y"}, "reason": "x"}
    with pytest.raises(FaultsError, match="names by its id an event that is written behind it"):
        write(db, stream(act, *events), signature(0), distinct=True)
    assert write(db, stream(*events, act), signature(0), distinct=True).written == len(BASE) + 11


@pytest.mark.usefixtures("small")
def test_equal_events_of_a_stream_are_one_and_it_can_be_sent_again(db: sqlite3.Connection) -> None:
    numbers = [0, 1, 2, 3, 4, 0, 5, 6, 4, 7]
    done = write(db, stream(*map(member, numbers)), signature(0), distinct=True)
    assert (done.written, done.held) == (len(BASE) + 8, 2)
    start = len(BASE)
    assert [(one.number, one.position) for one in done.skipped] == [(start + 5, start + 1), (start + 8, start + 5)]
    again = write(db, stream(*map(member, numbers)), signature(0), distinct=True)
    assert (again.written, again.held) == (0, len(BASE) + 10)


def test_of_many_that_are_there_the_first_are_told(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MOST_SKIPPED", 2)
    write(db, stream(), signature(0), distinct=True)
    again = write(db, stream(), signature(0), distinct=True)
    assert (len(again.skipped), again.held) == (2, len(BASE))


@pytest.mark.usefixtures("small")
def test_a_key_taken_in_the_log_stops_the_stream(db: sqlite3.Connection) -> None:
    write(db, stream(member(3)), signature(0), distinct=True)
    before = rows(db)
    with pytest.raises(KeyTakenError):
        write(db, stream(*(member(number, gist="Other.") for number in range(10))), signature(1), distinct=True)
    assert rows(db) == before


@pytest.mark.usefixtures("small")
def test_the_stream_may_read_while_it_is_written_and_sees_nothing_of_itself(db: sqlite3.Connection) -> None:
    write(db, stream(member(0)), signature(0), distinct=True)

    def reading() -> Iterator[Draft]:
        every = db.execute("SELECT position FROM events ORDER BY position")  # left open on purpose
        for number in range(1, 12):
            every.fetchone()
            assert db.execute("SELECT count(*) FROM events").fetchone() == (len(BASE) + 1,)
            assert db.execute("SELECT count(*) FROM claims").fetchone() == (1,)
            yield from drafts([member(number)])

    assert write(db, reading(), signature(1), distinct=True).written == 11
    assert compare(db) == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("problem", [DataError("row 8"), KeyboardInterrupt(), MemoryError(), ZeroDivisionError()])
def test_whatever_stops_the_stream_leaves_nothing(db: sqlite3.Connection, problem: BaseException) -> None:
    write(db, stream(member(0)), signature(0), distinct=True)
    before = rows(db)

    def broken() -> Iterator[Draft]:
        yield from drafts([member(number) for number in range(1, 8)])
        raise problem

    with pytest.raises(type(problem)):
        write(db, broken(), signature(1), distinct=True)
    assert not db.in_transaction
    assert rows(db) == before
    assert write(db, stream(member(9)), signature(1), distinct=True).written == 1
    assert compare(db) == []
    assert verify_log(db) == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("ask", [rehearse, preview])
def test_a_rehearsal_counts_checks_and_leaves_nothing(db: sqlite3.Connection, ask: Any) -> None:
    events = [member(number) for number in range(10)]
    told = ask(db, stream(*events), signature(0), distinct=True)
    appended = told if ask is rehearse else told[0]
    assert (appended.written, head(db).position) == (len(BASE) + 10, 0)
    with pytest.raises(FaultsError):
        ask(db, stream(*events, member(11, subject="ab")), signature(0), distinct=True)
    assert write(db, stream(*events), signature(0), distinct=True) == appended


@pytest.mark.usefixtures("small")
def test_progress_is_told(db: sqlite3.Connection) -> None:
    told: list[tuple[str, int, int]] = []
    write(db, stream(member(1)), signature(0), distinct=True, progress=lambda *one: told.append(one))
    assert [one for one in told if one[0] == "events read"][-1] == ("events read", len(BASE) + 1, 0)
