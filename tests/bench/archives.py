"""Archives to measure: the synthetic one in a file or in memory, and the shipped one where there is one."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.exchange.batches.text import read_batch
from archive.exchange.files import shipped
from archive.model.errors import ArchiveError
from archive.model.event import Draft
from archive.store.file.connect import open_writing
from archive.store.file.making import building
from archive.store.file.migrations import migrate
from archive.store.writing.write import Signature, write
from tests.bench.workload import foundation, history

BATCH = 10_000
SIGNATURE = Signature(recorded_at="2026-01-01T00:00:00Z", recorded_by="bench", why="to be measured")
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk; only new folders are made in it


@contextmanager
def folder(parent: Path | None = None) -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="archive-bench-", dir=parent) as name:
        yield Path(name)


def places() -> dict[str, Path | None]:
    """Return where files may lie, by name: on the disk, and in memory where the system has a place for that."""
    return {"disk": None, "memory": MEMORY} if MEMORY.is_dir() else {"disk": None}


def fill(db: sqlite3.Connection, drafts: Sequence[Draft]) -> None:
    """Append the events in batches."""
    for start in range(0, len(drafts), BATCH):
        write(db, drafts[start : start + BATCH], SIGNATURE, distinct=True)


def synthetic(file: Path, count: int) -> None:
    """Make the synthetic archive of so many events at a path."""
    with building(file) as db:
        fill(db, foundation(count))
        fill(db, history(count)[:count])


@contextmanager
def in_memory(count: int) -> Iterator[sqlite3.Connection]:
    """Give an archive in memory that knows the names of so many synthetic events, and none of the events."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        db.execute("PRAGMA foreign_keys = ON")
        fill(db, foundation(count))
        yield db


@contextmanager
def empty() -> Iterator[sqlite3.Connection]:
    """Give an empty archive in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        db.execute("PRAGMA foreign_keys = ON")
        yield db


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that writes, durably."""
    with closing(open_writing(file)) as db:
        yield db


def shipped_or_synthetic(file: Path) -> tuple[str, str]:
    """Make the shipped archive at a path, or a synthetic one where nothing is shipped; return its name and a body."""
    try:
        batches = [read_batch(one.data, one.name) for one in shipped.batches()]
    except ArchiveError:
        batches = []
    if not batches:
        synthetic(file, 1000)
        return "a synthetic archive of 1,000 events (nothing is shipped yet)", "body-00001"
    with building(file) as db:
        for batch in batches:
            said = Signature(
                recorded_at=batch.recorded_at or SIGNATURE.recorded_at,
                recorded_by=batch.recorded_by or SIGNATURE.recorded_by, why=batch.why or SIGNATURE.why,
            )  # fmt: skip
            write(db, batch.events, said, distinct=True)
    return f"the shipped archive of {sum(len(batch.events) for batch in batches)} events", "sco"
