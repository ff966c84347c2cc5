"""Changes: what came or went on timelines between two days."""

from collections.abc import Iterator
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.dates import iso
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View, periods

MOMENTARY = ("meeting", "attendance")


class Change(NamedTuple):
    """A timeline gets another value; None is "nothing recorded" (or nothing sure)."""

    line: Line
    day: str
    date: str
    before: str | None
    after: str | None
    events: tuple[str, ...]


def changes(seen: View, first: int, last: int, wanted: Filters) -> list[Change]:
    """Return the changes of value after the day before `first`, through `last`, in the order of days."""
    found = [
        change
        for line, some in periods(seen, wanted, first - 1, last).items()
        for change in _of_line(line, some, first, last)
    ]
    return sorted(found, key=lambda change: (change.day, change.line))


def _of_line(line: Line, some: list[Period], first: int, last: int) -> Iterator[Change]:
    before, until = None, 0
    for period in some:
        value = _value(period.answer)
        if before is not None and until < period.first and first <= until <= last:
            yield Change(line, iso(until) or "", iso(until) or "", before, None, ())
            before = None
        if period.first >= first and value != before and (line.property not in MOMENTARY or value == "held"):
            day = iso(period.first) or ""
            yield Change(line, day, period.answer.since or day, before, value, period.answer.events)
        before, until = value, period.until


def _value(answer: Answer) -> str | None:
    """Return the value of an answer that is sure or seen; an end counts as nothing where nothing else stood."""
    return answer.value
