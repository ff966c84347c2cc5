"""Pinned questions: everything named by id, the position fixed, so that the answer can be had again."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.questions.scope.filters import Filters, as_recorded, filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut_view import CutView
from archive.questions.states.following import followed
from archive.questions.states.state import View, view

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A question as it was asked of the log up to `position`; entities by id, `known` an ISO day.

    `who` is the one whose history is asked for, or whose answer; `dates` are the days asked for, as written;
    `options` are those that only this question has, by name, several times where there are several values.
    """

    ask: str
    position: int
    dates: tuple[str, ...] = ()
    who: str | None = None
    bodies: tuple[str, ...] = ()
    only: bool = False
    subjects: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    everything: bool = False
    lineage: bool = False
    known: str | None = None
    strict: bool = False
    according_to: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()

    def view(self, db: sqlite3.Connection, *, afresh: bool = False) -> View:
        """Return the archive within the question's cut-offs; `afresh` folds the log, whatever is stored."""
        within = horizon(
            db, known=self.known, strict=self.strict, recorded=str(self.position), according_to=self.according_to
        )
        return CutView(db, within, afresh=True) if afresh else view(db, within)

    def named(self, seen: View) -> Filters:
        """Return which timelines are asked for, by what belonged to the bodies at the position."""
        wanted = filters(
            seen.db, subjects=self.subjects, bodies=self.bodies, only=self.only, properties=self.properties,
            everything=self.everything,
        )  # fmt: skip
        return as_recorded(seen.db, wanted, self.position)

    def block(self, seen: View) -> dict[str, Any]:
        """Return what the question says of its filters in JSON, with the one whose answer is asked for."""
        given = self.named(seen)
        who = frozenset() if self.who is None else frozenset({self.who})
        return given._replace(subjects=(given.subjects or frozenset()) | who).block()

    def filters(self, seen: View) -> Filters:
        """Return the same with predecessors and successors, where they are asked for."""
        return self.followed(seen, self.named(seen))

    def followed(self, seen: View, wanted: Filters) -> Filters:
        """Return the filters with the predecessors and successors of those named, where they are asked for."""
        return followed(seen, wanted, only=self.only) if self.lineage else wanted

    def option(self, name: str) -> str | None:
        """Return the value of an option, None where it was not given."""
        return next(iter(self.several(name)), None)

    def several(self, name: str) -> tuple[str, ...]:
        """Return every value of an option that may be given more than once."""
        return tuple(value for option, value in self.options if option == name)
