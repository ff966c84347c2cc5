"""Names: who or what is meant by a text, and what is nearest to it where nothing is."""

import importlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from archive.model.errors import DataError
from archive.model.nearest import nearest
from archive.store.reading import names as reading_names
from archive.store.reading.names import Entity, Named
from archive.store.schema.projection import CURRENT
from archive.store.tables.naming import fold_name

BODIES = ("body", "organisation")


class UnknownNameError(DataError):
    """Nothing is called so."""

    def __init__(self, text: str, what: str, near: Sequence[str], *, look: str = "archive entities") -> None:
        close = f"Nearest: {', '.join(near)}" if near else "Nothing is called nearly so"
        super().__init__(f"no {what} is called {text!r}. {close}", hint=f"see: {look}")


class OtherTypeError(DataError):
    """Something else is called so."""

    def __init__(self, text: str, what: str, found: Entity) -> None:
        super().__init__(f"{text!r} is a {found.type} ({found.label}), no {what}", hint=f"see: archive show {found.id}")


class AmbiguousNameError(DataError):
    """Several are called so."""

    def __init__(self, text: str, found: Iterable[Entity]) -> None:
        told = "; ".join(f"{one.id} ({one.label}, {one.type})" for one in found)
        super().__init__(f"{text!r} may be: {told}", hint="name one of them by its id")


def entity(db: sqlite3.Connection, text: str, types: Collection[str] = ()) -> Entity:
    """Return the entity of an id, printed name, other name, alias or outside identifier.

    `types` limits whom it may be. Raises UnknownNameError with the nearest names, AmbiguousNameError, or
    OtherTypeError where it is the name of somebody of another type.
    """
    found = reading_names.entity(db, text)
    if found is not None and (not types or found.type in types):
        return found
    best = _best([one for one in reading_names.named(db, text) if not types or one.entity.type in types])
    if len(best) == 1:
        return best[0]
    if best:
        raise AmbiguousNameError(text, best)
    slug = reading_names.entity(db, fold_name(text).replace(" ", "-"))
    if slug is not None and (not types or slug.type in types):
        return slug
    other = found or slug or next((one.entity for one in reading_names.named(db, text)), None)
    if other is not None:
        raise OtherTypeError(text, " or ".join(types), other)
    raise UnknownNameError(text, " or ".join(types) or "entity", _near(db, text, types))


def sources(db: sqlite3.Connection, texts: Iterable[str], position: int) -> frozenset[str]:
    """Return the ids of the sources meant: each text is the id of a source or the name of a publisher."""
    ids: set[str] = set()
    publishers: dict[str, set[str]] = defaultdict(set)
    for source_id, publisher in reading_names.sources(db, position):
        ids.add(source_id)
        publishers[fold_name(publisher)].add(source_id)
    found: set[str] = set()
    for text in texts:
        meant = {text} if text in ids else publishers.get(fold_name(text))
        if not meant:
            near = nearest(text, [*ids, *publishers])
            raise UnknownNameError(text, "source or publisher", near, look="archive sources")
        found |= meant
    return frozenset(found)


def source(db: sqlite3.Connection, text: str, position: int) -> str:
    """Return the id of the one source meant."""
    ids = [source_id for source_id, _ in reading_names.sources(db, position)]
    if text in ids:
        return text
    raise UnknownNameError(text, "source", nearest(text, ids), look="archive sources")


def _best(found: Sequence[Named]) -> list[Entity]:
    """Return those found by their printed name, else those found by any other name, each once."""
    printed = {one.entity.id: one.entity for one in found if one.form == "label"}
    return list((printed or {one.entity.id: one.entity for one in found}).values())


def _near(db: sqlite3.Connection, text: str, types: Collection[str]) -> list[str]:
    ids: dict[str, str] = {}
    for folded, entity_id, kind in reading_names.folded_names(db, CURRENT):
        if not types or kind in types:
            ids.setdefault(folded, entity_id)
            ids.setdefault(fold_name(entity_id), entity_id)
    # Only a name that is not known is compared with all.
    close = importlib.import_module("difflib").get_close_matches(fold_name(text), list(ids), n=6, cutoff=0.6)
    return list(dict.fromkeys(ids[name] for name in close))[:3]
