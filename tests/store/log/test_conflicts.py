import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.model.event import Draft
from archive.store.file.connect import open_writing
from archive.store.log import append as log
from archive.store.log.batches import head
from archive.store.log.conflicts import AlreadyRetractedError, KeyTakenError, PositionMovedError, RecordedTooEarlyError
from tests.store.drafts import LATER, NOW, append, joined, retracted


def test_a_key_with_other_content_is_refused_and_told_where_it_is(db: sqlite3.Connection) -> None:
    append(db, joined("z"), joined("a"))
    with pytest.raises(KeyTakenError) as refused:
        append(db, joined("b"), joined("a", gist="Otherwise.", date="2024"))
    said = str(refused.value)
    assert "'a' is taken by the event at position 2, recorded at 2026-11-23T00:00:00Z by curator-1" in said
    assert said.endswith("it differs in: date, gist")
    assert (refused.value.exit_code, head(db).position) == (3, 2)


def test_a_key_that_differs_in_the_facts_says_in_which(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    with pytest.raises(KeyTakenError, match="differs in: citations, date, event, gist, kind, object, reason, status"):
        append(db, retracted("x", key="a"))


def test_a_key_is_given_once_in_a_batch(db: sqlite3.Connection) -> None:
    with pytest.raises(KeyTakenError, match="another event of the same batch; it differs in: gist"):
        append(db, joined("a"), joined("a", gist="Otherwise."))
    assert head(db).position == 0


def test_events_without_keys_are_told_apart_by_content(db: sqlite3.Connection) -> None:
    assert append(db, joined(""), joined("", gist="Otherwise."), joined("")).written == 2


@pytest.mark.parametrize("by", ["key", "id", "position"])
def test_a_retracted_event_is_not_appended_again(db: sqlite3.Connection, by: str) -> None:
    draft = joined("a")
    append(db, joined("z"), draft)
    named = {"key": "a", "id": log.content_id_of(draft), "position": "2"}[by]
    append(db, retracted(named, key="no-a"), at=LATER, recorded_by="curator-2")
    with pytest.raises(AlreadyRetractedError) as refused:
        append(db, joined("b"), draft, at=LATER)
    assert "was retracted by no-a (position 3, recorded at 2026-11-24T00:00:00Z by curator-2)" in str(refused.value)
    assert (refused.value.exit_code, head(db).position) == (3, 3)


def test_a_retraction_that_is_retracted_does_not_count(db: sqlite3.Connection) -> None:
    draft = joined("a")
    append(db, draft)
    append(db, retracted("a", key="r1"))
    append(db, retracted("r1", key="r2"))
    assert append(db, draft).written == 0
    append(db, retracted("r2", key="r3"))
    with pytest.raises(AlreadyRetractedError, match="retracted by r1"):
        append(db, draft)
    with pytest.raises(AlreadyRetractedError, match=r"r2 is in the log already .* retracted by r3"):
        append(db, retracted("r1", key="r2"))


def test_a_second_retraction_counts_where_the_first_does_not(db: sqlite3.Connection) -> None:
    append(db, joined("a"), retracted("a", key="r1"), retracted("r1", key="r2"), retracted("a", key="again"))
    with pytest.raises(AlreadyRetractedError, match="retracted by again"):
        append(db, joined("a"))


def test_another_event_of_the_same_facts_may_follow_a_retraction(db: sqlite3.Connection) -> None:
    append(db, joined("a"), retracted("a"))
    assert append(db, joined("b")).written == 1


def test_a_writer_who_counts_on_a_position_is_told_who_was_quicker(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    assert append(db, joined("b"), if_position=1).first == 2
    append(db, joined("c"), at=LATER, recorded_by="curator-2", why="was quicker")
    with pytest.raises(PositionMovedError) as refused:
        append(db, joined("d"), if_position=2)
    said = str(refused.value)
    assert "the log is at position 3, not 2" in said
    assert "batch 3 by curator-2 at 2026-11-24T00:00:00Z (positions 3 to 3: was quicker)" in said
    assert (refused.value.exit_code, head(db).position) == (3, 3)


def test_of_many_batches_the_last_are_told(db: sqlite3.Connection) -> None:
    for number in range(6):
        append(db, joined(f"k{number}"))
    with pytest.raises(PositionMovedError, match=r"not 1: 2 batches; batch 4 .*; batch 5 .*; batch 6 by"):
        append(db, joined("new"), if_position=1)


@pytest.mark.parametrize("position", [-1, 1, 99])
def test_a_position_that_the_log_has_not_reached_is_a_conflict(db: sqlite3.Connection, position: int) -> None:
    with pytest.raises(PositionMovedError, match="at position 0, not"):
        append(db, joined("a"), if_position=position)
    assert append(db, joined("a"), if_position=0).first == 1


def test_a_batch_is_not_recorded_before_the_last(db: sqlite3.Connection) -> None:
    append(db, joined("a"), at=LATER)
    with pytest.raises(RecordedTooEarlyError, match="2026-11-23T00:00:00Z cannot follow one of 2026-11-24T00:00:00Z"):
        append(db, joined("b"), at=NOW)
    assert append(db, joined("b"), at=LATER).first == 2


def test_every_refusal_has_a_next_step(db: sqlite3.Connection, path: Path) -> None:
    append(db, joined("a"), at=LATER)
    append(db, joined("gone"), retracted("gone", key="why-gone"), at=LATER)
    other = open_writing(path)
    new = joined("b")
    refusals: list[tuple[Draft, dict[str, Any]]] = [
        (joined("a", gist="x"), {}),
        (joined("gone"), {}),
        (new, {"if_position": 1}),
        (new, {"at": NOW}),
    ]
    for draft, said in refusals:
        with pytest.raises(ArchiveError) as refused:
            append(other, draft, **{"at": LATER, **said})
        assert refused.value.hint
    other.close()
