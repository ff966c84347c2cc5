"""Cells: how many of a terminal's columns a text takes, and lines that are broken by them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

UNLIMITED = 1_000_000
"""The width of what is no terminal: one row stays one line."""
FIXED = "\N{NO-BREAK SPACE}"
"""A blank at which no line is broken."""
PARTING = "·"
"""A word that parts others of one line."""
BEGUN = 20
"""Cells that must be left on a line for a word to begin there that is too long for any."""
LEAST = 10
"""Cells that a line has for its words, however far it would be set in."""
_SIGNS = re.compile(r"\x1b\[[0-9;]*m|.", re.DOTALL)
_BLANKS = re.compile(r"([ \t\n\r\f\v]+)")
_COPIED = re.compile(r"\W*(?:\w+://\S+|[0-9a-f]{40,64})\W*")
"""What people copy, an address or a hash, with the brackets around it."""
_AFTER = "-/_.,;:&=)]}»”"
"""Signs after which a word that is too long for a line is broken, if it can be."""


class Whole(str):
    """A line that people copy, such as a command or an address: it stays one line, also where it is too wide."""

    __slots__ = ()


def length(text: str) -> int:
    """Return how many cells of a terminal a text takes; never fewer than any terminal gives it."""
    if "\x1b" in text:
        return sum(map(_cells, _SIGNS.findall(text)))
    return len(text) if text.isascii() else sum(map(_cells, text))


def folded(text: str, width: int, *, first: str = "", indent: str = "", whole: bool = True) -> list[str]:
    """Return a text in lines of a width, the first begun by `first`, the others by `indent`.

    A word that is too long for any line is broken; what people copy is a `Whole` line of its own, if `whole`.
    """
    if length(indent) > width - LEAST:
        indent = indent[:4]
    lines: list[str] = []
    line, bare = first, True  # bare: the line has no word yet
    for gap, word in _words(text, width - length(indent)):
        begun = line if bare and lines else line + gap
        if length(begun) + length(word) <= width:
            line, bare = begun + word, False
            continue
        room = width - length(indent)
        broken = length(word) > room and not (whole and _copied(word))
        if broken and width - length(begun) >= min(BEGUN, room):
            start, *pieces = _pieces(word, width - length(begun), room)
            lines.append(begun + start)
        else:
            pieces = list(_pieces(word, room, room)) if broken else [word]
            lines += [line.rstrip()] if line.strip() else []
        line, bare = indent, True
        if pieces and length(pieces[-1]) <= room:
            *pieces, rest = pieces
            line, bare = indent + rest, False
        lines += [indent + piece if broken else Whole(indent[:4] + piece) for piece in pieces]
    if not bare or (line.strip() and not lines):
        lines.append(line.rstrip())
    return [_loose(line) for line in _without_lone_signs(lines)] or [first.rstrip()]


def _without_lone_signs(lines: list[str]) -> list[str]:
    """Return the lines but those with only the sign that parts what is copied from what is beside it."""
    ends = [None, *lines, None]
    return [
        line
        for before, line, after in zip(ends, lines, ends[2:], strict=False)
        if line.strip() != PARTING or not (isinstance(before, Whole) or isinstance(after, Whole))
    ]


def _words(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield the words of a text, each with the blanks before it; what is fixed is one word, if a line can hold it."""
    parts = ["", *_BLANKS.split(text)]
    for gap, word in zip(parts[::2], parts[1::2], strict=True):
        if not word:
            continue  # blanks at the end of the text
        if FIXED in word and length(word) > room and not _copied(word):
            first, *more = word.split(FIXED)
            yield gap, first
            yield from ((" ", one) for one in more)
        else:
            yield gap, word


def _copied(word: str) -> bool:
    return word.startswith(f"archive{FIXED}") or _COPIED.fullmatch(word) is not None


def _loose(line: str) -> str:
    loose = line.replace(FIXED, " ")
    return Whole(loose) if isinstance(line, Whole) else loose


def _pieces(word: str, first: int, room: int) -> Iterator[str]:
    """Yield a word in pieces that fit a first room, then another: broken after a hyphen or the like, else anywhere.

    A hyphen counts in the later half of a room only.
    """
    piece, used, after = "", 0, 0
    for sign in _SIGNS.findall(word):
        size = _cells(sign)
        if used + size > first:
            cut = after or len(piece)
            yield piece[:cut]
            piece, after, first = piece[cut:], 0, room
            used = length(piece)
        piece += sign
        used += size
        if sign in _AFTER and used > first // 2:
            after = len(piece)
    yield piece


@cache
def _cells(sign: str) -> int:
    """Return the cells of one letter, or of a sequence that changes colours."""
    if len(sign) > 1:
        return 0
    category = unicodedata.category(sign)
    if category in ("Mn", "Me") or (category == "Cf" and sign not in _SHOWN):
        return 1 if sign == _AS_PICTURE else 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


_AS_PICTURE = "\N{VARIATION SELECTOR-16}"
"""Makes a picture of the sign before, which some terminals then give two cells."""
_SHOWN = "\N{SOFT HYPHEN}\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"
"""Format characters that terminals show: the soft hyphen, and signs that stand under figures."""
