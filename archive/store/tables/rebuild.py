"""The rebuild: every computed table made afresh from the log, set by set, and compared with it."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from archive.kinds.claiming import Line
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.log.batches import batches
from archive.store.schema.projection import CURRENT, PROJECTION_NAMES
from archive.store.tables import browse, browse_editorial, browse_events
from archive.store.tables.folding import folded_from
from archive.store.tables.index import index
from archive.store.tables.involved import involved_each
from archive.store.tables.rectangles import OPEN, Rectangle, row

ALL_LINES = """
    SELECT property, subject, object, min(event) FROM claims
    GROUP BY object, property, subject ORDER BY object, property, subject
"""
COUNT_LINES = "SELECT count(*) FROM (SELECT DISTINCT property, subject, object FROM claims)"

Progress = Callable[[int, int], None]
"""Called with how many timelines are done, and of how many."""


def rebuild(db: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Empty every computed table and fill it from the log. The caller holds the transaction."""
    for table in PROJECTION_NAMES:
        db.execute(_EMPTY[table])
    editorial: set[int] = set()
    ends: list[int] = []
    for batch in batches(db):
        index(db, batch.first, batch.last)
        ends.append(batch.last)
    for start in range(1, (ends or [0])[-1] + 1, chunks.SIZE):
        events = range(start, start + chunks.SIZE)
        browse_events.refresh(db, events)
        editorial |= browse_editorial.affected(db, events)
    (many,) = db.execute(COUNT_LINES).fetchone()
    done = 0
    for chunk in chunks.of((Line(*line), first) for *line, first in db.execute(ALL_LINES)):
        db.executemany(OPEN, _histories(db, dict(chunk), ends))
        done += len(chunk)
        if progress is not None:
            progress(done, many)
    browse_editorial.refresh(db, editorial)


def _histories(db: sqlite3.Connection, lines: Mapping[Line, int], ends: Sequence[int]) -> list[tuple[object, ...]]:
    """Return the rows of some timelines over the whole log, and write those that people browse.

    A rectangle lasts while each fold repeats it; a timeline is folded at the end of each batch that speaks of it, from
    the position (given) that first tells of it alone: before that, the timeline of everyone answers for it.
    """
    involved = involved_each(db, list(lines))
    entries = {entry.position: entry for entry in log_entries.at(db, set().union(*involved.values()))}
    told = log_entries.told(db, entries.values())
    speaking: dict[int, list[Line]] = defaultdict(list)
    last: dict[Line, int] = {}
    for line, positions in involved.items():
        for batch in sorted({entries[position].batch for position in positions}):
            if ends[batch - 1] < lines[line]:
                continue
            speaking[batch].append(line)
            last[line] = batch
    since: dict[Line, dict[Rectangle, int]] = {line: {} for line in lines}
    rows: list[tuple[object, ...]] = []
    for batch in sorted(speaking):
        end = ends[batch - 1]
        there = sorted({position for line in speaking[batch] for position in involved[line] if position <= end})
        found = folded_from(speaking[batch], [entries[position] for position in there], told)
        for line, rectangles in found.rectangles().items():
            open_ = since[line]
            gone = open_.keys() - set(rectangles)
            rows += [row(one, open_.pop(one), end) for one in gone]
            for rectangle in rectangles:
                open_.setdefault(rectangle, end)
        browse.rewrite(db, found.only(line for line in speaking[batch] if last[line] == batch))
    rows += [row(one, start, CURRENT) for open_ in since.values() for one, start in open_.items()]
    return rows


_EMPTY = {name: f"DELETE FROM {name}" for name in PROJECTION_NAMES}  # noqa: S608 - names of our own tables
