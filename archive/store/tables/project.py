"""The projection: what an append changes in the computed tables."""

import sqlite3
from collections.abc import Callable

from archive.store.log import chunks
from archive.store.tables import browse, browse_editorial, browse_events
from archive.store.tables.folding import folded
from archive.store.tables.index import index
from archive.store.tables.rectangles import renew
from archive.store.tables.touched import Touched, lines_of

REACHED = """
    WITH RECURSIVE reached(position) AS (
        SELECT position FROM events WHERE position BETWEEN :first AND :last
        UNION
        SELECT a.target FROM acts a JOIN reached r ON a.event = r.position
    )
    SELECT position FROM reached
"""

Progress = Callable[[int, int], None]
"""Called with how many timelines are done, and of how many."""


def project(db: sqlite3.Connection, first: int, last: int, progress: Progress | None = None) -> None:
    """Bring every computed table up to date with the events from position `first` through `last`.

    They are one batch, and its end is where the rectangles are cut. Runs inside the append's
    transaction; however large the batch is, only a part of it is in memory.
    """
    index(db, first, last)
    lines = Touched(db)
    editorial: set[int] = set()
    for start in range(first, last + 1, chunks.SIZE):
        events = reached(db, start, min(start + chunks.SIZE - 1, last))
        lines.add(lines_of(db, events))
        browse_events.refresh(db, events)
        editorial |= browse_editorial.affected(db, events)
    done, many = 0, len(lines)
    for chunk in chunks.of(lines):
        there = folded(db, chunk)
        renew(db, there.rectangles(), last)
        browse.rewrite(db, there)
        done += len(chunk)
        if progress is not None:
            progress(done, many)
    browse_editorial.refresh(db, editorial)


def reached(db: sqlite3.Connection, first: int, last: int) -> set[int]:
    """Return the positions of the events from `first` through `last`, and of all on which they act, at any remove."""
    return {position for (position,) in db.execute(REACHED, {"first": first, "last": last})}
