"""Rows of somebody else's data: cells by the name of their column, and how they are found in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.model.errors import Fault

Form = Literal["csv", "tsv", "yaml", "json"]


class Row(NamedTuple):
    """One row: its number (from 1, the header not counted), the line it begins on, its cells by column."""

    number: int
    line: int | None
    cells: dict[str, str]


class BadRow(NamedTuple):
    """A row that cannot be read: what was there, and what is wrong with it."""

    number: int
    line: int | None
    values: tuple[str, ...]
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of a file are found: its form and encoding, the path to the rows of nested data.

    `header` names the columns of a table that has no line of names. `empty` are texts that stand for nothing. Where
    delimiter and quote are not given, they are those of the form (TSV has no quotes).
    """

    form: Form = "csv"
    encoding: str = "utf-8"
    delimiter: str | None = None
    quote: str | None = None
    path: str = ""
    header: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its rows; of nested data no columns are known before the rows are read."""

    columns: tuple[str, ...] | None
    rows: Iterator[Row | BadRow]
