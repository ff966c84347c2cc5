"""The rows that a map asks for: those of the file, without what it leaves out, of equals the last, wide ones melted."""

from collections.abc import Iterator
from typing import NamedTuple

from archive.exchange.files.limits import Source
from archive.exchange.maps.map import Map
from archive.exchange.maps.wide import melted
from archive.exchange.rows.read import read_rows
from archive.exchange.rows.row import BadRow, Row
from archive.model.errors import Fault, FaultsError
from archive.model.nearest import nearest

SEPARATORS = {";": ";", "\t": "\\t", "|": "|", ",": ","}
"""What may part the cells of a table, as a map writes it: told where a whole header came as one cell."""


class MapRows(NamedTuple):
    """The columns of the rows (None where they differ from row to row), and the rows as they are read."""

    columns: tuple[str, ...] | None
    rows: Iterator[Row | BadRow]


def rows_for(map: Map, source: Source, *, name: str) -> MapRows:
    """Return the rows of a file for a map; raises FaultsError where it lacks a column that the map needs.

    Only `last_of` holds rows in memory: the last of each key.
    """
    rule = map.rows
    table = read_rows(source, rule.layout, name=name)
    columns, rows = table.columns, table.rows
    if rule.only.when or rule.only.unless:
        rows = (row for row in rows if isinstance(row, BadRow) or rule.only.hold(row.cells))
    if rule.last_of:
        rows = _last_of(rows, rule.last_of)
    if rule.wide is not None and columns is not None:
        columns, rows = melted(rows, columns, rule.wide, name=name)
    if columns is not None:
        _refuse_missing(map, columns, name)
        return MapRows(columns, rows)
    return MapRows(None, _seen_all(rows, map, name))


def _last_of(rows: Iterator[Row | BadRow], key: tuple[str, ...]) -> Iterator[Row | BadRow]:
    """Yield of rows with equal cells in the key columns the last, in the order of the file; bad rows first."""
    last: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        of = tuple(row.cells.get(column, "") for column in key)
        last.pop(of, None)
        last[of] = row
    yield from last.values()


def _refuse_missing(map: Map, columns: tuple[str, ...], name: str) -> None:
    missing = sorted(map.columns - set(columns))
    if missing:
        raise FaultsError([_missing(column, columns, name) for column in missing], hint="mend the map, or take another")


def _seen_all(rows: Iterator[Row | BadRow], map: Map, name: str) -> Iterator[Row | BadRow]:
    """Yield the rows of nested data, and at the end refuse a column that none of them had."""
    needed, seen = set(map.columns), dict[str, None]()
    for row in rows:
        if isinstance(row, Row):
            needed -= row.cells.keys()
            seen.update(dict.fromkeys(row.cells) if needed else {})
        yield row
    if needed:
        raise FaultsError([_missing(column, tuple(seen), name) for column in sorted(needed)])


def _missing(column: str, columns: tuple[str, ...], name: str) -> Fault:
    shown = ", ".join(columns[:20]) + (" …" if len(columns) > 20 else "")
    message = f"the map needs a column {column!r}, and there is none"
    only = columns[0] if len(columns) == 1 else ""
    found = next((f'"{said}"' for sign, said in SEPARATORS.items() if sign in only), "")
    hint = f"it looks as if the cells were parted by {found}: [file] delimiter = {found} in the map" if found else None
    return Fault(message, file=name, line=1, expected=shown, nearest=tuple(nearest(column, columns)), hint=hint)
