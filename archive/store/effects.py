"""Effects: what an append changed on each timeline, its stretches before and after."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.store.appended import Appended
from archive.store.rectangles import decode

CHANGED_LINES = """
    SELECT DISTINCT property, subject, object FROM periods WHERE recorded_from = :position OR recorded_to = :position
    ORDER BY property, subject, object
"""
ANSWERS_BEFORE = """
    SELECT valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = :subject AND object = :object
      AND recorded_from < :position AND recorded_to >= :position
    ORDER BY valid_from
"""
ANSWERS_AFTER = """
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


@dataclass(frozen=True, slots=True)
class Effect:
    """What an append does to one timeline: its stretches before and after."""

    line: Line
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


def effects_of(db: sqlite3.Connection, appended: Appended) -> Iterator[Effect]:
    """Yield the effect on each timeline that changed, while the append is the last one."""
    at = {"position": appended.last}
    for row in db.execute(CHANGED_LINES, at).fetchall() if appended.last else ():
        line = Line(*row)
        before = _stretches(db.execute(ANSWERS_BEFORE, {**line._asdict(), **at}))
        after = _stretches(db.execute(ANSWERS_AFTER, {**line._asdict(), **at}))
        yield Effect(line, before, after)


def _stretches(rows: sqlite3.Cursor) -> tuple[Stretch, ...]:
    return tuple(Stretch(first, until, decode(answer)) for first, until, answer in rows)
