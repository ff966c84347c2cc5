"""Roles: what each field of a kind names (an entity, an event, a source …), read from its type."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Meta

from archive.kinds.base import Payload


class Role(NamedTuple):
    """What a field names: `ref` is entity, event, source, dispute, question, status, date or new."""

    field: str
    ref: str
    types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    many: bool = False


class Reference(NamedTuple):
    """One name found in a field of a payload."""

    field: str
    ref: str
    name: str
    types: tuple[str, ...]
    words: tuple[str, ...]


@cache
def roles(kind: type[Payload]) -> tuple[Role, ...]:
    """Return the role of each field of a kind that names something, in field order."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(role for name in kind.__struct_fields__ for role in _roles(name, hints[name]))


@cache
def description(kind: type[Payload], field: str) -> str:
    """Return what a field of a kind means, in one line."""
    metas = _metas(get_type_hints(kind, include_extras=True)[field])
    return next((meta.description for meta in reversed(metas) if meta.description), "")


def references(payload: Payload) -> Iterator[Reference]:
    """Yield every name that the fields of a payload hold, field by field."""
    for role in roles(type(payload)):
        there = getattr(payload, role.field)
        if there is not None:
            for name in _names(there, role.ref):
                yield Reference(role.field, role.ref, name, role.types, role.words)


def references_in(kind: type[Payload], facts: Mapping[str, object]) -> Iterator[Reference]:
    """Yield every name that these fields of a kind hold; fields that are not there hold none."""
    for role in roles(kind):
        for name in _names(facts.get(role.field), role.ref):
            yield Reference(role.field, role.ref, name, role.types, role.words)


def _roles(field: str, hint: object) -> Iterator[Role]:
    for meta in _metas(hint):
        extra = meta.extra or {}
        if "ref" in extra:
            yield Role(field, extra["ref"], extra.get("types", ()), extra.get("words", ()), _many(hint))


def _metas(hint: object) -> list[Meta]:
    """Return the Metas of a type, the outermost last; unions and dict values are looked into."""
    if get_origin(hint) is Annotated:
        inner, *metas = get_args(hint)
        return [*_metas(inner), *(meta for meta in metas if isinstance(meta, Meta))]
    if get_origin(hint) in (Union, UnionType):
        return [meta for part in get_args(hint) for meta in _metas(part)]
    if get_origin(hint) is dict:
        return [meta for part in get_args(hint) for meta in _metas(part)]
    return []


def _many(hint: object) -> bool:
    if get_origin(hint) is Annotated:
        return _many(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return any(_many(part) for part in get_args(hint))
    return get_origin(hint) in (tuple, list)


def _names(value: object, ref: str) -> Sequence[str]:
    """Return the texts in a value that name something of the sort."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple | list):
        return [item for item in value if isinstance(item, str)]
    if not isinstance(value, Mapping):
        return ()
    if ref == "entity":
        return [name for item in value.values() for name in _names(item, ref)]
    return [name for name in value if isinstance(name, str)] if ref == "status" else ()
