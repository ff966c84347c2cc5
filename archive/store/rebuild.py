"""The rebuild: every computed table made afresh from the log, set by set, and compared with it."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.ledger import Entry, claims_of
from archive.kinds.support import Told
from archive.store import browse
from archive.store import entries as log_entries
from archive.store.index import index
from archive.store.rectangles import OPEN, Rectangle, by_line, rectangles_of, row
from archive.store.schema_projection import CURRENT, PROJECTION_NAMES

BATCH_ENDS = "SELECT last FROM batches ORDER BY last"
ALL_CLAIM_LINES = "SELECT DISTINCT property, subject, object, event FROM claims"
ALL_ACTS = "SELECT event, target FROM acts"

Progress = Callable[[int, int], None]
"""Called with how many timelines are done, and of how many."""


class Finding(NamedTuple):
    """A computed row that the log does not make (`extra`), or one that is missing."""

    table: str
    fault: str
    row: tuple[object, ...]


def rebuild(db: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Empty every computed table and fill it from the log. The caller holds the transaction."""
    for table in PROJECTION_NAMES:
        db.execute(_EMPTY[table])
    everything = log_entries.upto(db, CURRENT)
    for _, batch in groupby(everything, key=attrgetter("batch")):
        index(db, list(batch))
    told = log_entries.told(db)
    lines = involved(db)
    by_position = {entry.position: entry for entry in everything}
    ends = [end for (end,) in db.execute(BATCH_ENDS)]
    for done, (line, positions) in enumerate(sorted(lines.items())):
        speaking = [by_position[position] for position in sorted(positions)]
        db.executemany(OPEN, _history(line, speaking, ends, told))
        if progress is not None:
            progress(done + 1, len(lines))
    if everything:
        browse.refresh(db, by_position.keys(), lines)


def involved(db: sqlite3.Connection) -> dict[Line, set[int]]:
    """Return for each timeline the positions of all events that may bear on it."""
    own: dict[Line, set[int]] = defaultdict(set)
    wide: dict[tuple[str, str], set[int]] = defaultdict(set)
    for property_, subject, object_, event in db.execute(ALL_CLAIM_LINES):
        if subject == "*":
            wide[property_, object_].add(event)
        else:
            own[Line(property_, subject, object_)].add(event)
    acting: dict[int, set[int]] = defaultdict(set)
    targets: dict[int, set[int]] = defaultdict(set)
    for event, target in db.execute(ALL_ACTS):
        acting[target].add(event)
        targets[event].add(target)
    for line, events in own.items():
        events.update(wide.get((line.property, line.object), ()))
        events.update(*(targets[event] for event in tuple(events)))
        _close(events, acting)
    return own


def compare(db: sqlite3.Connection) -> list[Finding]:
    """Return where the computed tables differ from what the log makes; nothing is written."""
    copy = sqlite3.connect(":memory:")
    try:
        db.backup(copy)
        rebuild(copy)
        return [finding for table in PROJECTION_NAMES for finding in _differences(table, db, copy)]
    finally:
        copy.close()


def _history(line: Line, speaking: Sequence[Entry], ends: Sequence[int], told: Told) -> Iterator[Mapping[str, object]]:
    """Yield the rows of one timeline over the whole log: a rectangle lasts while each fold repeats it."""
    since: dict[Rectangle, int] = {}
    for end in _ends_of(speaking, ends):
        claims = by_line(claims_of([entry for entry in speaking if entry.position <= end], told))
        now = rectangles_of(line, claims.get(line, []))
        for gone in since.keys() - set(now):
            yield row(gone, since.pop(gone), end)
        for rectangle in now:
            since.setdefault(rectangle, end)
    for rectangle, start in since.items():
        yield row(rectangle, start, CURRENT)


def _ends_of(speaking: Sequence[Entry], ends: Sequence[int]) -> list[int]:
    batches = {entry.batch for entry in speaking}
    return [ends[batch - 1] for batch in sorted(batches)]


def _close(events: set[int], acting: Mapping[int, set[int]]) -> None:
    fresh = set(events)
    while fresh:
        fresh = {act for event in fresh for act in acting.get(event, ())} - events
        events |= fresh


def _differences(table: str, db: sqlite3.Connection, copy: sqlite3.Connection) -> Iterator[Finding]:
    have, made = _rows(table, db), _rows(table, copy)
    yield from (Finding(table, "extra", found) for found in sorted((have - made).elements(), key=repr))
    yield from (Finding(table, "missing", found) for found in sorted((made - have).elements(), key=repr))


def _rows(table: str, db: sqlite3.Connection) -> Counter[tuple[object, ...]]:
    cursor = db.execute(_ALL[table])
    kept = [number for number, column in enumerate(cursor.description) if table in _TEXT_KEYS or column[0] != "id"]
    return Counter(tuple(found[number] for number in kept) for found in cursor)


_TEXT_KEYS = frozenset({"sources", "entities", "memberships", "offices", "meetings", "stances", "documents", "disputes",
                        "questions"})  # fmt: skip
_EMPTY = {name: f"DELETE FROM {name}" for name in PROJECTION_NAMES}  # noqa: S608 - names of our own tables
_ALL = {name: f"SELECT * FROM {name}" for name in PROJECTION_NAMES}  # noqa: S608 - names of our own tables


def counted(findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    """Return how many findings there are for each table and fault."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for finding in findings:
        counts[finding.table, finding.fault] += 1
    return dict(counts)
