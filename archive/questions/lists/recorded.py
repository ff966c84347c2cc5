"""What was recorded: events, the newest first, each with those it acts on and those that act on it."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from archive.questions.scope.filters import Filters
from archive.questions.states.seen import SeenEvent, seen_events
from archive.questions.states.state import View
from archive.store.log import chunks
from archive.store.reading import events as reading_events
from archive.store.reading import lists as reading_lists
from archive.store.reading.events import Batch
from archive.store.tables.involved import acting
from archive.store.tables.withheld import all_withheld

Progress = Callable[[int, int], object]
"""Called with how many events are read, and of how many."""


class Source(NamedTuple):
    """A document that is cited: its publisher and title, and its address where it has one."""

    id: str
    publisher: str
    title: str
    url: str | None


class Recorded(NamedTuple):
    """An event with its batch, the events on which it acts, and those that act on it, as all of them now read."""

    event: SeenEvent
    batch: Batch
    acts_on: list[SeenEvent]
    acted_on_by: list[SeenEvent]
    sources: list[Source]


def recorded(
    seen: View, wanted: Filters, *, after: int, last: int, progress: Progress | None = None
) -> list[Recorded]:  # fmt: skip
    """Return at most `last` events recorded after a position, the newest first.

    With filters: those that name a subject, and a body or one of its organs, and what acts on such an event; whom
    an event names that is not shown, no filter tells.
    """
    upto = seen.horizon.position
    positions: Iterable[int] = range(upto, after, -1)
    hidden = all_withheld(seen.db, upto) if wanted.subjects is not None or wanted.within is not None else frozenset()
    for some in (wanted.subjects, wanted.within):
        if some is not None:
            named = acting(seen.db, reading_events.of_entities(seen.db, some) - hidden, upto)
            positions = [position for position in positions if position in named]
    shown = list(positions)[:last]
    found: list[Recorded] = []
    for chunk in chunks.of(shown):
        found += _recorded(seen, chunk)
        if progress is not None:
            progress(len(found), len(shown))
    return found


def _recorded(seen: View, shown: Sequence[int]) -> list[Recorded]:
    """Return the events at the positions, in their order."""
    upto = seen.horizon.position
    targets = {position: reading_events.acted_on(seen.db, {position}) for position in shown}
    acts = {position: reading_events.acting_on(seen.db, position, upto) for position in shown}
    every = {*shown, *(one for some in (*targets.values(), *acts.values()) for one in some)}
    events = {event.position: event for event in seen_events(seen.db, seen.horizon, every)}
    batches = reading_events.batches(seen.db, {events[position].batch for position in shown})
    return [
        Recorded(
            events[position],
            batches[events[position].batch],
            [events[one] for one in sorted(targets[position])],
            [events[one] for one in acts[position]],
            _sources(seen, events[position]),
        )
        for position in shown
    ]


def _sources(seen: View, event: SeenEvent) -> list[Source]:
    """Return the sources that tell an event, each once."""
    found = []
    for name in dict.fromkeys(citation.source for citation in event.citations):
        row = reading_lists.source(seen.db, name)
        if row is not None:
            found.append(Source(name, row["publisher"], row["title"], row["url"]))
    return found
