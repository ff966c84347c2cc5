"""One body on a day: who has which status, against hand-written SQL on the smallest table that can tell it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from archive.kinds.families.editorial import EventRetracted
from archive.kinds.families.membership import MembershipChanged
from archive.model.dates import day_of
from archive.model.event import Draft
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import answers, view
from archive.store.file.connect import open_reading
from archive.store.reading.states import NOW_OF_OBJECTS
from tests.bench.archives import folder, synthetic
from tests.bench.measure import Job, interleaved, ratio, say, table
from tests.bench.workload import SEED, bodies_of, body_name, history

QUESTIONS = 200
DATES = ("1960-06-30", "1985-01-01", "2000-12-31", "2015-07-01", "2026-01-01")
PEER = "SQL on a minimal table"
GROWN = 10

MAKE = """
    CREATE TABLE told (body TEXT, who TEXT, day TEXT, number INTEGER, status TEXT, until TEXT,
        PRIMARY KEY (body, who, day, number)) WITHOUT ROWID
"""
ASK = "SELECT who, status FROM told WHERE body = ? AND +day <= ? AND until > ?"

Ask = Callable[[sqlite3.Connection, str, str], Sequence[object]]


def run(events: int) -> None:
    """Print what a question costs, and how that grows with ten times the events."""
    with folder() as place:
        sizes = (events, events * GROWN)
        jobs: dict[str, Job] = {}
        for count in sizes:
            jobs |= _jobs(place, count)
        times = interleaved(jobs)
    table("One body on a day", times, each=QUESTIONS)
    for count in sizes:
        for name in ("rows of the periods", "store.reading, decoded", "questions.answers"):
            say(f"  {name}, {count:,}: {ratio(times, f'{name}, {count:,}', f'{PEER}, {count:,}'):.2f} x {PEER}")
    for name in (PEER, "rows of the periods", "questions.answers"):
        grown = ratio(times, f"{name}, {sizes[1]:,}", f"{name}, {sizes[0]:,}")
        say(f"  {name}: grows {grown:.2f} x from {sizes[0]:,} to {sizes[1]:,} events")


def _jobs(place: Path, count: int) -> dict[str, Job]:
    chance = Random(SEED)  # noqa: S311 - no secret: the same for everybody
    asked = [(body_name(chance.randrange(bodies_of(count))), chance.choice(DATES)) for _ in range(QUESTIONS)]
    file = place / f"{count}.db"
    synthetic(file, count)
    db, bare = open_reading(file), _minimal(place / f"{count}-minimal.db", history(count)[:count])
    same = sum(_same(_by_sql(bare, *one), _by_library(db, *one)) for one in asked)
    say(f"  {count:,} events: {same} of {QUESTIONS} answers agree (two statuses of one day differ on purpose)")
    ways: dict[str, tuple[Ask, sqlite3.Connection]] = {
        PEER: (_by_sql, bare), "rows of the periods": (_by_rows, db), "store.reading, decoded": (_by_reading, db),
        "questions.answers": (_by_library, db),
    }  # fmt: skip
    return {f"{name}, {count:,}": partial(_ask_all, ask, there, asked) for name, (ask, there) in ways.items()}


def _ask_all(ask: Ask, db: sqlite3.Connection, asked: Sequence[tuple[str, str]]) -> None:
    for body, date in asked:
        ask(db, body, date)


def _by_sql(db: sqlite3.Connection, body: str, date: str) -> Sequence[object]:
    return db.execute(ASK, (body, date, date)).fetchall()


def _by_rows(db: sqlite3.Connection, body: str, date: str) -> Sequence[object]:
    where = {"objects": f'["{body}"]', "first": date, "last": date}
    return db.execute(NOW_OF_OBJECTS, where).fetchall()


def _by_reading(db: sqlite3.Connection, body: str, date: str) -> Sequence[object]:
    seen = view(db, horizon(db))
    return list(seen.on(day_of(date), filters(db, bodies=[body], only=True)))


def _by_library(db: sqlite3.Connection, body: str, date: str) -> Sequence[object]:
    seen = view(db, horizon(db))
    found = answers(seen, day_of(date), filters(db, bodies=[body], only=True))
    return [(one.line.subject, one.answer.value) for one in found]


def _same(by_sql: Sequence[object], by_library: Sequence[object]) -> bool:
    return {row for row in by_sql if row[1] != "none"} == set(by_library)  # type: ignore[index]  # rows of two


def _minimal(file: Path, drafts: Sequence[Draft]) -> sqlite3.Connection:
    """Return the same history in one table, a row an event that counts, each until the next of its pair."""
    retracted = {draft.payload.event for draft in drafts if isinstance(draft.payload, EventRetracted)}
    rows = sorted(
        (facts.object, facts.subject[0], draft.envelope.date, number, facts.status)
        for number, draft in enumerate(drafts)
        if isinstance(facts := draft.payload, MembershipChanged) and draft.envelope.key not in retracted
    )
    following = [*rows[1:], ("", "", "", 0, "")]
    db = sqlite3.connect(file)
    db.execute(MAKE)
    db.executemany(
        "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)",
        [(*row, after[2] if after[:2] == row[:2] else "9999") for row, after in zip(rows, following, strict=True)],
    )
    db.commit()
    with closing(db):
        return sqlite3.connect(file)
