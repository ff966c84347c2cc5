"""Swim lanes: stretches of years drawn as text, each lane one line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

FILLS = {
    "member": "█#", "observer": "▓=", "dialogue-partner": "▒-", "partner": "▒-", "associate": "░:", "suspended": "▞x",
    "none": "  ",
}  # fmt: skip
OTHER = "━~"
SEEN = "╌_"
"""Fills the days on which a value was only seen before, which nobody tells to have begun: it may have ended since."""
SHADES = {sign for pair in FILLS.values() for sign in pair if sign not in " x"} | {*OTHER, *SEEN}
MARKS = "!?»>*"
TICK = "·."
HIDDEN = "*"
"""Stands where a stretch is too short to be seen at this width."""


class Stretch(NamedTuple):
    """The days first..until (that day out) of one value; None where none is sure. Its mark says what is amiss.

    A value that is only `seen` may have begun earlier, and ended since.
    """

    first: int
    until: int
    value: str | None
    mark: str = ""
    seen: bool = False


class Axis(NamedTuple):
    """The columns of a drawing: column n shows the days from `edges[n]` up to, not including, `edges[n + 1]`."""

    edges: Sequence[int]
    ticks: Mapping[int, str]

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return len(self.edges) - 1


def axis(first: int, last: int, room: int) -> Axis:
    """Return an axis of the years first..last in at most `room` columns: some a year, or one for some years."""
    years = last - first + 1
    parts = min(12, room // years)
    if parts:
        edges = [_day(year) + (_day(year + 1) - _day(year)) * n // parts for year in range(first, last + 1)
                 for n in range(parts)]  # fmt: skip
        columns = {year: (year - first) * parts for year in range(first, last + 1)}
    else:
        step = -(-years // max(room, 1))
        edges = [_day(year) for year in range(first, last + 1, step)]
        columns = {year: number for number, year in enumerate(range(first, last + 1, step))}
    edges.append(_day(last + 1))
    return Axis(edges, _ticks(columns, len(edges) - 1))


def header(over: Axis, *, ascii: bool) -> list[str]:
    """Return the years, and under each of them a tick."""
    years, ticks = "", ""
    for column, text in over.ticks.items():
        years = years.ljust(column) + text
        ticks = ticks.ljust(column) + ("|" if ascii else "╷")
    return [years, ticks]


def lane(some: Sequence[Stretch], over: Axis, letters: Mapping[str, str], *, ascii: bool) -> str:
    """Return one lane: each column is of what lasts longest in it, a letter opens each value, marks stand between.

    A stretch that would not be seen in any column shows its mark, or `*`, where most of it lies; the last one,
    if it goes on, its letter.
    """
    seen = [_longest(some, over.edges[n], over.edges[n + 1]) for n in range(over.width)]
    cells = list(_filled(seen, over, letters, ascii=ascii))
    for stretch in some:
        if stretch not in seen and (stretch.value not in (None, "none") or stretch.mark):
            column = max(range(over.width), key=lambda n: _overlap(stretch, over.edges[n], over.edges[n + 1]))
            if _overlap(stretch, over.edges[column], over.edges[column + 1]):
                goes_on = stretch.until >= over.edges[-1]
                letter = letters.get(stretch.value or "", HIDDEN)
                _put(cells, column, stretch.mark or (letter if goes_on else HIDDEN))
    return "".join(cells).rstrip()


def _filled(
    seen: Sequence[Stretch | None], over: Axis, letters: Mapping[str, str], *, ascii: bool
) -> Iterator[str]:  # fmt: skip
    before: str | None = None
    run = 0
    for number, stretch in enumerate(seen):
        if stretch is None:
            before = None
            yield TICK[ascii] if number in over.ticks else " "
            continue
        run = run + 1 if number and seen[number - 1] == stretch else 0
        alone = run == 0 and (number + 1 == len(seen) or seen[number + 1] != stretch)
        if stretch.mark and (stretch.value is None or alone):
            yield stretch.mark
            continue
        opens = stretch.value != before and stretch.value is not None
        before = stretch.value
        if opens:
            yield letters.get(stretch.value or "", "?")
        elif stretch.mark and run % 2:
            yield stretch.mark
        elif stretch.value == "none" and number in over.ticks:
            yield TICK[ascii]
        else:
            yield (SEEN if stretch.seen else FILLS.get(stretch.value or "", OTHER))[ascii]


def _put(cells: list[str], column: int, sign: str) -> None:
    """Put a sign into a column: marks that are there stay, a letter moves on if its value goes on."""
    there = cells[column]
    if there in MARKS and there != HIDDEN:
        return
    if there.isalnum():
        if column + 1 == len(cells) or cells[column + 1] not in SHADES:
            return
        cells[column + 1] = there
    cells[column] = sign


def _longest(some: Sequence[Stretch], first: int, until: int) -> Stretch | None:
    """Return the stretch that takes most of the days; None where most of them have none."""
    best = max(some, key=lambda stretch: _overlap(stretch, first, until), default=None)
    told = sum(_overlap(stretch, first, until) for stretch in some)
    if best is None or _overlap(best, first, until) < until - first - told or not told:
        return None
    return best


def _overlap(stretch: Stretch, first: int, until: int) -> int:
    return max(0, min(stretch.until, until) - max(stretch.first, first))


def _ticks(columns: Mapping[int, int], width: int) -> dict[int, str]:
    """Return the years to be told, by column, as close as their figures allow."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        every = {column: str(year) for year, column in columns.items() if year % step == 0 and column + 4 <= width}
        places = list(every)
        if all(after - before >= 6 for before, after in pairwise(places)):
            return every or {0: str(min(columns))}
    return {0: str(min(columns))}


def _day(year: int) -> int:
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1
