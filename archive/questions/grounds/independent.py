"""Independent sources: those that repeat one agency, or are of one publisher, are one voice."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from archive.questions.states.seen import SeenEvent
from archive.store.reading import lists as reading_lists
from archive.store.tables.naming import fold_name

Sources = Mapping[str, Mapping[str, Any]]


def sources_of(db: sqlite3.Connection, events: Iterable[SeenEvent]) -> dict[str, Mapping[str, Any]]:
    """Return what is recorded of the sources that the events cite."""
    ids = dict.fromkeys(citation.source for event in events for citation in event.citations)
    found = {source: reading_lists.source(db, source) for source in ids}
    return {source: row for source, row in found.items() if row is not None}


def voices(events: Iterable[SeenEvent], sources: Sources) -> dict[str, list[str]]:
    """Return the sources that tell the events, by voice: the agency that they repeat (`via`), else their publisher.

    A source that only announces counts where no source of the event states it.
    """
    called: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for event in events:
        for source in telling(event):
            row = sources.get(source, {})
            name = row.get("via") or row.get("publisher") or source
            voice = called.setdefault(fold_name(name), name)
            if source not in found.setdefault(voice, []):
                found[voice].append(source)
    return found


def telling(event: SeenEvent) -> list[str]:
    """Return the sources that state an event; where none does, those that announce it."""
    for support in ("states", "ahead"):
        found = [citation.source for citation in event.citations if citation.support == support]
        if found:
            return list(dict.fromkeys(found))
    return []
