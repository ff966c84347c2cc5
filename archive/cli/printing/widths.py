"""Widths: how wide the columns of rows are, so that the rows fit a screen and are still read with ease."""

from collections.abc import Iterator, Sequence

from archive.cli.printing.cells import LEAST, length

NARROW = 8
"""Columns of a table are not made narrower than this."""
ENOUGH = 24
"""Room that is enough for a text of any length to be wrapped in."""


def squeezed(rows: Sequence[Sequence[str]], width: int, gap: str) -> list[int]:
    """Return how wide each column of a table is, the widest made narrower till all fit."""
    many = max((len(row) for row in rows), default=0)
    widths = [max((length(row[number]) for row in rows if len(row) > number), default=0) for number in range(many)]
    room = max(width - len(gap) * (many - 1), NARROW * many)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def limits(sizes: Sequence[Sequence[int]], room: int) -> list[int] | None:
    """Return how wide each column is to fit the room, too narrow for a third of the rows at most; None if that fails.

    `sizes` are those of the texts of each column, in order.
    """
    found = [some[-1] for some in sizes]
    while sum(found) > room:
        steps = [
            (price, number, size) for number, some in enumerate(sizes) for price, size in _narrower(some, found[number])
        ]
        if not steps:
            return None
        _, column, size = min(steps)
        found[column] = size
    return found


def _narrower(sizes: Sequence[int], wide: int) -> Iterator[tuple[float, int]]:
    """Yield the next smaller width that will do for a column, after its price: texts too long for it by cells saved."""
    smaller = [size for size in sizes if size < wide]
    if smaller and len(sizes) - len(smaller) <= len(sizes) // 3:
        yield (sizes.count(wide) / (wide - smaller[-1]), smaller[-1])


def needed(size: int, enough: int) -> int:
    """Return how much room a text of a size needs so that it may be wrapped and still be read with ease."""
    return min(size, max(LEAST, min(enough, size * 3 // 4)))
