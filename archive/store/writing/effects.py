"""Effects: what appends changed on each timeline, its stretches before and after."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.store.log.batches import head
from archive.store.tables.rectangles import decode

CHANGED_LINES = """
    SELECT DISTINCT property, subject, object FROM periods
    WHERE recorded_from > :after OR (recorded_to > :after AND recorded_to < 9223372036854775807)
    ORDER BY property, subject, object
"""
ANSWERS_AT = """
    SELECT valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = :subject AND object = :object
      AND recorded_from <= :position AND recorded_to > :position
    ORDER BY valid_from
"""


class Stretch(NamedTuple):
    """One answer of a timeline from its first day up to its first day out (ISO texts)."""

    first: str
    until: str
    answer: Answer


class Effect(NamedTuple):
    """What an append does to one timeline: its stretches before and after."""

    line: Line
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


def effects_since(db: sqlite3.Connection, position: int) -> Iterator[Effect]:
    """Yield what the batches after a position, which is an end of a batch, did to each timeline."""
    upto = head(db).position
    for row in db.execute(CHANGED_LINES, {"after": position}).fetchall() if upto > position else ():
        line = Line(*row)
        before, after = (
            _stretches(db.execute(ANSWERS_AT, {**line._asdict(), "position": at})) for at in (position, upto)
        )
        yield Effect(line, before, after)


def _stretches(rows: sqlite3.Cursor) -> tuple[Stretch, ...]:
    return tuple(Stretch(first, until, decode(answer)) for first, until, answer in rows)
