"""Filters: which timelines a question is about."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.errors import UsageError
from archive.model.nearest import nearest
from archive.questions.scope import names
from archive.questions.scope.lineage import Lineage
from archive.store.reading import names as reading_names

PROPERTIES = (
    "body", "membership", "accession", "participation", "representation", "office", "meeting", "attendance", "stance",
    "document", "control", "recognition", "name",
)  # fmt: skip
"""All properties, in the order in which answers are told."""

OF_A_BODY = ("body", "name")
"""Properties whose subject is the body itself."""


class Filters(NamedTuple):
    """Which timelines are asked for; None means all.

    `within` are the bodies with their organs, offices and questions: what may stand as a timeline's
    object, or be the subject of a body's own state. With a `lineage`, subjects and `within` hold those
    followed too; `bodies` and `named` stay those that were named.
    """

    subjects: frozenset[str] | None = None
    bodies: tuple[str, ...] = ()
    within: frozenset[str] | None = None
    properties: frozenset[str] | None = None
    everything: bool = False
    only: bool = False
    named: tuple[Line, ...] = ()
    lineage: Lineage | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """Return the subjects that were named, in the order of their ids, without those that are only followed."""
        return tuple(sorted(self.lineage.subjects if self.lineage else self.subjects or ()))

    def block(self) -> dict[str, Any]:
        """Return what a question says of them in JSON: each that was given, and whom it followed, where asked to."""
        given = {
            "bodies": list(self.bodies), "only": self.only, "subjects": list(self.called),
            "properties": sorted(self.properties or (), key=PROPERTIES.index), "all": self.everything,
        }  # fmt: skip
        line = {"lineage": self.lineage.block()} if self.lineage else {}
        return {**{name: value for name, value in given.items() if value}, **line}

    def takes(self, line: Line) -> bool:
        """Return whether the timeline is asked for."""
        if self.properties is not None and line.property not in self.properties:
            return False
        if self.subjects is not None and line.subject not in self.subjects:
            return False
        if self.within is None:
            return True
        return (line.subject if line.property in OF_A_BODY else line.object) in self.within

    def shows(self, line: Line, *, answered: bool) -> bool:
        """Return whether an answer is listed: it tells something, or both its ends were named, or all are asked for."""
        return answered or self.everything or line in self.named or self._names_both_ends(line)

    def _names_both_ends(self, line: Line) -> bool:
        return self.subjects is not None and line.subject in self.subjects and line.object in self.bodies


def filters(
    db: sqlite3.Connection, *, subjects: Sequence[str] = (), bodies: Sequence[str] = (), only: bool = False,
    properties: Sequence[str] = (), everything: bool = False,
) -> Filters:  # fmt: skip
    """Return what the options, with names as a person writes them, ask for.

    Raises UnknownNameError, AmbiguousNameError, or UsageError for an unknown property.
    """
    for name in properties:
        if name not in PROPERTIES:
            near = ", ".join(nearest(name, PROPERTIES)) or ", ".join(PROPERTIES)
            raise UsageError(f"no property is called {name!r}", hint=f"nearest: {near}")
    who = frozenset(names.entity(db, text).id for text in subjects)
    objects = tuple(names.entity(db, text).id for text in bodies)
    return Filters(
        subjects=who or None,
        bodies=objects,
        within=within(db, objects, only=only) if objects else None,
        properties=frozenset(properties) or None,
        everything=everything,
        only=only,
        named=lines_named(who, objects, properties),
    )


def lines_named(who: Iterable[str], bodies: Sequence[str], properties: Iterable[str] | None) -> tuple[Line, ...]:
    """Return the timelines of which both ends are named: memberships, where no property is."""
    those = [name for name in properties or ("membership",) if name not in OF_A_BODY]
    return tuple(Line(name, subject, body) for name in those for subject in who for body in bodies)


def as_recorded(db: sqlite3.Connection, wanted: Filters, position: int) -> Filters:
    """Return the filters as they were at a position: what a later stance makes a body's question is left out."""
    if wanted.within is None:
        return wanted
    later = reading_names.issues_after(db, wanted.within, position) - set(wanted.bodies)
    return wanted._replace(within=wanted.within - later)


def within(db: sqlite3.Connection, bodies: Sequence[str], *, only: bool) -> frozenset[str]:
    """Return the bodies with their organs, offices and questions; with `only`, without their organs."""
    if not only:
        organs = reading_names.organs(db, bodies)
        return organs | reading_names.issues_of(db, organs)
    # Without its organs, a body still has its offices: they are its own.
    own = frozenset(bodies)
    return own | {one.id for one in reading_names.offices_of(db, own)} | reading_names.issues_of(db, own)
