"""History: the periods of timelines, and the events behind them in the order of the world."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.dates import DAY_MAX, iso
from archive.questions.scope.filters import Filters, lines_named
from archive.questions.states.as_of import plain
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.seen import plain as plain_event
from archive.questions.states.state import View, periods, tells
from archive.store.reading import events as reading_events
from archive.store.reading.names import Entity

AS_OBJECT = ("office", "question", "body", "organisation", "document", "authority")
"""Types of entities whose history is also what others are to them."""


class History(msgspec.Struct, frozen=True):
    """Periods by timeline, the events that speak of them, and how the entities are called at the end."""

    periods: Mapping[Line, list[Period]]
    events: list[SeenEvent]
    label: Labels


def history(seen: View, wanted: Filters) -> History:
    """Return the history of the timelines asked for; with a lineage, its successions are among the events."""
    found = {
        line: some if wanted.everything else _told(some, named=line in wanted.named)
        for line, some in periods(seen, wanted).items()
    }
    kept = {line: some for line, some in found.items() if some}
    led = {event for link in wanted.lineage.links for event in link.events} if wanted.lineage else set()
    return History(kept, _events(seen, kept, led), labels(seen, DAY_MAX - 1))


def _told(some: list[Period], *, named: bool) -> list[Period]:
    """Return the periods that tell of something; of a timeline asked for by name also that nothing was there."""
    told = [period for period in some if tells(period.answer) or (named and _absent(period.answer))]
    return told or (some if named else [])


def _absent(answer: Answer) -> bool:
    """Return whether a complete list says that nothing was there, not merely that it had ended."""
    return answer.certainty == "not" and answer.since is None


def asking_of(wanted: Filters, subject: Entity | None) -> Filters:
    """Return the filters that ask for one entity: as a subject or, of an office or a question, as the object."""
    if subject is None:
        return wanted
    if subject.type in ("office", "question") and wanted.within is None:
        return wanted._replace(within=frozenset({subject.id}), bodies=(subject.id,))
    named = lines_named([subject.id], wanted.bodies, wanted.properties)
    return wanted._replace(subjects=frozenset({subject.id}), named=named)


def as_data(seen: View, told: History, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return a history as plain data."""
    timelines = [
        {
            "property": line.property, "subject": line.subject, "object": line.object or None,
            "subject_label": told.label(line.subject), "object_label": told.label(line.object) or None,
            "periods": [{"from": iso(p.first), "to": iso(p.until), **plain(p.answer)} for p in some],
        }
        for line, some in told.periods.items()
    ]  # fmt: skip
    return {
        "question": seen.horizon.block(None, **asked),
        "timelines": timelines,
        "events": [plain_event(event) for event in told.events],
    }


def _events(seen: View, lines: Iterable[Line], more: Iterable[str]) -> list[SeenEvent]:
    positions = {
        position for line in lines for position in reading_events.on_line(seen.db, *line, seen.horizon.position)
    }
    positions |= {event.position for event in reading_events.events_of(seen.db, more).values()}
    # A correction may have put an event on another timeline: it is found by what was corrected.
    positions |= reading_events.acted_on(seen.db, positions)
    found = seen_events(seen.db, seen.horizon, positions)
    return ordered(event for event in found if event.live and event.nature == "world")
