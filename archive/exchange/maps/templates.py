"""Templates: texts of a map with placeholders for the cells of a row.

`{column}` is a cell, `{column|table}` a cell put through a table of the map (or several), `{@name}` a setting, the
label of an entity of the map, or one of `@row`, `@line`, `@file`, `@date`. A template with an empty cell is empty as
a whole; `{column?}` may be empty, and `{column?text}` is then that text. A brace is written twice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from archive.model.errors import DataError
from archive.model.nearest import nearest

ROW_NAMES = ("row", "line", "file", "date")
"""What every row tells of itself, besides the settings and the entities of a map."""

ANY = "*"
"""The line of a table for every value that has none of its own; where it says `*` in turn, that value stays."""

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Slot(NamedTuple):
    """A placeholder: a column, or a name of ours; the tables to go through; whether it may be empty, and what then."""

    name: str
    ours: bool = False
    tables: tuple[str, ...] = ()
    optional: bool = False
    instead: str = ""


class TemplateError(DataError):
    """A template that does not read."""


class UntranslatedError(DataError):
    """A value that the table of a map does not have; `nearest` are values it has."""

    def __init__(self, value: str, table: str, near: Iterable[str]) -> None:
        super().__init__(f"{value!r} is not in the table {table} of the map", hint="add it to the table")
        self.value = value
        self.nearest = tuple(near)


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders, ready to be filled; where it comes out empty, the others are tried in turn."""

    text: str
    parts: tuple[str | Slot, ...]
    others: tuple["Template", ...] = ()

    @property
    def constant(self) -> str | None:
        """The text, where nothing is to be filled in; else None."""
        texts = [part for part in self.parts if isinstance(part, str)]
        return "".join(texts) if len(texts) == len(self.parts) and not self.others else None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The placeholders, in their order."""
        own = tuple(part for part in self.parts if isinstance(part, Slot))
        return own + tuple(slot for other in self.others for slot in other.slots)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it needs."""
        return frozenset(slot.name for slot in self.slots if not slot.ours)

    def fill(self, cells: Mapping[str, str], ours: Mapping[str, str], tables: Mapping[str, Mapping[str, str]]) -> str:
        """Return the text for a row, empty where a cell is; raises UntranslatedError."""
        found = self._filled(cells, ours, tables)
        for other in self.others if not found else ():
            found = found or other.fill(cells, ours, tables)
        return found

    def _filled(
        self, cells: Mapping[str, str], ours: Mapping[str, str], tables: Mapping[str, Mapping[str, str]]
    ) -> str:
        if len(self.parts) == 1:
            only = self.parts[0]
            return only if isinstance(only, str) else _value(only, cells, ours, tables)
        texts: list[str] = []
        for part in self.parts:
            text = part if isinstance(part, str) else _value(part, cells, ours, tables)
            if not text and not (isinstance(part, Slot) and part.optional):
                return ""
            texts.append(text)
        return " ".join("".join(texts).split())


NOTHING = Template("", ())
"""The template that is empty for every row."""


def template(text: str, settings: Mapping[str, str]) -> Template:
    """Return the template of a text, with the settings filled in; raises TemplateError."""
    parts: list[str | Slot] = []
    at = 0
    for match in _PIECE.finditer(text):
        parts.append(text[at : match.start()])
        parts.append(_piece(match, settings))
        at = match.end()
    parts.append(text[at:])
    return Template(text, tuple(_joined(part for part in parts if part != "")))


def _piece(match: re.Match[str], settings: Mapping[str, str]) -> str | Slot:
    if match[0] in ("{{", "}}"):
        return match[0][0]
    if match[1] is None:
        raise TemplateError(f"a single {match[0]}", hint="{column} is a placeholder; write a brace itself twice")
    inner, optional, instead = match[1].partition("?")
    name, *tables = inner.split("|")
    ours = name.startswith("@")
    if not name.removeprefix("@"):
        raise TemplateError(f"{match[0]} names no column")
    if ours and name[1:] in settings and not tables:
        return settings[name[1:]]
    return Slot(name.removeprefix("@"), ours, tuple(tables), bool(optional), instead)


def _joined(parts: Iterable[str | Slot]) -> list[str | Slot]:
    joined: list[str | Slot] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _value(
    slot: Slot, cells: Mapping[str, str], ours: Mapping[str, str], tables: Mapping[str, Mapping[str, str]]
) -> str:
    value = (ours if slot.ours else cells).get(slot.name, "").strip()
    for name in slot.tables:
        table = tables[name]
        found = table.get(value, table.get(ANY) if value else "")
        if found is None:
            raise UntranslatedError(value, name, nearest(value, table))
        value = value if found == ANY else found
    return value or slot.instead
