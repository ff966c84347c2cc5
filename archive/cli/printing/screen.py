"""The screen: how wide it is, whether it takes colours and all signs, and how a page gets onto it."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TextIO

import click

from archive.cli.printing.cells import UNLIMITED, Whole, folded, length

PLAIN_SIGNS = {
    "±": "+-", "»": ">>", "¶": "para ", "…": "...", "·": "-", "→": "->", "—": "-", "“": '"', "”": '"',
    "\N{EN DASH}": "-", "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}  # fmt: skip

_COLUMNS = re.compile(r"((?: ?\S)*)( *)")
"""A text of a line and the blanks up to the next column."""
_BLANKS = re.compile(r" {3,}")


class Screen(NamedTuple):
    """What a page is laid out for. `columns` says whether things may stand side by side."""

    width: int = UNLIMITED
    columns: bool = False
    colour: bool = False
    ascii: bool = False

    def bold(self, text: str) -> str:
        """Return the text as a heading, where the screen takes colours."""
        return click.style(text, bold=True) if self.colour else text

    def marked(self, text: str) -> str:
        """Return the text as one that stands beside the main account."""
        return click.style(text, fg="yellow") if self.colour else text

    def faint(self, text: str) -> str:
        """Return the text as one to be read last."""
        return click.style(text, dim=True) if self.colour else text


def screen(*, ascii: bool = False, err: bool = False) -> Screen:
    """Return what standard output is, or error: a terminal of some width, or a pipe that gets one row a line."""
    stream = sys.stderr if err else sys.stdout
    plain = ascii or not _takes_signs(stream)
    if not stream.isatty():
        return Screen(ascii=plain)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Screen(width=max(_columns(stream), 40), columns=True, colour=colour, ascii=plain)


def show(lines: Iterable[str], on: Screen) -> None:
    """Print a page: no line wider than the screen, but for those that people copy."""
    text = "\n".join(one for line in lines for one in fitting(line, on))
    click.echo(text, color=on.colour or None)


def note(*lines: str) -> None:
    """Print lines on standard error, no wider than its screen."""
    on = screen(err=True)
    print("\n".join(one for line in lines for one in fitting(line, on)), file=sys.stderr)  # noqa: T201 - click colours


def fitting(line: str, on: Screen) -> list[str]:
    """Return a line as the screen takes it: in the signs that it has, and folded under itself where it is too wide."""
    text = _plain_line(line, on.width) if on.ascii else line.rstrip()
    if isinstance(line, Whole) or length(text) <= on.width:
        return [text]
    bare = text.lstrip(" ")
    indent = " " * (len(text) - len(bare))
    return folded(bare, on.width, first=indent, indent=f"{indent}  ")


def _plain_line(line: str, width: int) -> str:
    """Return a line in ASCII; what signs of several letters add is taken from the blanks between columns."""
    if line.isascii():
        return line.rstrip()
    told, added = "", 0
    for text, blanks in _COLUMNS.findall(line):
        plain = plain_signs(text)
        added += length(plain) - length(text)
        taken = min(max(added, -len(line)), max(len(blanks) - 2, 0))
        added -= taken
        told += plain + " " * (len(blanks) - taken)
    told = told.rstrip()
    over = length(told) - width
    widest = max(_BLANKS.findall(told.lstrip(" ")), key=len, default="")
    return told.replace(widest, widest[over:], 1) if 0 < over < len(widest) - 2 else told


def plain_signs(text: str) -> str:
    """Return a text in ASCII: signs by others, letters without accents, the rest as `?`."""
    for sign, instead in PLAIN_SIGNS.items():
        text = text.replace(sign, instead)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore" if text.isascii() else "replace").decode()


def _takes_signs(stream: TextIO) -> bool:
    try:
        "±»¶".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False  # the signs, or the encoding itself, are unknown there
    return True


def _columns(terminal: TextIO) -> int:
    """Return the width that $COLUMNS tells, else the one of the terminal, else 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(terminal.fileno()).columns or 80
    except (OSError, ValueError):
        return 80  # closed, or no terminal after all: what most have
