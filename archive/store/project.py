"""The projection: what an append changes in the computed tables, and the rebuild of all of them."""

import json
import sqlite3
from collections.abc import Collection, Iterable

from archive.kinds.claiming import Line
from archive.kinds.ledger import claims_of
from archive.store import browse
from archive.store import entries as log_entries
from archive.store.index import index
from archive.store.involved import involved
from archive.store.rectangles import Rectangle, by_line, rectangles_of, renew
from archive.store.schema_projection import CURRENT

LINES_OF_EVENTS = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE event IN (
        SELECT value FROM json_each(:events)
        UNION
        SELECT a.event FROM json_each(:events) e JOIN acts a ON a.target = e.value
    )
"""
LINES_OF_EVERYONE = """
    SELECT DISTINCT property, subject, object FROM claims
    WHERE object = :object AND property = :property AND subject <> '*'
"""
REACHED = """
    WITH RECURSIVE reached(position) AS (
        SELECT position FROM events WHERE position BETWEEN :first AND :last
        UNION
        SELECT a.target FROM acts a JOIN reached r ON a.event = r.position
    )
    SELECT position FROM reached
"""


def project(db: sqlite3.Connection, first: int, last: int) -> None:
    """Bring every computed table up to date with the events from position `first` through `last`.

    They are one batch, and its end is where the rectangles are cut. Runs inside the append's
    transaction.
    """
    index(db, log_entries.between(db, first, last))
    events = reached(db, first, last)
    lines = touched(db, events)
    for line, rectangles in folded(db, lines).items():
        renew(db, line, rectangles, last)
    browse.refresh(db, events, lines)


def reached(db: sqlite3.Connection, first: int, last: int) -> set[int]:
    """Return the positions of the events of a batch, and of all events on which they act, at any remove."""
    return {position for (position,) in db.execute(REACHED, {"first": first, "last": last})}


def touched(db: sqlite3.Connection, events: Collection[int]) -> set[Line]:
    """Return the timelines whose answer the events may change: of their claims, and of their corrections."""
    lines = {Line(*row) for row in db.execute(LINES_OF_EVENTS, {"events": json.dumps(sorted(events))})}
    for line in [line for line in lines if line.subject == "*"]:
        lines.remove(line)
        where = {"object": line.object, "property": line.property}
        lines.update(Line(*row) for row in db.execute(LINES_OF_EVERYONE, where))
    return lines


def folded(db: sqlite3.Connection, lines: Iterable[Line]) -> dict[Line, list[Rectangle]]:
    """Return the rectangles of each of the timelines as the whole log now makes them."""
    wanted = sorted(lines)
    entries = log_entries.at(db, involved(db, wanted, CURRENT))
    claims = by_line(claims_of(entries, log_entries.told(db, entries)))
    return {line: rectangles_of(line, claims.get(line, [])) for line in wanted}
