"""Layout: texts put under and beside one another within a width."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from archive.cli.cells import FIXED, LEAST, UNLIMITED, folded, length

GAP = "   "
NARROW = 8
"""Columns of a table are not made narrower than this."""
ENOUGH = 24
"""Room that is enough for a text of any length to be wrapped in."""


def pad(text: str, width: int) -> str:
    """Return the text filled up with blanks to a width."""
    return text + " " * (width - length(text))


def fixed(text: str) -> str:
    """Return a text that stays in one line when a longer one is wrapped."""
    return text.replace(" ", FIXED)


def apart(left: str, right: str, width: int) -> list[str]:
    """Return two texts at both ends of a line, or below one another where they do not fit into one."""
    if width >= UNLIMITED:
        return [f"{left}{GAP}{right}".replace(FIXED, " ")]
    space = width - length(left) - length(right)
    if space >= len(GAP):
        return [f"{left}{' ' * space}{right}".replace(FIXED, " ")]
    return [*wrapped(left, width, indent="  ", first=""), *wrapped(right, width, indent="  ")]


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text in lines of a width, the first begun by `first`, the others by `indent`."""
    begin = indent if first is None else first
    if width >= UNLIMITED:
        return [begin + text.replace(FIXED, " ")]
    return folded(text, width, first=begin, indent=indent)


def table(rows: Iterable[Sequence[str]], *, indent: str = "", gap: str = "  ", width: int = UNLIMITED) -> list[str]:
    """Return rows of texts as aligned lines; where they are wider than the width, the widest columns are wrapped."""
    every = [tuple(row) for row in rows]
    widths = _squeezed(every, width - length(indent), gap)
    return [line for row in every for line in _cells(row, widths, indent=indent, gap=gap)]


def _squeezed(rows: Sequence[Sequence[str]], width: int, gap: str) -> list[int]:
    """Return how wide each column of a table is, the widest made narrower till all fit."""
    many = max((len(row) for row in rows), default=0)
    widths = [max((length(row[number]) for row in rows if len(row) > number), default=0) for number in range(many)]
    room = max(width - len(gap) * (many - 1), NARROW * many)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cells(row: Sequence[str], widths: Sequence[int], *, indent: str, gap: str) -> Iterator[str]:
    """Yield a row of a table, each text wrapped within its column."""
    cells = [
        [cell] if length(cell) <= size else folded(cell, size, whole=False)
        for cell, size in zip(row, widths, strict=False)
    ]
    for part in zip_longest(*cells, fillvalue=""):
        yield indent + gap.join(pad(cell, size) for cell, size in zip(part, widths, strict=False)).rstrip()


def fitted(
    rows: Iterable[Sequence[str]], width: int, *, indent: str = "", gap: str = "  ", first: int = UNLIMITED
) -> list[str]:
    """Return rows as aligned lines in which the last text is wrapped under itself to fit the width.

    A few texts that are much longer than the others of their column, or a first one longer than `first`, end their
    line: the rest of their row goes on below. Where most rows leave no room for the last text, it stands below them.
    """
    every = [tuple(row) for row in rows]
    if width >= UNLIMITED or not every:
        return table(every, indent=indent, gap=gap)
    sizes = [sorted(length(row[number]) for row in every) for number in range(len(every[0]) - 1)]
    if sizes:
        sizes[0] = [size for size in sizes[0] if size <= first] or [0]
    last = max(length(row[-1]) for row in every)
    room = width - length(indent) - len(gap) * len(sizes)
    widths = _limits(sizes, room - min(_needed(last), max(ENOUGH, width * 2 // 5))) or _limits(sizes, room)
    if widths is not None:
        return [line for row in every for line in _row(row, widths, width, indent=indent, gap=gap)]
    squeezed = _squeezed(every, width - length(indent), gap)
    if squeezed[-1] >= _needed(last):
        return [line for row in every for line in _cells(row, squeezed, indent=indent, gap=gap)]
    squeezed = _squeezed([row[:-1] for row in every], width - length(indent), gap)
    return [
        line
        for row in every
        for lines in (
            _cells(row[:-1], squeezed, indent=indent, gap=gap), wrapped(row[-1], width, indent=f"{indent}    ")
        )
        for line in lines
    ]  # fmt: skip


def _ended(line: str, width: int, indent: str) -> list[str]:
    """Return a line that a long text ends, folded where it is too wide even so."""
    line = line.rstrip()
    return [line] if length(line) <= width else folded(line.strip(), width, first=indent, indent=f"{indent}  ")


def _needed(size: int) -> int:
    """Return how much room a text of a size needs so that it may be wrapped and still be read with ease."""
    return min(size, max(LEAST, min(ENOUGH, size * 3 // 4)))


def _limits(sizes: Sequence[Sequence[int]], room: int) -> list[int] | None:
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


def _row(row: Sequence[str], widths: Sequence[int], width: int, *, indent: str, gap: str) -> Iterator[str]:
    """Yield one row: a text that is too long for its column ends the line, and the next one begins below, in its own.

    Where the columns leave the last text little room, it stands below all of them.
    """
    line, column = indent, length(indent)
    for cell, size in zip(row, widths, strict=False):
        if length(line) > column:
            yield from _ended(line, width, indent)
            line = " " * column
        line += pad(cell, size) + gap
        column += size + len(gap)
    if length(line) > column:
        yield from _ended(line, width, indent)
        line = " " * column
    if width - column >= _needed(length(row[-1])):
        yield from wrapped(row[-1], width, indent=" " * column, first=line)
    else:
        if line.strip():
            yield line.rstrip()
        yield from wrapped(row[-1], width, indent=f"{indent}    ")


def labelled(rows: Iterable[tuple[str, str]], width: int, *, indent: str = "") -> list[str]:
    """Return labels with their texts as aligned lines; a label that takes much of the width opens its text instead."""
    lines: list[str] = []
    aligned: list[tuple[str, str]] = []
    every = list(rows)
    for number, row in enumerate(every):
        long = length(row[0]) > width // 3
        if not long:
            aligned.append(row)
        if aligned and (long or number == len(every) - 1):
            lines += fitted(aligned, width, indent=indent)
            aligned = []
        if long:
            lines += wrapped(f"{row[0]}  {row[1]}", width, indent=f"{indent}   ", first=indent)
    return lines


def beside(blocks: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return blocks of lines side by side, as many in a band as fit into the width."""
    lines: list[str] = []
    band: list[Sequence[str]] = []
    for block in blocks:
        if band and sum(_width(one) + len(GAP) for one in band) + _width(block) > width:
            lines += [*_band(band), ""]
            band = []
        band.append(block)
    return [*lines, *_band(band)]


def _band(blocks: Sequence[Sequence[str]]) -> list[str]:
    high = max((len(block) for block in blocks), default=0)
    cells = [[pad(line, _width(block)) for line in (*block, *[""] * (high - len(block)))] for block in blocks]
    return [GAP.join(row).rstrip() for row in zip(*cells, strict=True)]


def _width(block: Sequence[str]) -> int:
    return max((length(line) for line in block), default=0)
