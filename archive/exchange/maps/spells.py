"""Spells: consecutive rows (years) of one value in one column, joined; a table of any length is read once.

What is not told is not filled in. A spell that begins after rows of which nothing is known began on some day within
them; one that ends before such rows ended within them, or, where the value is the same behind them, did not end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import itemgetter, ne

from archive.exchange.maps.map import Wide
from archive.exchange.rows.row import BadRow, Row
from archive.model.errors import Fault

SPELL = ("first", "last", "until", "flagged")
"""The cells of a spell besides its value: when it began; its last row, empty where no end is told; why; which rows.

`first` and `last` are years as written, or one unknown year of several, as a set. `until` is `absent` (it ended),
`changed` (another value follows, and begins there), `covered` (it goes on at the end of the table) or `untold`.
`flagged` are the years whose row is flagged (the data are imputed, for example).
"""


@dataclass(slots=True)
class _Open:
    """A spell that has not ended: its value, first year as a number and as a date, and since when it is untold."""

    value: str
    began: int
    first: str
    row: Row
    untold: int | None = None


@dataclass(slots=True)
class _Group:
    """What is known of the columns of one group up to its last row; columns are told apart by their number."""

    key: tuple[str, ...]
    year: int
    values: tuple[str, ...]
    open: dict[int, _Open] = field(default_factory=dict)
    untold: dict[int, int] = field(default_factory=dict)
    flagged: list[int] = field(default_factory=list)


class Spells:
    """Makes spells of the rows of a wide table."""

    def __init__(self, wide: Wide, names: Sequence[str], kept: Sequence[str], file: str) -> None:
        self._wide = wide
        self._names = names
        self._kept = kept
        self._file = file
        self._numbers = count(1)
        self._values_of = itemgetter(*names, names[0])  # one more: of a single name it would give no tuple

    def of(self, rows: Iterable[Row | BadRow]) -> Iterator[Row | BadRow]:
        """Yield the spells, each group's when it is whole; a row that cannot be joined is bad."""
        group: _Group | None = None
        done: set[tuple[str, ...]] = set()
        for row in rows:
            if isinstance(row, BadRow):
                yield row
                continue
            key = tuple(row.cells[column] for column in self._wide.by)
            if group is not None and key != group.key:
                yield from self._end(group)
                done.add(group.key)
                group = None
            fault = self._fault(row, key, group, done)
            if fault is not None:
                yield BadRow(row.number, row.line, tuple(row.cells.values()), fault)
            elif group is None:
                group = _Group(key, 0, ("",) * len(self._names))
                yield from self._add(group, row, everything=True)
            else:
                yield from self._add(group, row, everything=False)
        if group is not None:
            yield from self._end(group)

    def _fault(self, row: Row, key: tuple[str, ...], group: _Group | None, done: set[tuple[str, ...]]) -> Fault | None:
        year, over = row.cells[self._wide.over], self._wide.over
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            message, hint = f"{year!r} is no year", "years have four digits"
        elif key in done:
            message, hint = f"{', '.join(key)} was there before", "sort the file by its groups"
        elif group is not None and int(year) <= group.year:
            message, hint = f"{year} comes after {group.year}", "sort each group by its years"
        else:
            return None
        return Fault(message, file=self._file, line=row.line, field=over, hint=hint)

    def _add(self, group: _Group, row: Row, *, everything: bool) -> Iterator[Row]:
        """Take a row in, and yield the spells that it ends. Only the columns that differ from the last row are seen."""
        year, before = int(row.cells[self._wide.over]), group.year
        values = self._values_of(row.cells)[:-1]
        if not everything and year > before + 1:  # rows are missing: nothing is known of their years
            told = [number for number, value in enumerate(group.values) if value not in self._wide.untold]
            yield from self._take(group, told, before + 1, None, row)
            everything = True
        changed = compress(range(len(values)), map(ne, values, group.values))
        yield from self._take(group, range(len(values)) if everything else changed, year, values, row)
        group.year, group.values = year, values
        if self._wide.flag and row.cells[self._wide.flag] not in ("", "0"):
            group.flagged.append(year)

    def _take(
        self, group: _Group, numbers: Iterable[int], year: int, values: Sequence[str] | None, row: Row
    ) -> Iterator[Row]:
        """Let columns have new values from a year on (None: nothing is told); yield the spells that end."""
        for number in numbers:
            spell = group.open.get(number)
            value = None if values is None or values[number] in self._wide.untold else values[number]
            if value is None:
                if spell is None:
                    group.untold.setdefault(number, year)
                elif spell.untold is None:
                    spell.untold = year
                continue
            if spell is not None and value == spell.value:
                spell.untold = None
                continue
            untold = group.untold.pop(number, None)
            if spell is not None:
                absent = value in self._wide.absent
                yield self._spell(
                    group, number, _last(spell, year - 1) if absent else "", "absent" if absent else "changed"
                )
                untold = spell.untold
                del group.open[number]
            if value not in self._wide.absent:
                began = year if untold is None else untold
                group.open[number] = _Open(value, began, _between(began, year), row)

    def _end(self, group: _Group) -> Iterator[Row]:
        """Yield the spells that are open at the end of a group."""
        covers = not self._wide.covered or group.year == int(self._wide.covered)
        for number, spell in sorted(group.open.items()):
            if covers:
                yield self._spell(group, number, "", "covered" if spell.untold is None else "untold")
            else:
                yield self._spell(group, number, _last(spell, group.year), "absent")

    def _spell(self, group: _Group, number: int, last: str, until: str) -> Row:
        spell = group.open[number]
        cells = {column: spell.row.cells[column] for column in self._kept}
        cells[self._wide.name], cells[self._wide.value] = self._names[number], spell.value
        flagged = _runs([year for year in group.flagged if year >= spell.began])
        cells.update(zip(SPELL, (spell.first, last, until, flagged), strict=True))
        return Row(next(self._numbers), spell.row.line, cells)


def _last(spell: _Open, year: int) -> str:
    """Return the last year of a spell that had ended by the end of a year."""
    return _between(spell.untold - 1, year) if spell.untold is not None else f"{year:04}"


def _between(first: int, last: int) -> str:
    return f"{last:04}" if first == last else f"[{first:04}..{last:04}]"


def _runs(years: Sequence[int]) -> str:
    """Return years as runs: `1962-1964, 1970`."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(f"{first}-{last}" if first != last else str(first) for first, last in runs)
