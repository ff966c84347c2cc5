import sqlite3

import pytest

from archive.store.log import append as log
from archive.store.log.conflicts import AmbiguousHandleError
from archive.store.log.rows import row_of, rows
from tests.store.drafts import append, joined


def keys(db: sqlite3.Connection, **bounds: int) -> list[str | None]:
    return [row.key for row in rows(db, **bounds)]


def test_rows_come_in_log_order_from_a_position_on(db: sqlite3.Connection) -> None:
    append(db, *(joined(f"k{number}") for number in (5, 3, 9, 1)))
    assert keys(db) == ["k5", "k3", "k9", "k1"]
    assert keys(db, after=1) == ["k3", "k9", "k1"]
    assert keys(db, after=1, upto=3) == ["k3", "k9"]
    assert keys(db, after=1, limit=1) == ["k3"]
    assert keys(db, limit=0) == keys(db, after=4) == keys(db, upto=0) == []


def test_an_event_is_found_by_key_position_id_and_its_beginning(db: sqlite3.Connection) -> None:
    append(db, joined("a"), joined("b"))
    sought = log.content_id_of(joined("b"))
    for handle in ("b", "2", "02", sought, sought[:8], sought[:20].upper()):
        found = row_of(db, handle)
        assert found is not None
        assert (found.position, found.id) == (2, sought)


@pytest.mark.parametrize(
    "handle", ["", "c", "0", "3", "-1", "1.0", "٢", "9" * 30, "zzzzzzzz", "%", "0" * 64, "0" * 65, "'", "a b"]
)
def test_what_is_not_there_is_not_found(db: sqlite3.Connection, handle: str) -> None:
    append(db, joined("a"), joined("b"))
    assert row_of(db, handle) is None


def test_a_beginning_of_seven_digits_is_too_short(db: sqlite3.Connection) -> None:
    append(db, joined("a"))
    assert row_of(db, log.content_id_of(joined("a"))[:7]) is None


def test_a_key_goes_before_a_position(db: sqlite3.Connection) -> None:
    append(db, joined("a"), joined("1"))
    found = row_of(db, "1")
    assert found is not None
    assert found.position == 2


def test_a_beginning_of_several_ids_is_not_guessed(db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER events_no_update")
    append(db, joined("a"), joined("b"))
    db.execute("UPDATE events SET id = 'abcdef0123' || position")
    with pytest.raises(AmbiguousHandleError, match=r"abcdef01231 \(position 1\), abcdef01232 \(position 2\)"):
        row_of(db, "abcdef0123")
    found = row_of(db, "abcdef01232")
    assert found is not None
    assert found.position == 2
