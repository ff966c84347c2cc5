"""The screen: how wide it is, whether it takes colours and all signs, and how a page gets onto it."""

import importlib
import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import click

PLAIN_SIGNS = {
    "±": "+-", "»": ">>", "¶": "para ", "…": "...", "·": "-", "→": "->", "—": "-", "“": '"', "”": '"',
    "\N{EN DASH}": "-", "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}  # fmt: skip
UNLIMITED = 1_000_000
"""The width of what is no terminal: one row stays one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
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


def screen(*, ascii: bool = False) -> Screen:
    """Return what standard output is: a terminal of some width, or a pipe that gets one row a line."""
    plain = ascii or not _takes_signs()
    if not sys.stdout.isatty():
        return Screen(ascii=plain)
    # Only a terminal has a width to ask for.
    width = max(importlib.import_module("shutil").get_terminal_size().columns, 40)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Screen(width=width, columns=True, colour=colour, ascii=plain)


def show(lines: Iterable[str], on: Screen) -> None:
    """Print a page."""
    text = "\n".join(line.rstrip() for line in lines)
    click.echo(plain_signs(text) if on.ascii else text, color=on.colour or None)


def plain_signs(text: str) -> str:
    """Return a text in ASCII: signs by others, letters without accents, the rest as `?`."""
    for sign, instead in PLAIN_SIGNS.items():
        text = text.replace(sign, instead)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore" if text.isascii() else "replace").decode()


def _takes_signs() -> bool:
    try:
        "±»¶".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
