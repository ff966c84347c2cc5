"""Search: the events in which words occur."""

from typing import Any

from archive.questions.scope.filters import Filters
from archive.questions.states.naming import may_name, names_one
from archive.questions.states.seen import SeenEvent, plain, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.reading import search as reading_search


def search(seen: View, text: str, wanted: Filters, limit: int) -> list[tuple[SeenEvent, str]]:
    """Return the events in which all words of the text occur, each with the place in brackets.

    The best come first; pinned by --recorded, they are in log order: which is best changes as the log grows.
    With `everything` also those that do not count within the horizon, but never one that is not shown.
    """
    best_first = seen.horizon.recorded is None
    hits = reading_search.search(seen.db, text, seen.horizon.position, 10 * limit, best_first=best_first)
    positions = {hit.position for hit in hits}
    asked = [some for some in (wanted.subjects, wanted.within) if some is not None]
    for some in asked:
        positions &= may_name(seen.db, some)
    if wanted.properties is not None:
        positions &= reading_events.of_properties(seen.db, wanted.properties)
    events = {event.position: event for event in seen_events(seen.db, seen.horizon, positions)}
    found = [(events[hit.position], hit.snippet) for hit in hits if hit.position in events]
    return [
        (event, snippet)
        for event, snippet in found
        if event.shown and (wanted.everything or event.live) and all(names_one(event, some) for some in asked)
    ][:limit]


def as_data(seen: View, text: str, wanted: Filters, limit: int) -> dict[str, Any]:
    """Return what was found as plain data."""
    found = [{**plain(event), "snippet": snippet} for event, snippet in search(seen, text, wanted, limit)]
    return {"question": seen.horizon.block(None, text=text, limit=limit, **wanted.block()), "events": found}
