"""Layout: texts put under and beside one another within a width."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from archive.cli.printing.cells import FIXED, UNLIMITED, folded, length
from archive.cli.printing.widths import ENOUGH, limits, needed, squeezed

GAP = "   "


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
    widths = squeezed(every, width - length(indent), gap)
    return [line for row in every for line in _cells(row, widths, indent=indent, gap=gap)]


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
        return [line.replace(FIXED, " ") for line in table(every, indent=indent, gap=gap)]
    sizes = [sorted(length(row[number]) for row in every) for number in range(len(every[0]) - 1)]
    if sizes:
        sizes[0] = [size for size in sizes[0] if size <= first] or [0]
    last = max(length(row[-1]) for row in every)
    room = width - length(indent) - len(gap) * len(sizes)
    enough = max(ENOUGH, width * 2 // 5)
    widths = limits(sizes, room - needed(last, enough)) or limits(sizes, room)
    if widths is not None:
        beside = needed(last, enough) if sum(widths) > room - needed(last, enough) else ENOUGH
        return [line for row in every for line in _row(row, widths, width, beside, indent=indent, gap=gap)]
    narrow = squeezed(every, width - length(indent), gap)
    if narrow[-1] >= needed(last, ENOUGH):
        return [line for row in every for line in _cells(row, narrow, indent=indent, gap=gap)]
    narrow = squeezed([row[:-1] for row in every], width - length(indent), gap)
    lines: list[str] = []
    for row in every:
        lines += _cells(row[:-1], narrow, indent=indent, gap=gap) if any(row[:-1]) else ()
        lines += wrapped(row[-1], width, indent=f"{indent}    ")
    return lines


def _row(row: Sequence[str], widths: Sequence[int], width: int, enough: int, *, indent: str, gap: str) -> Iterator[str]:
    """Yield one row: a text that is too long for its column ends the line, and the next one begins below, in its own.

    Where the columns leave the last text less room than is enough, it stands below all of them.
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
    if width - column >= needed(length(row[-1]), enough):
        yield from wrapped(row[-1], width, indent=" " * column, first=line)
    else:
        if line.strip():
            yield line.rstrip()
        yield from wrapped(row[-1], width, indent=f"{indent}    ")


def _ended(line: str, width: int, indent: str) -> list[str]:
    """Return a line that a long text ends, folded where it is too wide even so."""
    line = line.rstrip()
    return [line] if length(line) <= width else folded(line.strip(), width, first=indent, indent=f"{indent}  ")


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
