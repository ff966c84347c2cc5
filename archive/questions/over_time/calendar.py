"""The calendar: each meeting once, on its days: held, announced, or called off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.dates import DAY_MAX, DAY_MIN, EdtfDate, parse
from archive.questions.over_time.frames import bounds
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.state import View, periods
from archive.store.reading import events as reading_events
from archive.store.reading.events import Batch

State = Literal["held", "announced", "postponed", "cancelled"]

HELD = "held"
CALLED_OFF: Mapping[str | None, State] = {"cancelled": "cancelled", "postponed": "postponed"}


class When(NamedTuple):
    """What is told of a meeting's days: from the first through the last that it may touch.

    `exact` says that it touches all of them, and no other.
    """

    state: State
    first: int
    last: int
    exact: bool


class Meeting(NamedTuple):
    """A meeting, the bodies that meet, its days, the events that tell of it, and the batches that told anything new."""

    id: str
    bodies: tuple[str, ...]
    when: When
    events: tuple[SeenEvent, ...]
    batches: tuple[Batch, ...]

    @property
    def main(self) -> list[SeenEvent]:
        """Return the events that tell of its days by the main account, those that held it first."""
        some = [one for one in self.events if one.standing != "rival"]
        return sorted(some, key=lambda one: (one.kind != "meeting.held", one.told != "states"))

    def fact(self, name: str) -> str | None:
        """Return a fact of the meeting, as the first event tells it that does."""
        return next((str(one.facts[name]) for one in self.main if one.facts.get(name)), None)


class Calendar(NamedTuple):
    """Meetings in the order of their days, and how all are called."""

    meetings: list[Meeting]
    label: Labels


def calendar(seen: View, wanted: Filters, since: str | None = None, until: str | None = None) -> Calendar:
    """Return the meetings whose days are told by the main account; of several plans the latest counts."""
    first, last = bounds(since, until)
    lines: dict[str, dict[Line, list[Period]]] = defaultdict(dict)
    for line, some in periods(seen, wanted._replace(properties=frozenset({"meeting"}))).items():
        lines[line.subject][line] = some
    found = {name: when for name, some in lines.items() if (when := when_of(some.values())) is not None}
    found = {
        name: when
        for name, when in found.items()
        if when.first <= (last or DAY_MAX) and when.last >= (first or DAY_MIN)
    }
    told = _told(seen, found)
    meetings = [
        Meeting(name, tuple(sorted(line.object for line in lines[name])), when, *told[name])
        for name, when in found.items()
    ]
    meetings.sort(key=lambda one: (one.when.first, one.when.last, one.id))
    return Calendar(meetings, labels(seen, DAY_MAX - 1))


def when_of(lines: Iterable[Sequence[Period]]) -> When | None:
    """Return the days of a meeting by the periods of its timelines; None where none are told."""
    some = sorted((period for periods_there in lines for period in periods_there), key=lambda period: period.first)
    held = [one for one in some if one.answer.certainty != "scheduled" and HELD in _values(one)]
    if held:
        exact = all(one.answer.certainty == "certain" for one in held)
        return When("held", held[0].first, held[-1].until - 1, exact)
    return _ahead(some)


def _ahead(some: Sequence[Period]) -> When | None:
    """Return the days of a meeting that is not told to have been held: as it was planned last, on or off."""
    last = next((number for number in range(len(some) - 1, -1, -1) if some[number].answer.expected), None)
    if last is None:
        return None
    plans = [parse(mark.date) for mark in some[last].answer.expected if mark.value == HELD]
    if not plans:
        return None
    day = min(plans, key=lambda plan: plan.latest - plan.earliest)
    if day.earliest <= DAY_MIN or day.latest >= DAY_MAX:
        return None
    # A plan may stand beside a postponement, of whoever told both; what came after it calls it off.
    off = ({value for one in some[last + 1 :] for value in _values(one)} - _values(some[last])) & CALLED_OFF.keys()
    state: State = next((CALLED_OFF[value] for value in ("cancelled", "postponed") if value in off), "announced")
    return When(state, day.earliest, day.latest, _is_exact(day))


def _is_exact(date: EdtfDate) -> bool:
    """Return whether a date means all of its days: a day, or an extent between two."""
    last = date.last
    return date.is_day or (
        last is not None and date.first.earliest == date.first.latest and last.earliest == last.latest
    )


def _values(period: Period) -> set[str | None]:
    return {period.answer.value, *period.answer.candidates}


def _told(seen: View, found: Mapping[str, When]) -> dict[str, tuple[tuple[SeenEvent, ...], tuple[Batch, ...]]]:
    """Return the events that tell of each meeting, and the batches in which anything was told of it."""
    speaking = reading_events.of_properties(seen.db, {"meeting"})
    speaking |= reading_events.acted_on(seen.db, speaking)
    every = seen_events(seen.db, seen.horizon, speaking)
    own: dict[str, list[SeenEvent]] = defaultdict(list)
    of = reading_events.subjects_of(seen.db, "meeting", seen.horizon.position)
    # A meeting of which something is withheld is told anew: what is not shown counts as a change of it still.
    hidden: dict[str, list[SeenEvent]] = defaultdict(list)
    for event in every:
        if event.nature == "world" and event.shown:
            own[str(event.facts.get("meeting", ""))].append(event)
        elif event.nature == "world":
            for name in of.get(event.position, ()):
                hidden[name].append(event)
    batches: dict[str, set[int]] = {name: set(_batches(seen, [*own[name], *hidden[name]])) for name in found}
    known = reading_events.batches(seen.db, {number for some in batches.values() for number in some})
    return {
        name: (
            tuple(event for event in ordered(own[name]) if event.live),
            tuple(known[number] for number in sorted(batches[name])),
        )
        for name in found
    }


def _batches(seen: View, events: Iterable[SeenEvent]) -> Iterator[int]:
    for event in events:
        yield event.batch
        acts = reading_events.acting_on(seen.db, event.position, seen.horizon.position)
        yield from (act.batch for act in reading_events.events_at(seen.db, acts))
