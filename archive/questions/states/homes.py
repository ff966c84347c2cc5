"""Homes: in which body's section something is told."""

import sqlite3
from collections.abc import Iterable, Mapping

from archive.questions.scope.filters import OF_A_BODY, Filters
from archive.questions.states.state import Answered
from archive.store.reading import names as reading_names
from archive.store.reading.names import Entity

BODIES = ("body", "organisation")


class Homes:
    """Sections are for bodies that were asked for or have no parent, and for organs with a life of their own.

    Such an organ is one that has members, is not simply active, or about which stances were taken.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        position: int,
        entities: Mapping[str, Entity],
        found: Iterable[Answered],
        wanted: Filters,
    ) -> None:
        self._entities = entities
        self._issues = reading_names.bodies_of_issues(db, position)
        self._apart = set(wanted.bodies)
        for line, answer in found:
            if line.property == "membership":
                self._apart.add(line.object)
            elif line.property == "body" and (answer.value != "active" or answer.contested):
                self._apart.add(line.subject)
            elif line.property == "stance":
                self._apart.update(self._issues.get(line.object, ()))

    def of(self, one: Answered) -> str | None:
        """Return the body in whose section an answer is told, or None."""
        line = one.line
        if line.property in OF_A_BODY:
            own = self._entities.get(line.subject)
            return self.above(line.subject) if own and own.type in BODIES else None
        return self.above(line.object)

    def above(self, entity: str) -> str | None:
        """Return the body with a section of its own that an entity is, or belongs to."""
        passed: set[str] = set()
        while entity in self._entities and entity not in passed:
            passed.add(entity)
            here = self._entities[entity]
            if here.type in BODIES and (here.parent is None or entity in self._apart):
                return entity
            entity = here.parent or next(iter(self._issues.get(entity, ())), "")
        return None
