"""Wide tables as rows: a cell of each named column, and spells of equal cells in consecutive rows."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from archive.exchange.maps.map import Wide
from archive.exchange.maps.spells import SPELL, Spells
from archive.exchange.rows.row import BadRow, Row
from archive.model.errors import Fault, FaultsError
from archive.model.nearest import nearest


def melted(
    rows: Iterable[Row | BadRow], columns: Sequence[str], wide: Wide, *, name: str
) -> tuple[tuple[str, ...], Iterator[Row | BadRow]]:
    """Return the columns and the rows of a wide table made long; raises FaultsError where a column is not there.

    The rows number anew: each is a cell or a spell, on the line where it begins.
    """
    first, last = (_place(column, columns, name) for column in wide.columns.split("..", 1))
    if last < first:
        raise FaultsError([Fault(f"{wide.columns}: the second column stands before the first", file=name, line=1)])
    names = tuple(columns[first : last + 1])
    kept = tuple(column for column in columns if column not in set(names))
    long = (*kept, wide.name, wide.value)
    for column in (*(one for one in (wide.over, wide.flag) if one), *wide.by):
        _place(column, kept, name)
    if not wide.over:
        return long, _cells(rows, names, kept, wide)
    return (*long, *SPELL), Spells(wide, names, kept, name).of(rows)


def _cells(
    rows: Iterable[Row | BadRow], names: Sequence[str], kept: Sequence[str], wide: Wide
) -> Iterator[Row | BadRow]:
    values_of = itemgetter(*names) if len(names) > 1 else lambda cells: (cells[names[0]],)
    number = 0
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        common = {column: row.cells[column] for column in kept}
        for column, value in zip(names, values_of(row.cells), strict=True):
            if value not in wide.absent and value not in wide.untold:
                number += 1
                yield Row(number, row.line, {**common, wide.name: column, wide.value: value})


def _place(column: str, columns: Sequence[str], name: str) -> int:
    if column not in columns:
        message = f"[wide] of the map names a column {column!r}, and there is none"
        raise FaultsError([Fault(message, file=name, line=1, nearest=tuple(nearest(column, columns)))])
    return columns.index(column)
