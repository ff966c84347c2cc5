"""One event, on the disk when the call returns: against the least that a disk allows, and a plain insert."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from archive.model.event import Draft
from archive.store.log import append as log
from archive.store.log.content import body_of, content_of, head_of
from archive.store.writing.write import write
from tests.bench.archives import SIGNATURE, folder, opened, places, synthetic
from tests.bench.measure import ROUNDS, Job, interleaved, table
from tests.bench.workload import history

SLICE = 25
"""Events a round. The first round is not counted."""

RAW = "raw append + fdatasync"
BARE = "sqlite-utils insert"
MAKE = "CREATE TABLE events (position INTEGER PRIMARY KEY, kind TEXT, date TEXT, body TEXT)"
INSERT = "INSERT INTO events VALUES (:position, :kind, :date, :body)"


class Held(NamedTuple):
    """An event held back: as a draft, as the bytes of its body, as a bare row."""

    draft: Draft
    data: bytes
    row: dict[str, Any]


Append = Callable[[Held], object]


def run(events: int) -> None:
    """Print how long a durable append takes, on the disk and where flushing costs nothing."""
    held = [_held(number, draft) for number, draft in enumerate(history(events)[events:][: SLICE * (ROUNDS + 1)], 1)]
    for name, parent in places().items():
        with folder(parent) as place, ExitStack() as stack:
            appends: dict[str, Append] = {
                RAW: stack.enter_context(_raw(place)),
                "sqlite3 insert": stack.enter_context(_sqlite3(place)),
                BARE: stack.enter_context(_sqlite_utils(place)),
                "store.log.append": stack.enter_context(_log(place, events)),
                "store.write.write": stack.enter_context(_write(place, events)),
            }
            jobs: dict[str, Job] = {
                job: partial(_slice, append, iter([held[n : n + SLICE] for n in range(0, len(held), SLICE)]))
                for job, append in appends.items()
            }
            times = interleaved(jobs)
        title = f"Durable append of one event to {events:,}; files: {name}"
        table(title, times, each=SLICE, peers=[RAW, BARE])


def _slice(append: Append, slices: Iterator[list[Held]]) -> None:
    for one in next(slices):
        append(one)


def _held(number: int, draft: Draft) -> Held:
    content = content_of(draft)
    data = body_of(content.data, position=number, head=head_of("2026-01-01T00:00:00Z", "bench", "measured"))
    row = {"position": number, "kind": content.columns.kind, "date": content.columns.date, "body": data.decode()}
    return Held(draft, data, row)


@contextmanager
def _raw(place: Path) -> Iterator[Append]:
    handle = os.open(place / "raw", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def append(one: Held) -> None:
        os.write(handle, one.data)
        os.fdatasync(handle)

    yield append
    os.close(handle)


@contextmanager
def _bare(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(MAKE)
        yield db


@contextmanager
def _sqlite3(place: Path) -> Iterator[Append]:
    with _bare(place / "sqlite3.db") as db:
        yield lambda one: db.execute(INSERT, one.row)


@contextmanager
def _sqlite_utils(place: Path) -> Iterator[Append]:
    with _bare(place / "sqlite_utils.db") as db:
        events = Database(db)["events"]
        yield lambda one: events.insert(one.row)  # type: ignore[union-attr]  # a table, no view


@contextmanager
def _log(place: Path, count: int) -> Iterator[Append]:
    synthetic(place / "log.db", count)
    with opened(place / "log.db") as db:
        yield lambda one: log.append(db, [one.draft], recorded_at=SIGNATURE.recorded_at, recorded_by="bench", why="-")


@contextmanager
def _write(place: Path, count: int) -> Iterator[Append]:
    synthetic(place / "write.db", count)
    with opened(place / "write.db") as db:
        yield lambda one: write(db, [one.draft], SIGNATURE, distinct=True)
