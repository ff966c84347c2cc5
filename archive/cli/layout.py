"""Layout: texts put under and beside one another within a width."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import click

from archive.cli.screen import UNLIMITED

GAP = "   "
NARROW = 8
"""Columns of a table are not made narrower than this."""
FIXED = "\N{NO-BREAK SPACE}"
"""A blank at which no line is broken."""


def length(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_cells(letter) for letter in click.unstyle(text))


def pad(text: str, width: int) -> str:
    """Return the text filled up with blanks to a width."""
    return text + " " * (width - length(text))


def fixed(text: str) -> str:
    """Return a text that stays in one line when a longer one is wrapped."""
    return text.replace(" ", FIXED)


def apart(left: str, right: str, width: int) -> list[str]:
    """Return two texts at both ends of a line, or in two lines where they do not fit into one."""
    if width >= UNLIMITED:
        return [f"{left}{GAP}{right}"]
    space = width - length(left) - length(right)
    return [left + " " * space + right] if space >= len(GAP) else [left, *wrapped(right, width, indent="  ")]


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text in lines of a width, the first begun by `first`, the others by `indent`."""
    begin = indent if first is None else first
    if width >= UNLIMITED:
        return [begin + text.replace(FIXED, " ")]
    lines = textwrap.wrap(
        text, max(width, length(indent) + 20), initial_indent=begin, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return [line.replace(FIXED, " ") for line in lines] or [begin.rstrip()]


def table(rows: Iterable[Sequence[str]], *, indent: str = "", gap: str = "  ", width: int = UNLIMITED) -> list[str]:
    """Return rows of texts as aligned lines; where they are wider than the width, the widest columns are wrapped."""
    every = [tuple(row) for row in rows]
    many = max((len(row) for row in every), default=0)
    widths = [max((length(row[number]) for row in every if len(row) > number), default=0) for number in range(many)]
    room = max(width - length(indent) - len(gap) * (many - 1), NARROW * many)
    wide = set()
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        wide.add(widest)
    lines: list[str] = []
    for row in every:
        cells = [textwrap.wrap(cell, widths[n]) or [""] if n in wide else [cell] for n, cell in enumerate(row)]
        parts = zip_longest(*cells, fillvalue="")
        lines += [indent + gap.join(pad(cell, widths[n]) for n, cell in enumerate(part)).rstrip() for part in parts]
    return lines


def fitted(
    rows: Iterable[Sequence[str]], width: int, *, indent: str = "", gap: str = "  ", first: int = UNLIMITED
) -> list[str]:
    """Return rows as aligned lines in which the last text is wrapped under itself to fit the width.

    A first text longer than `first` stands in a line of its own, above the rest of its row. Where the other texts
    leave no room at all, the longest of them are wrapped, too.
    """
    every = [tuple(row) for row in rows]
    if width >= UNLIMITED or not every:
        return table(every, indent=indent, gap=gap)
    many = len(every[0])
    limits = [first, *[UNLIMITED] * many]
    widths = [
        max((size for row in every if (size := length(row[number])) <= limits[number]), default=0)
        for number in range(many - 1)
    ]
    if length(indent) + sum(widths) + len(gap) * len(widths) > width:
        return table(every, indent=indent, gap=gap, width=width)
    lines: list[str] = []
    for row in every:
        if many > 1 and length(row[0]) > first:
            lines.append(indent + row[0])
            row = ("", *row[1:])  # noqa: PLW2901 - the rest of the same row
        head = indent + "".join(pad(cell, size) + gap for cell, size in zip(row, widths, strict=False))
        room = width - length(head)
        if room < 24:
            lines += [head.rstrip(), *wrapped(row[-1], width, indent=indent + "    ")]
        else:
            lines += wrapped(row[-1], width, indent=" " * length(head), first=head)
    return lines


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


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
