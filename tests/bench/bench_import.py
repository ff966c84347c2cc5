"""Many events at once, stage by stage: the text, the check, the log, the tables computed from it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from functools import partial
from time import process_time

import yaml
from sqlite_utils import Database

from archive.exchange.batches.jsonl import read_batches as read_jsonl
from archive.exchange.batches.jsonl import write_jsonl
from archive.exchange.batches.layout import write_batch
from archive.exchange.batches.text import read_batch as read_yaml
from archive.model.event import Draft
from archive.store.check.checking import checked
from archive.store.log import append as log
from archive.store.tables.project import project
from archive.store.writing.write import write
from tests.bench.archives import SIGNATURE, empty, in_memory
from tests.bench.measure import Times, rate, ratio, say, timed
from tests.bench.treaties import treaties
from tests.bench.workload import history

Archive = Callable[[], AbstractContextManager[sqlite3.Connection]]

AT_MOST = 10_000
"""Events: the stages do not grow, so more would only take longer."""

ROUNDS = 5
PEER = "sqlite-utils insert_all of the JSON Lines"
spent = partial(timed, clock=process_time)
"""Everything is in memory: what others do at the same time shall not count."""

WHOLE = "write from a generator"
STAGES = ("read JSON Lines", "check", "log", "project")


def run(events: int) -> None:
    """Print events a second of each stage, and of peers that do less."""
    count = min(events, AT_MOST)
    drafts = history(count)[:count]
    _measure(f"Import of {count:,} events of which one in five comes late", drafts, partial(in_memory, count))
    _measure(f"Import of {count:,} events of treaties, with the names they bring", list(treaties(count)), empty)


def _measure(title: str, drafts: list[Draft], archive: Archive) -> None:
    lines, text = write_jsonl(drafts).encode(), write_batch(drafts).encode()
    times: Times = {}
    for number in range(ROUNDS + 1):
        for name, job in _peers(lines, text).items():
            _note(times, name, spent(job), number)
        _note(
            times,
            "read JSON Lines",
            spent(lambda: _read(lines)),
            number,
        )
        _note(times, "read YAML", spent(lambda: read_yaml(text)), number)
        for name, seconds in _stages(drafts, archive).items():
            _note(times, name, seconds, number)
    count = len(drafts)
    say(f"\n{title}; in one batch, in memory, processor seconds")
    for name, rounds in times.items():
        rate(name, count, rounds)
    times["all"] = [sum(parts) for parts in zip(*(times[name] for name in STAGES), strict=True)]
    rate("JSON Lines to tables, all stages", count, times["all"])
    say(f"  all stages: {ratio(times, 'all', PEER):.1f} x {PEER}")
    say(f"  write from a generator: {ratio(times, WHOLE, PEER):.1f} x {PEER}")
    say(f"  read YAML: {ratio(times, 'read YAML', 'yaml.load (C, safe)'):.1f} x yaml.load (C, safe)")


def _read(lines: bytes) -> list[Draft]:
    return [event for batch in read_jsonl(lines) for event in batch.events]


def _note(times: Times, name: str, seconds: float, number: int) -> None:
    if number:
        times.setdefault(name, []).append(seconds)


def _peers(lines: bytes, text: bytes) -> dict[str, Callable[[], object]]:
    return {
        "json.loads": lambda: [json.loads(line) for line in lines.splitlines()],
        "yaml.load (C, safe)": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        PEER: lambda: _insert_all(lines),
    }


def _insert_all(lines: bytes) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        rows = [json.loads(line) for line in lines.splitlines()]
        Database(db)["events"].insert_all(rows, alter=True)  # type: ignore[union-attr]  # a table, no view


def _stages(drafts: list[Draft], archive: Archive) -> dict[str, float]:
    """Return the seconds of each stage after the reading, in a fresh archive; and of all of them, from a stream."""
    said = {"recorded_at": SIGNATURE.recorded_at, "recorded_by": "bench", "why": "measured"}
    with archive() as db:
        done: list[log.Appended] = []
        check = spent(lambda: checked(db, drafts))
        with log.transaction(db):
            appended = spent(lambda: done.append(log.append(db, drafts, **said)))  # type: ignore[arg-type]  # three texts
            projected = spent(lambda: project(db, done[0].first, done[0].last))
    with archive() as db:
        whole = spent(lambda: write(db, iter(drafts), SIGNATURE, distinct=True))
    return {"check": check, "log": appended, "project": projected, WHOLE: whole}
