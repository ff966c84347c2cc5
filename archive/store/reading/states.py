"""The state as stored: answers of timelines on a day, and what the log reached by then."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.dates import DAY_MAX, DAY_MIN, day_of, iso
from archive.store.schema.projection import BEFORE_ANYTHING, CURRENT, NEVER
from archive.store.tables.rectangles import decode

SOURCES_TO = "SELECT max(told) FROM sources WHERE event <= :position"

NOW = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE subject <> '*' AND recorded_to = 9223372036854775807 AND valid_from <= :last AND valid_to > :first
"""
THEN = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE subject <> '*' AND recorded_from <= :position AND recorded_to > :position
      AND valid_from <= :last AND valid_to > :first
"""
NOW_OF_OBJECTS = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE object IN (SELECT value FROM json_each(:objects)) AND subject <> '*'
      AND recorded_to = 9223372036854775807 AND valid_from <= :last AND valid_to > :first
"""
THEN_OF_OBJECTS = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE object IN (SELECT value FROM json_each(:objects)) AND subject <> '*'
      AND recorded_from <= :position AND recorded_to > :position AND valid_from <= :last AND valid_to > :first
"""
NOW_OF_SUBJECTS = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE property IN (SELECT value FROM json_each(:properties))
      AND subject IN (SELECT value FROM json_each(:subjects))
      AND recorded_to = 9223372036854775807 AND valid_from <= :last AND valid_to > :first
"""
THEN_OF_SUBJECTS = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE property IN (SELECT value FROM json_each(:properties))
      AND subject IN (SELECT value FROM json_each(:subjects))
      AND recorded_from <= :position AND recorded_to > :position AND valid_from <= :last AND valid_to > :first
"""
NOW_OF_EVERYONE = """
    SELECT property, :subject, object, valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = '*' AND object = :object
      AND recorded_to = 9223372036854775807 AND valid_from <= :last AND valid_to > :first
"""
THEN_OF_EVERYONE = """
    SELECT property, :subject, object, valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = '*' AND object = :object
      AND recorded_from <= :position AND recorded_to > :position AND valid_from <= :last AND valid_to > :first
"""
TOLD_OF = """
    SELECT EXISTS (
        SELECT 1 FROM claims
        WHERE property = :property AND subject = :subject AND object = :object AND event <= :position
    )
"""


class Stretch(NamedTuple):
    """A period of one timeline."""

    line: Line
    period: Period


def sources_to(db: sqlite3.Connection, position: int) -> str | None:
    """Return the latest day (ISO) on which a source of the log up to a position was published."""
    day: str | None = db.execute(SOURCES_TO, {"position": position}).fetchone()[0]
    return day


Takes = Callable[[Line], bool]
"""Whether a timeline is asked for."""


class Window(NamedTuple):
    """The days from `first` through `last`, as the archive held them at a position (None: now)."""

    position: int | None
    first: int
    last: int


def every(_: Line) -> bool:
    """Return that a timeline is taken, whichever it is."""
    return True


def stretches(db: sqlite3.Connection, window: Window, *, takes: Takes = every) -> Iterator[Stretch]:
    """Yield the periods, of the timelines that are taken, that touch the window."""
    yield from _stretches(db, NOW if window.position is None else THEN, window, takes)


def stretches_of_objects(
    db: sqlite3.Connection, window: Window, objects: Iterable[str], *, takes: Takes = every
) -> Iterator[Stretch]:
    """Yield those of the timelines with one of the objects."""
    query = NOW_OF_OBJECTS if window.position is None else THEN_OF_OBJECTS
    yield from _stretches(db, query, window, takes, objects=json.dumps(sorted(objects)))


def stretches_of_subjects(
    db: sqlite3.Connection, window: Window, properties: Iterable[str], subjects: Iterable[str], *, takes: Takes = every
) -> Iterator[Stretch]:
    """Yield those of the timelines with one of the properties and one of the subjects."""
    query = NOW_OF_SUBJECTS if window.position is None else THEN_OF_SUBJECTS
    some = {"properties": json.dumps(sorted(properties)), "subjects": json.dumps(sorted(subjects))}
    yield from _stretches(db, query, window, takes, **some)


def stretches_of_everyone(db: sqlite3.Connection, window: Window, line: Line) -> Iterator[Stretch]:
    """Yield what is told of everyone in a body, as the periods of a timeline of which nothing else is told."""
    query = NOW_OF_EVERYONE if window.position is None else THEN_OF_EVERYONE
    yield from _stretches(db, query, window, lambda _: True, **line._asdict())


def is_told_of(db: sqlite3.Connection, line: Line, position: int) -> bool:
    """Return whether an event up to a position speaks of the timeline by itself."""
    return bool(db.execute(TOLD_OF, {**line._asdict(), "position": position}).fetchone()[0])


def _stretches(db: sqlite3.Connection, query: str, window: Window, takes: Takes, **more: str) -> Iterator[Stretch]:
    position = CURRENT if window.position is None else window.position
    named = {"position": position, "first": _text(window.first), "last": _text(window.last), **more}
    for property_, subject, object_, valid_from, valid_to, answer in db.execute(query, named):
        line = Line(property_, subject, object_)
        # An answer costs more to decode than to read: only of what is taken.
        if takes(line):
            yield Stretch(line, Period(_day(valid_from), _day(valid_to), decode(answer)))


def _text(day: int) -> str:
    return BEFORE_ANYTHING if day <= DAY_MIN else NEVER if day >= DAY_MAX else iso(day) or NEVER


def _day(text: str) -> int:
    return DAY_MIN if text == BEFORE_ANYTHING else DAY_MAX if text == NEVER else day_of(text)
