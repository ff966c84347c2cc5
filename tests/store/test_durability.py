"""Processes that are killed, and processes that write at the same time."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.store.file.connect import open_writing
from archive.store.file.verify import verify_file, verify_log
from archive.store.log.batches import batches, head
from archive.store.log.rows import row_of, rows
from tests.store.drafts import append, joined

ROOT = Path(__file__).parents[2]
SIZE = 5


@pytest.fixture
def shared(path: Path) -> Path:
    """An archive with one table that is computed: where each batch ends."""
    with closing(open_writing(path)) as db:
        db.execute("CREATE TABLE ends (first INTEGER, last INTEGER)")
    return path


def appender(path: Path, name: str, count: int, size: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.appender", str(path), name, str(count), str(size)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def whole(db: sqlite3.Connection) -> None:
    """The log holds, positions have no gaps, and what is computed goes as far as the log."""
    assert verify_log(db) == verify_file(db) == []
    written = [(batch.first, batch.last) for batch in batches(db)]
    assert db.execute("SELECT first, last FROM ends ORDER BY first").fetchall() == written
    assert [row.position for row in rows(db)] == list(range(1, head(db).position + 1))


def test_what_was_acknowledged_outlives_a_killed_writer(shared: Path) -> None:
    chance = random.Random(20261123)  # noqa: S311 - when to kill is no secret
    for attempt in range(10):
        with closing(open_writing(shared)) as db:
            before = head(db).position
        with appender(shared, f"run{attempt}", 100_000, SIZE) as child:
            assert child.stdout is not None
            told = [child.stdout.readline()]
            time.sleep(chance.uniform(0, 0.08))
            child.send_signal(signal.SIGKILL)
            told += [line for line in child.stdout if line.endswith("\n")]
        last, _, number = told[-1].split()
        with closing(open_writing(shared)) as db:
            whole(db)
            # One batch more may be there: it was on the disk, and its writer could not say so any more.
            assert head(db).position in {int(last), int(last) + SIZE}
            assert int(last) == before + SIZE * (int(number) + 1)
            for acknowledged in range(int(number) + 1):
                assert row_of(db, f"run{attempt}-{acknowledged}-{SIZE - 1}") is not None


def test_writers_at_the_same_time_get_positions_without_gaps(shared: Path) -> None:
    children = [appender(shared, f"writer{number}", 60, 2) for number in range(3)]
    told = [child.communicate()[0].splitlines() for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    ends = [int(line.split()[0]) for lines in told for line in lines]
    assert len(set(ends)) == len(ends) == 180
    with closing(open_writing(shared)) as db:
        whole(db)
        assert head(db).position == 360


def test_writers_of_the_same_events_write_each_once(shared: Path) -> None:
    children = [appender(shared, "same", 60, 2) for _ in range(2)]
    for child in children:
        child.communicate()
    with closing(open_writing(shared)) as db:
        whole(db)
        assert sorted(row.key or "" for row in rows(db)) == sorted(
            f"same-{n}-{part}" for n in range(60) for part in (0, 1)
        )


INTERRUPTED = """
import sys, time
from archive.store.file.connect import open_writing
from tests.store.drafts import append, joined

def project(*_):
    print("inside", flush=True)
    time.sleep(60)

append(open_writing(sys.argv[1]), joined("never"), project=project)
"""


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_writer_who_is_stopped_halfway_leaves_the_log_as_it_was(shared: Path, kind: signal.Signals) -> None:
    with closing(open_writing(shared)) as db:
        append(db, joined("a"))
    command = [sys.executable, "-c", INTERRUPTED, str(shared)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as child:  # type: ignore[call-overload]  # pipes as a table
        assert child.stdout.readline() == "inside\n"
        child.send_signal(kind)
    with closing(open_writing(shared, patience=0)) as db:
        assert (head(db).position, row_of(db, "never")) == (1, None)
        assert append(db, joined("b")).first == 2
        assert verify_log(db) == []
