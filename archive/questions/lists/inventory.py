"""Lists: the entities, the sources and the open questions of the archive."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.model.dates import day_of
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.states.records import unknowns, withdrawn
from archive.store.reading import events as reading_events
from archive.store.reading import lists as reading_lists
from archive.store.reading import names as reading_names
from archive.store.tables.naming import fold_name
from archive.store.tables.withheld import withheld_among


def entities(
    db: sqlite3.Connection, horizon: Horizon, wanted: Filters, *, types: Sequence[str] = (), text: str = ""
) -> list[dict[str, Any]]:
    """Return the entities of the types (all where none is named), with `text` in one of their names, by type and name.

    With bodies: those that belong to them.
    """
    names: dict[str, list[str]] = {}
    for folded, entity, _ in reading_names.folded_names(db, horizon.position):
        names.setdefault(entity, []).append(folded)
    needle = fold_name(text)
    return [
        one._asdict()
        for one in reading_names.entities(db, horizon.position)
        if (not types or one.type in types)
        and (wanted.within is None or one.id in wanted.within)
        and any(needle in name for name in [*names.get(one.id, ()), fold_name(one.id)])
    ]


def sources(
    db: sqlite3.Connection, horizon: Horizon, *, text: str = "", about: frozenset[str] | None = None
) -> list[dict[str, Any]]:
    """Return the sources within the horizon, in the order of publication, with `text` in publisher, title or id.

    `about` limits them to those that tell events which name one of the entities.
    """
    needle = fold_name(text)
    telling = None if about is None else _telling(db, about, horizon.position)
    out = withdrawn(db, horizon)
    return [
        {**source, "withdrawn": out.get(source["id"])}
        for source in reading_lists.sources(db, horizon.position)
        if needle in fold_name(f"{source['publisher']} {source['title']} {source['id']}")
        and (horizon.sources is None or source["id"] in horizon.sources)
        and (telling is None or source["id"] in telling)
        and _published_by(source["published_latest"], horizon)
    ]


def questions(
    db: sqlite3.Connection, horizon: Horizon, wanted: Filters, *, answered: bool = False
) -> list[dict[str, Any]]:
    """Return what is not known; with `answered` also what was, once. About the bodies or subjects asked for."""
    asked = wanted.within or wanted.subjects
    return [
        one
        for one in unknowns(db, horizon)
        if (answered or one["state"] == "open") and (asked is None or asked.intersection(one["about"]))
    ]


def _published_by(latest: str | None, horizon: Horizon) -> bool:
    if latest is None:
        return not horizon.strict
    return horizon.known_day is None or day_of(latest) <= horizon.known_day


def _telling(db: sqlite3.Connection, about: frozenset[str], position: int) -> set[str]:
    told = {event for event in reading_events.of_entities(db, about) if event <= position}
    cited = reading_events.citations_of(db, told - withheld_among(db, told, position))
    return {one.source for some in cited.values() for one in some if one.cited_by <= position}
