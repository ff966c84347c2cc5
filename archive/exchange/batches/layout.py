"""The one layout of events as YAML text: what is read back is what was written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from archive.exchange.trees.quoting import scalar
from archive.model.event import ENVELOPE_FIELDS, Draft

FOLD_AT = 100
"""Columns after which a text is folded over several lines."""

CITATION_AT = 110
"""Columns up to which a citation, a name or a list stays on one line."""

_BEFORE = ("kind", "key", "date")
_AFTER = tuple(name for name in ENVELOPE_FIELDS if name not in _BEFORE)


def write_batch(
    events: Iterable[Draft], *, recorded_at: str | None = None, recorded_by: str | None = None, why: str | None = None
) -> str:
    """Return the batch file of the events; a head line that is None is left out."""
    head = {"recorded_at": recorded_at, "recorded_by": recorded_by, "why": why}
    lines = [line for name, text in head.items() if text is not None for line in _field(name, text, "")]
    listed = [line for event in events for line in event_lines(event)]
    return "\n".join([*lines, "events:" if listed else "events: []", *listed, ""])


def event_lines(event: Draft) -> Iterator[str]:
    """Yield the lines of one event as an item of a list."""
    return _item(_fields_of(event), "")


def flat(event: Draft) -> dict[str, Any]:
    """Return the event's fields that differ from their defaults, in reading order, as plain values."""
    return dict(_fields_of(event))


def _fields_of(event: Draft) -> Iterator[tuple[str, Any]]:
    head = dict(_set_fields(event.envelope))
    yield from ((name, head[name]) for name in _BEFORE if name in head)
    yield from _set_fields(event.payload)
    yield from ((name, head[name]) for name in _AFTER if name in head)


def _set_fields(struct: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for attribute, name, default in _defaults(type(struct)):
        value = getattr(struct, attribute)
        if value != default:
            yield name, value


@cache
def _defaults(cls: type[msgspec.Struct]) -> tuple[tuple[str, str, Any], ...]:
    """Return attribute, name in files and default of each field; a required one equals no default."""
    return tuple(
        (field.name, field.encode_name, field.default if factory is msgspec.NODEFAULT else factory())
        for field in msgspec.structs.fields(cls)
        for factory in [field.default_factory]
    )


def _item(fields: Iterable[tuple[str, Any]], indent: str) -> Iterator[str]:
    """Yield a mapping as an item of a block list: `- name: value`, then the rest below it."""
    lines = [line for name, value in fields for line in _field(name, value, indent + "  ")]
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _field(name: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - any field's value
    start = f"{indent}{scalar(name)}:"
    if isinstance(value, str):
        yield from _text(start, value, indent + "  ")
    elif isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
        yield from _texts(start, value, indent)
    elif isinstance(value, tuple) and value:
        yield start
        for item in value:
            yield from _struct_item(item, indent)
    elif isinstance(value, Mapping) and value:
        yield start
        for key, inner in value.items():
            yield from _field(key, inner, indent + "  ")
    else:
        yield f"{start} {_flow(value)}"


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    line = f"{start} {scalar(text)}"
    if len(line) > FOLD_AT and (folded := _folded(text, FOLD_AT - len(indent))):
        yield f"{start} >-"
        yield from (indent + part for part in folded)
    else:
        yield line


def _texts(start: str, texts: tuple[str, ...], indent: str) -> Iterator[str]:
    line = f"{start} {_flow(texts)}"
    if len(line) <= CITATION_AT or len(texts) == 1:
        yield line
        return
    yield start
    for text in texts:
        yield from _text(f"{indent}-", text, indent + "  ")


def _struct_item(struct: msgspec.Struct, indent: str) -> Iterator[str]:
    line = f"{indent}- {_flow(struct)}"
    if len(line) <= CITATION_AT:
        yield line
    else:
        yield from _item(_set_fields(struct), indent)


def _flow(value: Any) -> str:  # noqa: ANN401 - any field's value
    """Return the value on one line, without the brackets around a list of one text."""
    match value:
        case str():
            return scalar(value, flow=True)
        case bool():
            return "true" if value else "false"
        case (str() as only,):
            return scalar(only)
        case tuple():
            return "[" + ", ".join(_flow(item) for item in value) + "]"
        case msgspec.Struct():
            return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in _set_fields(value)) + "}"
        case Mapping():
            return "{" + ", ".join(f"{scalar(name, flow=True)}: {_flow(inner)}" for name, inner in value.items()) + "}"
        case _:
            return str(value)


def _folded(text: str, width: int) -> list[str] | None:
    """Return the lines of a folded text, or None where folding would not give the same text back."""
    if not text.isprintable() or text != text.strip():
        return None
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines if len(lines) > 1 else None
