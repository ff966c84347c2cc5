"""The light tree that every text format is read into: texts, lists and mappings with their places."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

Form = Literal["plain", "quoted", "text", "number", "boolean", "null"]
"""How a scalar was written: bare or quoted in YAML; a text from elsewhere; another JSON value."""


class Scalar(NamedTuple):
    """One value, always as text. Lines and columns count from 1; 0 where there are none."""

    text: str
    line: int = 0
    column: int = 0
    form: Form = "text"


class Sequence(NamedTuple):
    """A list of nodes in the order written."""

    items: tuple["Node", ...]
    line: int = 0
    column: int = 0


class Entry(NamedTuple):
    """One field of a mapping: its value, and the place of its name."""

    value: "Node"
    line: int = 0
    column: int = 0


class Mapping(NamedTuple):
    """Fields by name in the order written; `flow` where they stand in braces on one line."""

    entries: dict[str, Entry]
    line: int = 0
    column: int = 0
    flow: bool = False


Node = Scalar | Sequence | Mapping


def of_python(value: Any, line: int = 0) -> Node:  # noqa: ANN401 - plain data of any shape
    """Return the tree of plain data (dicts, lists, texts, whole numbers, booleans, None)."""
    match value:
        case str():
            return Scalar(value, line)
        case dict():
            return Mapping({str(name): Entry(of_python(item, line), line) for name, item in value.items()}, line)
        case list() | tuple():
            return Sequence(tuple(of_python(item, line) for item in value), line)
        case None:
            return Scalar("null", line, 0, "null")
        case bool():
            return Scalar("true" if value else "false", line, 0, "boolean")
        case _:
            return Scalar(str(value), line, 0, "number")


def of_options(options: Iterable[tuple[str, Iterable[str]]]) -> Mapping:
    """Return the tree of options as typed on a command line: one text, or a list of several."""
    entries: dict[str, Entry] = {}
    for name, texts in options:
        items = tuple(Scalar(text) for text in texts)
        entries[name] = Entry(items[0] if len(items) == 1 else Sequence(items))
    return Mapping(entries)


def said(node: Node) -> str:
    """Return what a node is, in words, for messages."""
    match node:
        case Scalar():
            return {"number": "a number", "boolean": "true or false", "null": "null"}.get(node.form, "a text")
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def field_lines(event: Mapping) -> dict[str, int]:
    """Return the line of each field, list item and inner field: `subject[1]`, `citations[0].source`."""
    found: dict[str, int] = {}
    for name, entry in event.entries.items():
        found[name] = entry.line
        if type(entry.value) is not Scalar:
            _collect(entry.value, name, found)
    return found


def _collect(node: Node, path: str, found: dict[str, int]) -> None:
    if type(node) is Mapping:
        inner = [(f"{path}.{name}", entry.line, entry.value) for name, entry in node.entries.items()]
    elif type(node) is Sequence:
        inner = [(f"{path}[{index}]", item.line, item) for index, item in enumerate(node.items)]
    else:
        return
    for name, line, value in inner:
        found[name] = line
        _collect(value, name, found)
