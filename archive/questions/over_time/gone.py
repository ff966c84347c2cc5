"""What was told last of a meeting of which nothing is told any more: whoever took it over should hear so."""

from collections.abc import Iterable
from typing import NamedTuple

from archive.model.dates import EdtfDate, parse
from archive.questions.states.seen import SeenEvent
from archive.questions.states.state import View
from archive.store.reading import events as reading_events


class Gone(NamedTuple):
    """An event that does not count any more, the body that was to meet, and the days that it told."""

    event: SeenEvent
    body: str
    days: EdtfDate


def last_of(seen: View, events: Iterable[SeenEvent]) -> Gone | None:
    """Return the event that told a meeting's days last: one that held it, else the last plan.

    None where none did. A rival account, what was recorded as wrong from the first, and what nobody tells within the
    horizon was in no calendar before; what is withheld is not told of at all.
    """
    found = [Gone(event, str(event.facts["body"]), parse(told)) for event in events if (told := _days(seen, event))]
    return max(found, key=lambda one: (one.event.kind == "meeting.held", one.event.position), default=None)


def _days(seen: View, event: SeenEvent) -> str:
    """Return the days that an event told which does not count any more, as written; nothing of any other."""
    if event.live or event.told == "none" or event.standing in ("rival", "withheld"):
        return ""
    if event.retracted_by is None and not reading_events.acting_on(seen.db, event.position, seen.horizon.position):
        return ""
    return event.date if event.kind == "meeting.held" else str(event.facts.get("planned") or "")
