"""A large streamed append that is stopped: by a kill, by Ctrl-C, by a full disk. The archive is as it was before."""

import shutil
import signal
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from archive.kinds import ledger
from archive.store.file.connect import open_reading, open_writing
from archive.store.file.verify import verify_file, verify_log
from archive.store.log import chunks, content
from archive.store.log.batches import head
from archive.store.log.errors import DiskFullError
from archive.store.tables import index
from archive.store.tables.compare import compare
from archive.store.writing.write import Signature, write
from tests.bench.treaties import treaties

ROOT = Path(__file__).parents[3]
SIGNATURE = Signature(recorded_at="2026-01-01T00:00:00Z", recorded_by="t", why="t")
EVENTS = 3_000
STAGES = ("events read", "timelines")

# Each stage is reported chunk by chunk: at the second report of the one asked for, it waits to be stopped.
STREAMING = """
import sys, time
from archive.store.file.connect import open_writing
from archive.store.writing.write import write
from tests.bench.treaties import treaties
from tests.store.log.test_stream_stopped import EVENTS, SIGNATURE

reports = []

def progress(what, done, many):
    reports.append(what)
    if reports.count(sys.argv[2]) == 2:
        print("inside", flush=True)
        time.sleep(60)

write(open_writing(sys.argv[1]), treaties(EVENTS), SIGNATURE, distinct=True, progress=progress)
"""


@pytest.fixture
def filled(path: Path) -> Path:
    """An archive of some treaties."""
    with closing(open_writing(path)) as db:
        write(db, treaties(50), SIGNATURE, distinct=True)
    return path


def state(path: Path) -> tuple[object, ...]:
    """Return head and size of each table; the log and the tables hold."""
    with closing(open_writing(path, patience=0)) as db:
        assert verify_file(db) == []
        assert verify_log(db) == []
        assert compare(db) == []
        return head(db), list(db.iterdump())


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_stream_that_is_stopped_halfway_leaves_the_archive_as_it_was(
    filled: Path, stage: str, kind: signal.Signals
) -> None:
    before = state(filled)
    command = [sys.executable, "-c", STREAMING, str(filled), stage]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "inside\n"
        with closing(open_reading(filled)) as reader:  # all or nothing, also for who reads meanwhile
            assert head(reader) == before[0]
        child.send_signal(kind)
    assert state(filled) == before
    with closing(open_writing(filled, patience=0)) as db:
        assert write(db, treaties(200), SIGNATURE, distinct=True).held == 256


@pytest.mark.parametrize("room", [3, 40, 200])
def test_a_disk_that_fills_halfway_leaves_the_archive_as_it_was(
    filled: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 100)
    before = state(filled)
    with closing(open_writing(filled)) as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + room}")
        with pytest.raises(DiskFullError, match="as it was before"):
            write(db, treaties(EVENTS // 4), SIGNATURE, distinct=True)
        assert not db.in_transaction
    assert state(filled) == before


def test_a_full_disk_under_the_temporary_files_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "SIZE", 10)
    before = state(filled)
    with closing(open_writing(filled)) as db:
        db.execute("PRAGMA temp.max_page_count = 20")
        with pytest.raises(DiskFullError):
            write(db, treaties(EVENTS), SIGNATURE, distinct=True)
    assert state(filled) == before


def peak(fresh: Path, file: Path, count: int) -> int:
    """Return the most that Python objects take while so many events are written, in bytes."""
    with closing(open_writing(shutil.copy(fresh, file))) as db:
        tracemalloc.start()
        try:
            write(db, treaties(count), SIGNATURE, distinct=True)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_memory_does_not_grow_with_the_stream(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "SIZE", 100)
    for module, name in ((ledger, "recall"), (index, "recall"), (content, "days_of")):
        monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)  # a memory of its own, and limited
    peak(fresh, tmp_path / "warm.db", 500)
    few, many = (peak(fresh, tmp_path / f"{count}.db", count) for count in (500, 3_000))
    assert many < few * 2  # six times the events
