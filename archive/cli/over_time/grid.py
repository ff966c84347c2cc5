"""A grid: rows of short cells under heads, in as many bands as the width needs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.cli.printing.cells import UNLIMITED, folded, length
from archive.cli.printing.layout import pad
from archive.cli.printing.widths import NARROW
from archive.questions.over_time.frames import Frame


class Head(NamedTuple):
    """The head of a column: what stands right above it, and above that, where a group of columns begins."""

    text: str
    above: str = ""


class Row(NamedTuple):
    """A label and its cells, one for each column."""

    label: str
    cells: Sequence[str]


def heads(some: Sequence[Frame], *, narrow: bool) -> list[Head]:
    """Return the heads of frames: in full, or in two letters with the year above."""
    if not narrow:
        return [Head(frame.label) for frame in some]
    return [
        Head(frame.label[2:], frame.label if frame.label[3] == "0" else "")
        if len(frame.label) == 4
        else Head(frame.label[5:], frame.label[:4] if frame.label[5:] in ("Q1", "01") else "")
        for frame in some
    ]


def grid(
    top: Sequence[Head], rows: Sequence[Row], width: int, firsts: Sequence[str] = (), *, most: int | None = None
) -> Iterator[str]:
    """Yield the lines of a grid; `firsts` are what stands above the first column of a band, whichever it is.

    Labels longer than `most`, by default a third of the width, are folded; their cells stand beside the first line.
    """
    limit = width if width >= UNLIMITED else max(width // 3 if most is None else most, NARROW)
    labels = [
        [row.label] if length(row.label) <= limit else folded(row.label, limit, indent="  ", whole=False)
        for row in rows
    ]
    label = max((length(line) for lines in labels for line in lines), default=0)
    wide = [max(length(head.text), *(length(row.cells[n]) for row in rows), 1) for n, head in enumerate(top)]
    for number, band in enumerate(_bands(wide, width - label - 2)):
        if number:
            yield ""
        above = _above([head.above for head in top[band]], firsts[band.start] if firsts else "", wide[band])
        if above:
            yield pad("", label + 3) + above
        yield _line("", [head.text for head in top[band]], label, wide[band])
        for row, (first, *more) in zip(rows, labels, strict=True):
            yield _line(first, row.cells[band], label, wide[band])
            yield from (f" {line}" for line in more)


def _bands(wide: Sequence[int], room: int) -> Iterator[slice]:
    """Yield as many columns at a time as there is room for."""
    first, used = 0, 0
    for number, size in enumerate(wide):
        if number > first and used + size + 1 > room:
            yield slice(first, number)
            first, used = number, 0
        used += size + 1
    yield slice(first, len(wide))


def _above(texts: Sequence[str], first: str, wide: Sequence[int]) -> str:
    """Return texts above their columns: the last set back to end with them, those left out that would touch another."""
    line, column, end = first, 0, max(sum(wide) + len(wide) - 1, length(first))
    for number, (text, size) in enumerate(zip(texts, wide, strict=True)):
        start = min(column, end - length(text))
        if text and (number or not first) and (not line or length(line) < start):
            line = pad(line, start) + text
        column += size + 1
    return line


def _line(label: str, cells: Sequence[str], width: int, wide: Sequence[int]) -> str:
    return f" {pad(label, width)} " + "".join(f" {pad(cell, size)}" for cell, size in zip(cells, wide, strict=True))
