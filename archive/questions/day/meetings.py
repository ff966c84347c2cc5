"""Meetings by a day: the one of the day, the last one of each body, those ahead."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from archive.model.answer import Answer
from archive.model.dates import DAY_MAX, day_of
from archive.questions.scope.filters import Filters
from archive.questions.states.state import Answered, View

HELD = "held"


class Meetings(NamedTuple):
    """The meetings of a body and its organs, each with the body that met: today, the last, and ahead."""

    today: list[Answered]
    last: list[Answered]
    ahead: list[Answered]
    came_of: dict[str, Answer]

    @property
    def told(self) -> list[Answered]:
        """Return all of them."""
        return [*self.today, *self.last, *self.ahead]


def meetings(seen: View, day: int, wanted: Filters) -> dict[str, Meetings]:
    """Return the meetings told by a day, for each body that met or is to meet."""
    if wanted.properties is not None and "meeting" not in wanted.properties:
        return {}
    asked = wanted._replace(properties=frozenset({"meeting"}))
    found: dict[str, Meetings] = defaultdict(lambda: Meetings([], [], [], {}))
    over: dict[str, list[Answered]] = defaultdict(list)
    for one in seen.on(day, asked):
        body = one.line.object
        if one.answer.expected or one.answer.certainty == "scheduled":
            found[body].ahead.append(one)
        elif one.answer.certainty == "not":
            over[body].append(one)
        elif _of_the_day(one.answer):
            found[body].today.append(one)
    for body, some in over.items():
        found[body].last.append(max(some, key=_ended))
    if seen.horizon.known_day is None:
        for some_meetings in found.values():
            some_meetings.came_of.update(_came_of(seen, day, asked, some_meetings.ahead))
    for some_meetings in found.values():
        some_meetings.ahead.sort(key=lambda one: [mark.date for mark in one.answer.expected])
    return dict(found)


def _of_the_day(answer: Answer) -> bool:
    """Return whether an answer tells of the day itself, by the main account, by another, or as possible."""
    values = {answer.value, *answer.candidates, *(mark.value for mark in answer.contested)}
    return bool(values - {None, "none"})


def _ended(one: Answered) -> tuple[str, str]:
    first, last = one.answer.since_bounds or ("", "")
    return last or "", first or ""


def _came_of(seen: View, day: int, asked: Filters, ahead: list[Answered]) -> Iterator[tuple[str, Answer]]:
    """Yield the first sure answer after the day of each meeting that was ahead: held, postponed, cancelled."""
    meetings_ahead = frozenset(one.line.subject for one in ahead)
    if not meetings_ahead:
        return
    told: set[str] = set()
    later = seen.stretches(day + 1, DAY_MAX, asked._replace(subjects=meetings_ahead, within=None))
    for line, period in sorted(later, key=lambda stretch: stretch.period.first):
        settled = period.first > day and period.answer.certainty == "certain"
        if settled and line.subject not in told:
            told.add(line.subject)
            yield line.subject, period.answer


def days_between(answer: Answer, day: int) -> int | None:
    """Return how many days lie between the end of a meeting that is over and a day."""
    latest = (answer.since_bounds or (None, None))[1]
    return None if latest is None else day - day_of(latest) + 1
