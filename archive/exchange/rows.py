"""Rows of somebody else's data: cells by the name of their column, one row after another.

A table (CSV, TSV) is read as a stream: memory does not grow with the file. Nested data (YAML, JSON) are read whole,
within limits, and flattened: a row for each item at the end of a path, its parents' values beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.exchange.limits import Source
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


def read_rows(source: Source, layout: Layout, *, name: str) -> Table:
    """Return the columns and the rows of a file; raises FaultsError where it cannot be read as what it should be.

    The rows are read while they are asked for, and what stops the reading in their midst is raised then.
    """
    # A table needs no YAML, nested data no csv: each reader is loaded where it is used.
    if layout.form in ("csv", "tsv"):
        from archive.exchange.rows_table import read_table  # noqa: PLC0415 - see above

        return read_table(source, layout, name=name)
    from archive.exchange.rows_nested import read_nested  # noqa: PLC0415 - see above

    return Table(None, read_nested(source, layout, name=name))
