"""Lists: the entities, the sources and the open questions of the archive."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.model.dates import day_of
from archive.questions.filters import Filters
from archive.questions.horizon import Horizon
from archive.store import reading_events, reading_lists, reading_names
from archive.store.naming import fold_name


def entities(
    db: sqlite3.Connection, horizon: Horizon, wanted: Filters, *, types: Sequence[str] = (), text: str = ""
) -> list[dict[str, Any]]:
    """Return the entities of the types (all where none is named), with `text` in one of their names, by type and name.

    With bodies: those that belong to them.
    """
    names: dict[str, list[str]] = {}
    for folded, entity, _ in reading_names.folded_names(db):
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
    telling = None if about is None else _telling(db, about)
    return [
        source
        for source in reading_lists.sources(db, horizon.position)
        if needle in fold_name(f"{source['publisher']} {source['title']} {source['id']}")
        and (horizon.sources is None or source["id"] in horizon.sources)
        and (telling is None or source["id"] in telling)
        and _published_by(source["told"], horizon)
    ]


def questions(
    db: sqlite3.Connection, horizon: Horizon, wanted: Filters, *, answered: bool = False
) -> list[dict[str, Any]]:
    """Return what is not known; with `answered` also what was, once. About the bodies or subjects asked for."""
    asked = wanted.within or wanted.subjects
    found = []
    for one in reading_lists.questions(db):
        about = json.loads(one["about"] or "[]")
        if one["asked_by"] > horizon.position or (asked is not None and not asked.intersection(about)):
            continue
        known = one["answered_by"] is not None and one["answered_by"] <= horizon.position
        if known and not answered:
            continue
        open_again = {} if known else {"state": "open", "answer": None, "answered_by": None}
        found.append({**one, "about": about, **open_again})
    return found


def _published_by(told: str | None, horizon: Horizon) -> bool:
    if told is None:
        return not horizon.strict
    return horizon.known_day is None or day_of(told) <= horizon.known_day


def _telling(db: sqlite3.Connection, about: frozenset[str]) -> set[str]:
    cited = reading_events.citations_of(db, reading_events.of_entities(db, about))
    return {one.source for some in cited.values() for one in some}
