"""The shipped log: the same root wherever it is built, and never another past."""

import json
import sqlite3

import pytest

from archive.exchange.batches import text
from archive.exchange.files import shipped
from archive.store.file.migrations import migrate
from archive.store.file.verify import verify_checkpoint, verify_log
from archive.store.log.batches import head
from archive.store.writing.write import Signature, write


def built() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    for file in shipped.batches():
        batch = text.read_batch(file.data, name=file.name)
        assert batch.recorded_at
        assert batch.recorded_by
        assert batch.why
        signature = Signature(recorded_at=batch.recorded_at, recorded_by=batch.recorded_by, why=batch.why)
        write(db, batch.events, signature, distinct=True)
    return db


@pytest.fixture(scope="module")
def log() -> sqlite3.Connection:
    return built()


def test_the_log_extends_the_committed_checkpoint(log: sqlite3.Connection) -> None:
    """A batch file that was changed, or put in before another, would give another past."""
    kept = json.loads(shipped.checkpoint().read_text(encoding="utf-8"))
    assert verify_checkpoint(log, kept["size"], kept["root"]) == []
    assert verify_log(log) == []


def test_the_checkpoint_is_of_all_the_shipped_events(log: sqlite3.Connection) -> None:
    kept = json.loads(shipped.checkpoint().read_text(encoding="utf-8"))
    now = head(log)
    assert (kept["size"], kept["root"]) == (now.position, now.root), (
        "keep the new one: archive checkpoint --format json > events/checkpoint.json"
    )


def test_building_it_twice_gives_the_same_root(log: sqlite3.Connection) -> None:
    assert head(built()) == head(log)
