"""The registry of kinds: the folder is the list."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import msgspec

import archive.kinds.families
from archive.kinds.base import Payload
from archive.model.errors import UnknownKindError
from archive.model.nearest import nearest


def modules() -> list[ModuleType]:
    """Return the modules of the families, in name order."""
    names = sorted(info.name for info in pkgutil.iter_modules(archive.kinds.families.__path__))
    return [importlib.import_module(f"archive.kinds.families.{name}") for name in names]


def collect(places: Iterable[ModuleType]) -> dict[str, type[Payload]]:
    """Return every kind defined in the modules by its name, sorted by name."""
    found = {
        item.kind: item
        for place in places
        for item in vars(place).values()
        if isinstance(item, type) and issubclass(item, Payload) and item.kind and item.__module__ == place.__name__
    }
    return dict(sorted(found.items()))


KINDS: Mapping[str, type[Payload]] = collect(modules())


def kind_of(name: str) -> type[Payload]:
    """Return the class of a kind, or raise UnknownKindError with the nearest names."""
    if name not in KINDS:
        raise UnknownKindError(name, nearest(name, KINDS))
    return KINDS[name]


def lift(kind: type[Payload], version: int, facts: dict[str, Any]) -> dict[str, Any]:
    """Return a payload of an older schema version in today's form, one version at a time."""
    while version < kind.schema_version:
        facts = kind.upcasters[version](dict(facts))
        version += 1
    return facts


def decode(name: str, version: int, raw: msgspec.Raw) -> Payload:
    """Return a stored payload as today's struct of its kind."""
    kind = kind_of(name)
    if version == kind.schema_version:
        return msgspec.json.decode(raw, type=kind)
    return msgspec.convert(lift(kind, version, msgspec.json.decode(raw)), type=kind)
