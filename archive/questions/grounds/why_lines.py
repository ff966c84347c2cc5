"""Which timelines are meant by a subject, an object or both, where nothing says of which property."""

import sqlite3
from collections.abc import Collection, Sequence

from archive.kinds.claiming import Line
from archive.questions.scope import names
from archive.questions.scope.filters import OF_A_BODY, PROPERTIES, Filters
from archive.questions.states.state import View, answers, tells
from archive.store.reading import names as reading_names
from archive.store.reading.names import Entity

FIRST = "membership"
HELD_BY_SEVERAL = ("office", "question")
"""Types of entities that are asked about by themselves: who holds it, who thinks what of it."""


def meant(seen: View, subject: Entity, object: Entity | None, day: int, properties: Collection[str]) -> list[Line]:
    """Return the timelines that a question names: membership before any other property.

    Of two names the first property that anything is told of, of one alone a body's own state, who holds an
    office or has a stance, else all that is told of the subject on the day. `properties`, if any, limit them.
    """
    its_own = Filters(subjects=frozenset({subject.id}))
    every = seen.lines(its_own)
    if object is not None:
        fitting = [line for line in every if line.object == object.id]
        return _first(fitting, properties) or [Line(_named(properties), subject.id, object.id)]
    if subject.type in HELD_BY_SEVERAL:
        return _told(seen, day, Filters(within=frozenset({subject.id}), bodies=(subject.id,)), properties)
    own = [line for line in every if line.property in OF_A_BODY and not line.object]
    return (
        _first(own, properties or ("body",))
        or _told(seen, day, its_own, properties)
        or [Line(next(iter(properties), "body"), subject.id)]
    )


def meant_along(seen: View, subject: Entity, object: Entity | None, day: int, wanted: Filters) -> list[Line]:
    """Return the timelines meant; with a lineage, of all in the line of the two that tell anything on the day.

    Those of the two themselves go first, and are all there is where nobody in the line tells anything.
    """
    line, properties = wanted.lineage, sorted(wanted.properties or ())
    if line is None or not line.followed:
        return meant(seen, subject, object, day, properties)
    subjects = [subject, *_entities(seen, line.of_subjects)]
    objects = [object, *_entities(seen, line.of_bodies)] if object else [None]
    pairs = [(who, where) for who in subjects for where in objects]
    every = dict.fromkeys(found for who, where in pairs for found in meant(seen, who, where, day, properties))
    about = Filters(subjects=frozenset(line.subject for line in every))
    telling = {one.line for one in answers(seen, day, about) if tells(one.answer)}
    told = [one for one in every if one in telling]
    return told or meant(seen, subject, object, day, properties)


def two(db: sqlite3.Connection, words: Sequence[str]) -> tuple[Entity, Entity | None]:
    """Return who is meant by one or two names."""
    subject = names.entity(db, words[0])
    return subject, names.entity(db, words[1]) if len(words) > 1 else None


def _entities(seen: View, ids: Collection[str]) -> list[Entity]:
    return [one for one in (reading_names.entity(seen.db, name) for name in sorted(ids)) if one is not None]


def _first(fitting: Collection[Line], properties: Collection[str]) -> list[Line]:
    """Return the timelines of the properties asked for, or that of the property which goes before the others."""
    ranked = sorted(fitting, key=_rank)
    return [line for line in ranked if line.property in properties] if properties else ranked[:1]


def _told(seen: View, day: int, wanted: Filters, properties: Collection[str]) -> list[Line]:
    """Return the timelines that tell anything on the day; of several properties, memberships alone if there are any."""
    found = [one.line for one in answers(seen, day, wanted) if tells(one.answer)]
    if properties:
        return [line for line in found if line.property in properties]
    return [line for line in found if line.property == FIRST] or found


def _rank(line: Line) -> tuple[bool, int]:
    known = line.property in PROPERTIES
    return line.property != FIRST, PROPERTIES.index(line.property) if known else len(PROPERTIES)


def _named(properties: Collection[str]) -> str:
    return next(iter(properties), FIRST)
