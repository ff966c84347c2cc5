"""The calendar: each meeting once, on its days: held, announced, called off, or retracted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.dates import DAY_MAX, DAY_MIN, EdtfDate, parse
from archive.questions.over_time.frames import bounds
from archive.questions.over_time.gone import last_of
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.state import View, periods
from archive.store.reading import events as reading_events
from archive.store.reading.events import Batch
from archive.store.tables.involved import acting

State = Literal["held", "announced", "postponed", "cancelled", "retracted"]

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


class _Told(NamedTuple):
    bodies: tuple[str, ...]
    when: When
    events: tuple[SeenEvent, ...]


class _Events(NamedTuple):
    """The events that speak of each meeting: those that are shown, and those that are not."""

    shown: dict[str, list[SeenEvent]]
    hidden: dict[str, list[SeenEvent]]


class Calendar(NamedTuple):
    """Meetings in the order of their days, and how all are called."""

    meetings: list[Meeting]
    label: Labels


def calendar(seen: View, wanted: Filters, since: str | None = None, until: str | None = None) -> Calendar:
    """Return the meetings whose days are told by the main account; of several plans the latest counts.

    A meeting is among them, as retracted, of which all that told of its days was retracted or is known to be wrong.
    """
    first, last = bounds(since, until)
    own, hidden = _events(seen)
    told = {
        name: one
        for name, one in _told(seen, wanted._replace(properties=frozenset({"meeting"})), own).items()
        if one.when.first <= (last or DAY_MAX) and one.when.last >= (first or DAY_MIN)
    }
    numbers = {name: _batches(seen, [*own[name], *hidden[name]]) for name in told}
    known = reading_events.batches(seen.db, {number for some in numbers.values() for number in some})
    meetings = [
        Meeting(name, one.bodies, one.when, one.events, tuple(known[number] for number in sorted(numbers[name])))
        for name, one in told.items()
    ]
    meetings.sort(key=lambda one: (one.when.first, one.when.last, one.id))
    return Calendar(meetings, labels(seen, DAY_MAX - 1))


def _told(seen: View, wanted: Filters, own: Mapping[str, list[SeenEvent]]) -> dict[str, _Told]:
    """Return what is told of each meeting, and of one of which nothing is told any more, what was told last."""
    lines: dict[str, dict[Line, list[Period]]] = defaultdict(dict)
    for line, some in periods(seen, wanted).items():
        lines[line.subject][line] = some
    told = {
        name: _Told(
            tuple(sorted(line.object for line in some)), when,
            tuple(event for event in ordered(own[name]) if event.live),
        )
        for name, some in lines.items()
        if (when := when_of(some.values())) is not None
    }  # fmt: skip
    for name, events in own.items():
        gone = last_of(seen, events) if name not in told else None
        if gone is not None and wanted.takes(Line("meeting", name, gone.body)):
            when = When("retracted", gone.days.earliest, gone.days.latest, _is_exact(gone.days))
            told[name] = _Told((gone.body,), when, (gone.event,))
    return told


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


def _events(seen: View) -> _Events:
    """Return the events that tell, or told, of each meeting."""
    speaking = reading_events.of_properties(seen.db, {"meeting"})
    speaking |= reading_events.acted_on(seen.db, speaking)
    of = reading_events.subjects_of(seen.db, "meeting", seen.horizon.position)
    own: dict[str, list[SeenEvent]] = defaultdict(list)
    # A meeting of which something is withheld is told anew: what is not shown counts as a change of it still.
    hidden: dict[str, list[SeenEvent]] = defaultdict(list)
    for event in seen_events(seen.db, seen.horizon, speaking):
        if event.nature == "world" and event.shown:
            own[str(event.facts.get("meeting", ""))].append(event)
        elif event.nature == "world":
            for name in of.get(event.position, ()):
                hidden[name].append(event)
    return _Events(own, hidden)


def _batches(seen: View, events: Iterable[SeenEvent]) -> set[int]:
    """Return the batches of the events, and of all that acts on them: who takes a retraction back acts, too."""
    upto = seen.horizon.position
    every = acting(seen.db, {event.position for event in events}, upto)
    return {event.batch for event in reading_events.events_at(seen.db, every)}
