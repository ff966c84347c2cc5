"""Shown: which of the events behind a change may be told to people."""

from collections.abc import Iterable

from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.tables.withheld import withheld_among


def shown(seen: View, handles: Iterable[str]) -> list[str]:
    """Return those of the handles whose events are there and not withheld within the horizon."""
    positions = {handle: event.position for handle, event in reading_events.events_of(seen.db, handles).items()}
    hidden = withheld_among(seen.db, positions.values(), seen.horizon.position)
    return [handle for handle, position in positions.items() if position not in hidden]
