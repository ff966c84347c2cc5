"""Labels: the name that an entity has on a day."""

import sqlite3
from collections.abc import Iterator

from archive.model.dates import parse
from archive.questions.filters import Filters
from archive.questions.state import View
from archive.store import reading_names

NAMES = Filters(properties=frozenset({"name"}))


class Labels:
    """The names of entities on one day; an entity without one is called by its id."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def __call__(self, entity: str) -> str:
        """Return the name of an entity; of none, an empty text."""
        return self._names.get(entity, entity)


def labels(seen: View, day: int) -> Labels:
    """Return how entities are called on a day: as renamed by then, by a name in use only then, or as usual."""
    names = {one.id: one.label for one in reading_names.entities(seen.db, seen.horizon.position)}
    names.update(_dated(seen.db, seen.horizon.position, day))
    names.update({line.subject: found.value for line, found in seen.on(day, NAMES) if found.value})
    return Labels(names)


def _dated(db: sqlite3.Connection, position: int, day: int) -> Iterator[tuple[str, str]]:
    """Yield the names that were in use for some time, that day included."""
    for entity, name, since, until in reading_names.dated_names(db, position):
        if (since is None or parse(since).earliest <= day) and (until is None or parse(until).latest >= day):
            yield entity, name
