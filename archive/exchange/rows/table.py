"""Tables as rows: CSV and TSV (RFC 4180), read line by line, each fault with its row and line."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from archive.exchange.files.limits import MAX_LINE, Source
from archive.exchange.rows.lines import Lines
from archive.exchange.rows.row import BadRow, Layout, Row, Table
from archive.model.errors import Fault, FaultsError

MAX_CELL = 131_072
"""Letters of one cell: csv's own limit, looked at here too, as any library may raise it for the whole process."""

_LOOK = "look for a quote that is never closed, or for a file of another kind"

_USUAL = {"csv": (",", '"'), "tsv": ("\t", "")}
"""Delimiter and quote of a form."""


class _Read(NamedTuple):
    """What csv made of one or more lines."""

    line: int
    values: list[str]
    has_nul: bool
    too_long: bool


def read_table(source: Source, layout: Layout, *, name: str) -> Table:
    """Return the columns and rows of a table; raises FaultsError where there are none, or none that can be used."""
    read = _read(Lines(source, layout.encoding, name=name), layout)
    first = next(read, None)
    if first is None:
        raise FaultsError([Fault("the file is empty", file=name, line=1, expected="a line of column names, then rows")])
    if first.too_long and not layout.header:
        raise FaultsError([_too_long(name, first.line)])
    columns = layout.header or tuple(value.strip() for value in first.values)
    faults = list(_header_faults(columns, name, first.line))
    if faults:
        raise FaultsError(faults)
    rows = _rows(chain([first], read) if layout.header else read, columns, layout, name)
    return Table(columns, _at_least_one(rows, name))


def _read(lines: Lines, layout: Layout) -> Iterator[_Read]:
    """Yield what csv reads, without blank lines; raises FaultsError where it cannot go on."""
    reader = _reader(lines, layout)
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            values = _row_of(error, lines, layout)
        if values is None:
            return
        line, has_nul = lines.end_row()
        if any(values):
            yield _Read(line, values, has_nul, too_long=max(map(len, values)) > MAX_CELL)


def _reader(lines: Iterable[str], layout: Layout) -> Iterator[list[str]]:
    usual_delimiter, usual_quote = _USUAL[layout.form]
    quote = usual_quote if layout.quote is None else layout.quote
    return csv.reader(
        lines, delimiter=layout.delimiter or usual_delimiter, quotechar=quote or None, strict=True,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
    )  # fmt: skip


def _row_of(error: csv.Error, lines: Lines, layout: Layout) -> list[str]:
    """Return the whole row in which csv met a cell over its limit, so that the next row is found behind it.

    Raises FaultsError where anything else stopped csv, or the cell is longer than any line may be: then its quote
    was hardly meant to be closed there.
    """
    if "field limit" not in str(error):
        raise FaultsError([_unreadable(error, lines)]) from error
    # The limit is that of the process: it is as it was before anybody else reads.
    usual = csv.field_size_limit(MAX_LINE)
    try:
        return next(_reader(chain(list(lines.row), lines), layout))
    except csv.Error as other:
        raise FaultsError([_unreadable(other, lines)]) from other
    finally:
        csv.field_size_limit(usual)


def _rows(read: Iterator[_Read], columns: Sequence[str], layout: Layout, name: str) -> Iterator[Row | BadRow]:
    empty = frozenset(layout.empty)
    for number, (line, values, has_nul, too_long) in enumerate(read, 1):
        if has_nul:
            hint = "remove it; where there are many, the file is of another kind or encoding"
            fault = Fault("a NUL in a cell", file=name, line=line, hint=hint)
            yield BadRow(number, line, tuple(values), fault)
        elif too_long:
            yield BadRow(number, line, tuple(values), _too_long(name, line))
        elif len(values) != len(columns):
            yield BadRow(number, line, tuple(values), _ragged(line, values, columns, name))
        else:
            cells = dict(zip(columns, values, strict=True))
            if not empty.isdisjoint(values):
                cells.update((column, "") for column, value in zip(columns, values, strict=True) if value in empty)
            yield Row(number, line, cells)


def _at_least_one(rows: Iterator[Row | BadRow], name: str) -> Iterator[Row | BadRow]:
    first = next(rows, None)
    if first is None:
        raise FaultsError([Fault("there are no rows below the column names", file=name, line=2)])
    yield first
    yield from rows


def _header_faults(columns: Sequence[str], name: str, line: int) -> Iterator[Fault]:
    for column, count in Counter(columns).items():
        if not column and count == 1:
            message = f"column {columns.index('') + 1} has no name"
            yield Fault(message, file=name, line=line, hint="name every column")
        elif count > 1:
            places = [str(number) for number, other in enumerate(columns, 1) if other == column]
            message = f"{count} columns are called {column!r}: {', '.join(places)}"
            yield Fault(message, file=name, line=line, hint="give each a name of its own")


def _ragged(line: int, values: Sequence[str], columns: Sequence[str], name: str) -> Fault:
    more = f"after {values[len(columns) - 1]!r} there is more" if len(values) > len(columns) else "the last are missing"
    return Fault(
        f"{len(values)} cells, where the header has {len(columns)}: {more}", file=name, line=line,
        hint="look for a separator that is not quoted, or for a missing one",
    )  # fmt: skip


def _unreadable(error: csv.Error, lines: Lines) -> Fault:
    said = str(error)
    began, _ = lines.end_row()
    if "field limit" in said:
        message = f"a cell is longer than {MAX_LINE:,} letters; nothing after it was read"
        return Fault(message, file=lines.name, line=began, hint=_LOOK)
    if "unexpected end" in said:
        message, hint = "a quote is opened and never closed", "close it, or write a quote within a cell twice"
    elif "new-line" in said:
        message, hint = "a line ends with CR alone", "save the file with line ends LF, or CR and LF"
    elif "expected after" in said:
        message = "a quoted cell goes on after its closing quote"
        hint = "write a quote within a quoted cell twice"
    else:
        message, hint = f"this does not read as a table: {said}", "save it as CSV again"
    return Fault(message, file=lines.name, line=began, hint=hint)


def _too_long(name: str, line: int) -> Fault:
    return Fault(f"a cell is longer than {MAX_CELL:,} letters", file=name, line=line, hint=_LOOK)
