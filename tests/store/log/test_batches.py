import sqlite3

import pytest

from archive.model.errors import DataError
from archive.store.log.batches import Head, batch_end, batch_end_at, batch_of, batches, head, last_batch
from archive.store.log.transaction import snapshot
from archive.store.log.tree import EMPTY_ROOT
from tests.store.drafts import append, joined


def days(db: sqlite3.Connection) -> None:
    """Three batches of one, two and three events, the last two of one instant."""
    for day, names in (("20", "a"), ("22", "bc"), ("22", "def")):
        append(db, *(joined(name) for name in names), at=f"2026-11-{day}T12:00:00Z", why=f"adds {names}")


def test_an_empty_log_has_a_head_too(db: sqlite3.Connection) -> None:
    assert head(db) == Head(0, 0, EMPTY_ROOT.hex(), None)
    assert last_batch(db) is batch_of(db, 1) is None
    assert list(batches(db)) == []
    assert batch_end(db, 5) == batch_end_at(db, "2026-11-23T00:00:00Z") == 0


def test_the_head_is_that_of_the_last_batch(db: sqlite3.Connection) -> None:
    days(db)
    last = batch_of(db, 3)
    assert last is not None
    assert last == last_batch(db)
    assert head(db) == Head(6, 3, last.root, "2026-11-22T12:00:00Z")
    assert (last.first, last.last, last.recorded_by, last.why) == (4, 6, "curator-1", "adds def")


def test_batches_are_read_on_from_a_position(db: sqlite3.Connection) -> None:
    days(db)
    assert [batch.batch for batch in batches(db)] == [1, 2, 3]
    assert [batch.batch for batch in batches(db, after=1)] == [2, 3]
    assert [batch.batch for batch in batches(db, after=2)] == [2, 3]
    assert [batch.batch for batch in batches(db, after=6)] == []


@pytest.mark.parametrize(
    ("position", "end"), [(-1, 0), (0, 0), (1, 1), (2, 1), (3, 3), (4, 3), (5, 3), (6, 6), (99, 6)]
)
def test_a_position_inside_a_batch_is_as_before_it(db: sqlite3.Connection, position: int, end: int) -> None:
    days(db)
    assert batch_end(db, position) == end


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-11-20T11:59:59Z", 0), ("2026-11-20T12:00:00Z", 1), ("2026-11-22T11:59:59Z", 1),
        ("2026-11-22T12:00:00Z", 6), ("2099-01-01T00:00:00Z", 6),
    ],
)  # fmt: skip
def test_an_instant_is_the_position_reached_by_then(db: sqlite3.Connection, moment: str, end: int) -> None:
    days(db)
    assert batch_end_at(db, moment) == end


def test_a_day_is_no_instant(db: sqlite3.Connection) -> None:
    with pytest.raises(DataError, match="not an instant"):
        batch_end_at(db, "2026-11-22")


def test_a_snapshot_stays_while_others_write(db: sqlite3.Connection, path: str) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with snapshot(other):
        assert head(other).position == 0
        append(db, joined("a"))
        assert head(other).position == 0
    assert head(other).position == 1
    with pytest.raises(ZeroDivisionError), snapshot(other):
        raise ZeroDivisionError
    assert not other.in_transaction
    other.close()
