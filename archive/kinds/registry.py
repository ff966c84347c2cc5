"""The registry of kinds: the folder is the list, and a family of kinds is loaded when one of them is asked for."""

import importlib
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import msgspec

import archive.kinds.families
from archive.kinds.base import Payload
from archive.model.errors import UnknownKindError
from archive.model.nearest import nearest

FAMILIES = archive.kinds.families.__name__


def defined_in(family: ModuleType) -> dict[str, type[Payload]]:
    """Return every kind that a module defines, by its name."""
    return {
        item.kind: item
        for item in vars(family).values()
        if isinstance(item, type) and issubclass(item, Payload) and item.kind and item.__module__ == family.__name__
    }


class Kinds(Mapping[str, type[Payload]]):
    """Every kind by its name. Whoever reads some events waits for their families only, whoever lists kinds for all."""

    def __init__(self) -> None:
        self._found: dict[str, type[Payload]] = {}
        self._looked: set[str] = set()
        self._whole = False

    def __getitem__(self, name: str) -> type[Payload]:
        if name not in self._found and not self._whole:
            self._seek(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        self._load_all()
        return iter(self._found)

    def __len__(self) -> int:
        self._load_all()
        return len(self._found)

    def _seek(self, name: str) -> None:
        """Look into the family called as the kind begins, into those loaded for other reasons, then into all."""
        loaded = [module for module in sys.modules if module.startswith(f"{FAMILIES}.")]
        likely = f"{FAMILIES}.{name.partition('.')[0]}"
        for module in (likely, *loaded):
            if module not in self._looked:
                self._look(module)
            if name in self._found:
                return
        self._load_all()

    def _look(self, module: str) -> None:
        self._looked.add(module)
        try:
            self._found |= defined_in(importlib.import_module(module))
        except ModuleNotFoundError as error:
            # No family is called as the kind begins; what a family itself lacks is told.
            if error.name != module:
                raise

    def _load_all(self) -> None:
        if not self._whole:
            # Which modules there are is asked of them alone: it takes one more to ask.
            listed = importlib.import_module("pkgutil").iter_modules(archive.kinds.families.__path__)
            for info in listed:
                self._look(f"{FAMILIES}.{info.name}")
            self._found = dict(sorted(self._found.items()))
            self._whole = True


KINDS = Kinds()


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
