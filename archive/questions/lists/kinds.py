"""Kinds: what may be said, with the fields of each kind and what they mean."""

import inspect
from typing import Any

import msgspec

from archive.kinds.base import Payload
from archive.kinds.registry import KINDS, kind_of
from archive.kinds.roles import description, roles

CITATION = {"source": "tass-20240704", "at": "ex.1-4", "says": "what it says in our own words"}


def kinds() -> list[dict[str, str]]:
    """Return every kind by name, with its nature and its meaning in a line."""
    return [
        {"kind": name, "nature": kind.nature, "meaning": meaning(kind).splitlines()[0]} for name, kind in KINDS.items()
    ]


def kind(name: str) -> dict[str, Any]:
    """Return a kind: its meaning, its fields, an example and its JSON Schema. Raises UnknownKindError."""
    found = kind_of(name)
    schema = msgspec.json.schema(found)
    return {
        "kind": found.kind,
        "nature": found.nature,
        "schema_version": found.schema_version,
        "meaning": meaning(found),
        "fields": [_field(found, field) for field in msgspec.structs.fields(found)],
        "example": example(found),
        "json_schema": schema,
    }


def example(found: type[Payload]) -> dict[str, Any]:
    """Return an event of the kind in the text form, with a citation where it needs one."""
    cited = {"citations": [CITATION]} if found.nature == "world" or found.kind == "event.corroborated" else {}
    return {"kind": found.kind, **found.example, **({} if "citations" in found.example else cited)}


def meaning(found: type[Payload]) -> str:
    """Return what an event of the kind says."""
    return inspect.getdoc(found) or ""


def _field(found: type[Payload], field: msgspec.structs.FieldInfo) -> dict[str, Any]:
    role = next((role for role in roles(found) if role.field == field.name), None)
    return {
        "field": field.name,
        "needed": field.required,
        "names": role.ref if role else None,
        "of_type": list(role.types) if role else [],
        "meaning": description(found, field.name),
    }
