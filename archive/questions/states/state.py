"""The state: the answer of each timeline on a day, from stored periods or, where sources are cut off, from the log."""

import importlib
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple, Protocol

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN, Answer, Period
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.questions.scope.filters import OF_A_BODY, PROPERTIES, Filters
from archive.questions.scope.horizon import Horizon
from archive.store.reading import states as reading
from archive.store.reading.states import Stretch, Window
from archive.store.tables import involved

ALL = Filters()


class Answered(NamedTuple):
    """A timeline and what it says on the day."""

    line: Line
    answer: Answer


class View(Protocol):
    """The archive as seen within a horizon."""

    @property
    def db(self) -> sqlite3.Connection:
        """The archive."""
        ...

    @property
    def horizon(self) -> Horizon:
        """What the answers may rest on."""
        ...

    def stretches(self, first: int, last: int, wanted: Filters) -> Iterator[Stretch]:
        """Yield the periods that touch the days first..last, of the timelines asked for.

        A timeline that is named, and of which no event speaks, says what is told of everyone in its body.
        """
        ...

    def on(self, day: int, wanted: Filters) -> Iterator[Answered]:
        """Yield the answers on the day that are not silent, of the timelines asked for."""
        ...

    def lines(self, wanted: Filters) -> Iterable[Line]:
        """Return the timelines asked for of which any event speaks."""
        ...


class StoredView(NamedTuple):
    """No source is cut off: the stored periods answer."""

    db: sqlite3.Connection
    horizon: Horizon

    def stretches(self, first: int, last: int, wanted: Filters) -> Iterator[Stretch]:
        """Yield the periods that touch the days first..last, of the timelines asked for."""
        window = Window(self.horizon.stored_position, first, last)
        yield from _stored(self.db, window, wanted, wanted.takes)
        for line in filter(wanted.takes, wanted.named):
            if not reading.is_told_of(self.db, line, self.horizon.position):
                yield from reading.stretches_of_everyone(self.db, window, line)

    def stretches_of(self, some: Container[Line], first: int, last: int, wanted: Filters) -> Iterator[Stretch]:
        """Yield those of some of the timelines asked for, of which an event speaks."""
        window = Window(self.horizon.stored_position, first, last)
        yield from _stored(self.db, window, wanted, some.__contains__)

    def on(self, day: int, wanted: Filters) -> Iterator[Answered]:
        """Yield the answers on the day that are not silent, of the timelines asked for."""
        yield from (Answered(line, period.answer) for line, period in self.stretches(day, day, wanted))

    def lines(self, wanted: Filters) -> list[Line]:
        """Return the timelines asked for of which any event speaks."""
        return lines(self.db, self.horizon.position, wanted)


def _stored(db: sqlite3.Connection, window: Window, wanted: Filters, takes: reading.Takes) -> Iterator[Stretch]:
    """Yield the stored periods of the timelines that are taken, found by the filters."""
    if wanted.subjects is not None:
        properties = wanted.properties or PROPERTIES
        yield from reading.stretches_of_subjects(db, window, properties, wanted.subjects, takes=takes)
    elif wanted.within is not None:
        yield from reading.stretches_of_objects(db, window, wanted.within, takes=takes)
        yield from reading.stretches_of_subjects(db, window, OF_A_BODY, wanted.within, takes=takes)
    else:
        yield from reading.stretches(db, window, takes=takes)


def lines(db: sqlite3.Connection, position: int, wanted: Filters) -> list[Line]:
    """Return the timelines asked for of which an event up to a position speaks."""
    if wanted.subjects is not None:
        found = involved.lines_of_subjects(db, wanted.properties or PROPERTIES, wanted.subjects, position)
    elif wanted.within is not None:
        found = involved.lines_of_objects(db, wanted.within, position)
        found += involved.lines_of_subjects(db, OF_A_BODY, wanted.within, position)
    elif wanted.properties is not None:
        found = involved.lines_of_properties(db, wanted.properties, position)
    else:
        found = involved.lines(db, position)
    return [line for line in dict.fromkeys(found) if wanted.takes(line)]


def view(db: sqlite3.Connection, horizon: Horizon) -> View:
    """Return the archive as seen within the horizon."""
    if horizon.plain:
        return StoredView(db, horizon)
    # The fold, and what decodes the log, are modules that a plain question does without.
    found: View = importlib.import_module("archive.questions.states.cut_view").CutView(db, horizon)
    return found


def answers(seen: View, day: int, wanted: Filters = ALL) -> list[Answered]:
    """Return the answers on a day that are to be listed, in the order in which they are told."""
    found = dict(seen.on(day, wanted))
    every: Iterable[Line] = found
    if wanted.everything or (wanted.subjects is not None and wanted.bodies):
        every = {*found, *seen.lines(wanted), *wanted.named}
    listed = [Answered(line, found.get(line, UNKNOWN)) for line in every]
    return ordered(one for one in listed if wanted.shows(one.line, answered=tells(one.answer)))


def tells(answer: Answer) -> bool:
    """Return whether an answer says that something is there, or stands beside another account."""
    return answer.certainty not in ("unknown", "not") or answer.marked


def ordered(found: Iterable[Answered]) -> list[Answered]:
    """Return answers by property, object and subject."""
    rank = {name: number for number, name in enumerate(PROPERTIES)}
    return sorted(found, key=lambda one: (rank.get(one.line.property, 99), one.line.object, one.line.subject))


def periods(seen: View, wanted: Filters, first: int = DAY_MIN, last: int = DAY_MAX) -> dict[Line, list[Period]]:
    """Return the periods, in the order of days, of the timelines asked for; those that touch the days first..last."""
    found: dict[Line, list[Period]] = defaultdict(list)
    for line, period in seen.stretches(first, last, wanted):
        found[line].append(period)
    return {line: sorted(found[line], key=lambda period: period.first) for line in sorted(found, key=_rank)}


def _rank(line: Line) -> tuple[int, str, str]:
    place = PROPERTIES.index(line.property) if line.property in PROPERTIES else len(PROPERTIES)
    return place, line.object, line.subject
