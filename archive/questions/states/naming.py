"""Naming: the events that name an entity, also where a correction has put it into one."""

import sqlite3
from collections.abc import Collection

from archive.kinds.registry import kind_of
from archive.kinds.roles import references_in
from archive.questions.states.seen import SeenEvent
from archive.store.reading import events as reading_events
from archive.store.tables.withheld import targets


def may_name(db: sqlite3.Connection, entities: Collection[str]) -> set[int]:
    """Return the positions of the events that name one of the entities, or are corrected to name it."""
    named = reading_events.of_entities(db, entities)
    return named | targets(db, named)


def names_one(event: SeenEvent, entities: Collection[str]) -> bool:
    """Return whether an event of `may_name` names one of the entities as it now reads."""
    if not event.corrected_by:
        return True
    found = references_in(kind_of(event.kind), event.facts)
    return any(one.ref == "entity" and one.name in entities for one in found)
