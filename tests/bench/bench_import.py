"""Many events at once, stage by stage: the text, the check, the log, the tables computed from it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import yaml
from sqlite_utils import Database

from archive.exchange.jsonl import read_batches as read_jsonl
from archive.exchange.jsonl import write_jsonl
from archive.exchange.layout import write_batch
from archive.exchange.text import read_batch as read_yaml
from archive.model.event import Draft
from archive.store import log
from archive.store.checking import checked
from archive.store.project import project
from tests.bench.archives import SIGNATURE, in_memory
from tests.bench.measure import Times, rate, ratio, say, timed
from tests.bench.workload import history

AT_MOST = 5_000
"""Events: the stages do not grow, so more would only take longer."""

ROUNDS = 5
PEER = "sqlite-utils insert_all of the JSON Lines"


def run(events: int) -> None:
    """Print events a second of each stage, and of peers that do less."""
    count = min(events, AT_MOST)
    drafts = history(count)[:count]
    lines, text = write_jsonl(drafts).encode(), write_batch(drafts).encode()
    times: Times = {}
    for number in range(ROUNDS + 1):
        for name, job in _peers(lines, text).items():
            _note(times, name, timed(job), number)
        _note(times, "read JSON Lines", timed(lambda: [list(batch.events) for batch in read_jsonl(lines)]), number)
        _note(times, "read YAML", timed(lambda: read_yaml(text)), number)
        for name, seconds in _stages(drafts, count).items():
            _note(times, name, seconds, number)
    say(f"\nImport of {count:,} events in one batch, in memory")
    for name, rounds in times.items():
        rate(name, count, rounds)
    stages = ("read JSON Lines", "check", "log", "project")
    times["all"] = [sum(parts) for parts in zip(*(times[name] for name in stages), strict=True)]
    rate("JSON Lines to tables, all stages", count, times["all"])
    say(f"  all stages: {ratio(times, 'all', PEER):.1f} x {PEER}")
    say(f"  read YAML: {ratio(times, 'read YAML', 'yaml.load (C, safe)'):.1f} x yaml.load (C, safe)")


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


def _stages(drafts: list[Draft], count: int) -> dict[str, float]:
    """Return the seconds of each stage after the reading, in a fresh archive."""
    said = {"recorded_at": SIGNATURE.recorded_at, "recorded_by": "bench", "why": "measured"}
    with in_memory(count) as db:
        done: list[log.Appended] = []
        check = timed(lambda: checked(db, drafts))
        with log.transaction(db):
            appended = timed(lambda: done.append(log.append(db, drafts, **said)))  # type: ignore[arg-type]  # three texts
            projected = timed(lambda: project(db, done[0].first, done[0].last))
    return {"check": check, "log": appended, "project": projected}
