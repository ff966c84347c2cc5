"""Who tells it: the events behind answers and their citations, as far as the horizon lets them count."""

import importlib
import sqlite3
from collections.abc import Collection, Iterable

from archive.model.dates import day_of
from archive.questions.scope.horizon import Horizon
from archive.store.reading import events as reading_events
from archive.store.reading.events import Cited, EventRow


class Telling:
    """Events by handle, with the citations that count within a horizon, the earliest told first."""

    def __init__(self, db: sqlite3.Connection, horizon: Horizon, handles: Iterable[str]) -> None:
        out = _withdrawn(db, horizon)
        self.events = reading_events.events_of(db, handles)
        self._horizon = horizon
        cited = reading_events.citations_of(db, (event.position for event in self.events.values()))
        self._cited = {
            handle: [citation for citation in cited.get(event.position, ()) if counts(citation, horizon, out)]
            for handle, event in self.events.items()
        }

    def citations(self, handle: str) -> list[Cited]:
        """Return the citations of an event that count; those that state it come first."""
        weight = {"states": 0, "ahead": 1, "context": 2}
        return sorted(self._cited.get(handle, ()), key=lambda cited: weight[cited.support])

    def sources(self, handles: Iterable[str]) -> list[str]:
        """Return who tells the events, as `source at`, each source once; who only announces, where nobody states."""
        found: dict[str, str] = {}
        for handle in handles:
            cited = self.citations(handle)
            stating = [one for one in cited if one.support == "states"]
            for one in stating or [one for one in cited if one.support == "ahead"]:
                found.setdefault(one.source, f"{one.source} {one.at}".strip())
        return list(found.values())

    def event(self, handles: Iterable[str]) -> EventRow | None:
        """Return the first of the events that is there."""
        return next((self.events[handle] for handle in handles if handle in self.events), None)


def _withdrawn(db: sqlite3.Connection, horizon: Horizon) -> Collection[str]:
    if not reading_events.of_kinds(db, ["source.withdrawn"], horizon.position):
        return ()
    # Decoding the log takes modules that a plain question does without, and few archives withdraw a source.
    found: Collection[str] = importlib.import_module("archive.questions.states.records").withdrawn(db, horizon)
    return found


def counts(cited: Cited, horizon: Horizon, withdrawn: Collection[str]) -> bool:
    """Return whether a citation counts within the horizon, but for the sources withdrawn there."""
    if cited.cited_by > horizon.position or cited.source in withdrawn:
        return False
    if horizon.sources is not None and cited.source not in horizon.sources:
        return False
    if cited.told is None:
        return not horizon.strict
    return horizon.known_day is None or day_of(cited.told) <= horizon.known_day
