"""Matching: which entity of the archive a row of somebody else's data speaks of.

An outside identifier decides; else the exact name or alias, as names are compared everywhere. An entity that
bears another value of the same identifier, or belongs to another body, is another one, however it is called.
Nothing is ever guessed.
"""

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.kinds.families.entity import EntityRegistered
from archive.model.errors import DataError
from archive.model.event import Draft, Envelope
from archive.model.nearest import nearest
from archive.store.reading.names import every_name, parents
from archive.store.tables.naming import fold_name

ALIKE = {"body": ("body", "organisation"), "organisation": ("organisation", "body")}
"""Types that stand for one another: what one list calls a body, another calls an organisation."""

OWN_FORMS = ("label", "name", "alias", "renamed")
"""The forms of a name that are no outside identifier; any other form is a scheme."""

LONGEST_ID = 60
"""Letters of an id that is made of a name; it is cut between words."""

_SHOWN = 3


class Wanted(NamedTuple):
    """An entity as a row tells it: what is known of it elsewhere. `id` is ours, where the map gives it."""

    type: str
    label: str
    id: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    parent: str = ""


class AmbiguousError(DataError):
    """Several entities of the archive may be meant."""

    def __init__(self, wanted: Wanted, found: Iterable[str]) -> None:
        self.found = tuple(sorted(found))
        super().__init__(
            f"{wanted.label!r} may be {' or '.join(self.found)}", hint="tell them apart by an identifier in the map"
        )


class Matcher:
    """Every name of an archive, held in memory: a question costs no query, and is answered once."""

    def __init__(
        self, names: Iterable[tuple[str, str, str, str, str]] = (), parents: Mapping[str, str] | None = None
    ) -> None:
        self._parents = dict(parents or {})
        self._types: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._borne: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._found: dict[Wanted, str | None] = {}
        for entity, kind, form, name, folded in names:
            self._learn(entity, kind, form, name, folded)

    def find(self, wanted: Wanted) -> str | None:
        """Return the id of the entity that is meant, None where none is; raises AmbiguousError for several."""
        if wanted not in self._found:
            self._found[wanted] = self._find(wanted)
        return self._found[wanted]

    def near(self, wanted: Wanted) -> tuple[str, ...]:
        """Return up to three entities of the right type with names close to the one that is not known."""
        close = nearest(fold_name(wanted.label), (name for name, ids in self._named.items() if self._fit(wanted, ids)))
        found = [entity for name in close for entity in sorted(self._fit(wanted, self._named[name]))]
        return tuple(dict.fromkeys(found))[:_SHOWN]

    def label(self, entity: str) -> str:
        """Return the printed name of an entity; its id where nothing is known of it."""
        return self._labels.get(entity, entity)

    def create(self, wanted: Wanted) -> tuple[str, Draft]:
        """Return the id of a new entity and its registration; from now on it is found."""
        entity = self._free_id(wanted)
        facts = EntityRegistered(
            subject=entity, type=wanted.type, label=wanted.label, parent=wanted.parent or None,  # type: ignore[arg-type]  # a map's type is checked when it is read
            identifiers=dict(wanted.identifiers), aliases=wanted.aliases,
        )  # fmt: skip
        if wanted.parent:
            self._parents[entity] = wanted.parent
        self._learn(entity, wanted.type, "label", wanted.label, fold_name(wanted.label))
        for alias in wanted.aliases:
            self._learn(entity, wanted.type, "alias", alias, fold_name(alias))
        for scheme, value in wanted.identifiers:
            self._learn(entity, wanted.type, scheme, value, fold_name(value))
        self._found.clear()
        self._found[wanted] = entity
        return entity, Draft(Envelope(kind=EntityRegistered.kind), facts)

    def _learn(self, entity: str, kind: str, form: str, name: str, folded: str) -> None:
        self._types[entity] = kind
        if form == "label":
            self._labels[entity] = name
        if form in OWN_FORMS:
            self._named[folded].add(entity)
        else:
            self._bearers[form, name].add(entity)
            self._borne[entity][form].add(name)

    def _find(self, wanted: Wanted) -> str | None:
        if wanted.id in self._types and self._fit(wanted, {wanted.id}):
            return wanted.id
        known = [self._fit(wanted, self._bearers.get(pair, ())) for pair in wanted.identifiers]
        by_identifier = set().union(*known)
        if by_identifier:
            return _only(wanted, by_identifier)
        names = {fold_name(name) for name in (wanted.label, *wanted.aliases)}
        called = {entity for name in names for entity in self._fit(wanted, self._named.get(name, ()))}
        return _only(wanted, {entity for entity in called if not self._is_another(entity, wanted)})

    def _fit(self, wanted: Wanted, entities: Iterable[str]) -> set[str]:
        types = ALIKE.get(wanted.type, (wanted.type,))
        return {entity for entity in entities if self._types[entity] in types}

    def _is_another(self, entity: str, wanted: Wanted) -> bool:
        if wanted.parent and self._parents.get(entity, wanted.parent) != wanted.parent:
            return True
        borne = self._borne.get(entity, {})
        return any(scheme in borne and value not in borne[scheme] for scheme, value in wanted.identifiers)

    def _free_id(self, wanted: Wanted) -> str:
        stem = slug(wanted.id) or slug(wanted.label) or slug("-".join(value for _, value in wanted.identifiers))
        return next(name for name in _ids(stem, wanted.type) if name not in self._types)


def matcher_of(db: sqlite3.Connection) -> Matcher:
    """Return the matcher over all names of an archive."""
    return Matcher(every_name(db), parents(db))


def fits(kind: str, types: Iterable[str]) -> bool:
    """Tell whether a type of entity is one of the types, or stands for one of them."""
    return not set(ALIKE.get(kind, (kind,))).isdisjoint(types)


def slug(name: str) -> str:
    """Return a name as an id: plain letters, digits and hyphens, cut between words; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    whole = "-".join(words)
    return whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rpartition("-")[0] or whole[:LONGEST_ID]


def _only(wanted: Wanted, found: set[str]) -> str | None:
    if len(found) > 1:
        raise AmbiguousError(wanted, found)
    return next(iter(found), None)


def _ids(stem: str, kind: str) -> Iterator[str]:
    """Yield ids, the plainest first: georgia, georgia-country, georgia-country-2, and so on with 3."""
    if stem:
        yield stem
    longer = f"{stem}-{kind}" if stem else kind
    yield longer
    number = 2
    while True:
        yield f"{longer}-{number}"
        number += 1
