"""The lines of a table as text, in the encoding that the map names."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from archive.exchange.files.decoding import decode
from archive.exchange.files.limits import MAX_LINE, Source, opened, read_lines, too_long
from archive.model.errors import Fault, FaultsError

_UTF8 = ("utf-8", "utf8", "utf-8-sig")
_CHUNK = 64 * 1024


class Lines:
    """Iterates over lines, and knows on which of them the row began that was made of the last ones.

    `row` are the lines that were given since that row began.
    """

    def __init__(self, source: Source, encoding: str, *, name: str) -> None:
        self.name = name
        self.number = 0
        self.row: list[str] = []
        self._row_began = 1
        self._has_nul = False
        self._lines = _utf8(source, name) if encoding.lower() in _UTF8 else _other(source, encoding, name)

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number += 1
            self._has_nul = self._has_nul or "\0" in line
            self.row.append(line)
            yield line

    def end_row(self) -> tuple[int, bool]:
        """Return the line on which the row began that ends here, and whether a NUL is in it."""
        began, has_nul = self._row_began, self._has_nul
        self._row_began, self._has_nul = self.number + 1, False
        self.row.clear()
        return began, has_nul


def _utf8(source: Source, name: str) -> Iterator[str]:
    for number, line in read_lines(source, name=name):
        try:
            yield decode(line, file=name, first_line=number)
        except FaultsError as error:
            remedy = 'or name its encoding in the map: [file] encoding = "utf-16", "latin-1" …'
            raise FaultsError([fault._replace(hint=f"{fault.hint}\n{remedy}") for fault in error.faults]) from None


def _other(source: Source, encoding: str, name: str) -> Iterator[str]:
    with opened(source, name=name) as stream:
        pending, line = "", 0
        try:
            for text in codecs.iterdecode(_chunks(stream, encoding, name), encoding):
                *whole, pending = (pending + text).split("\n")
                for one in whole:
                    line += 1
                    yield (one.removeprefix("\ufeff") if line == 1 else one) + "\n"
                if len(pending) > MAX_LINE:
                    raise too_long(name, line + 1)
        except UnicodeError as error:
            raise FaultsError([_wrong(name, encoding, line + 1, str(error))]) from error
        if pending:
            yield pending


def _chunks(stream: BinaryIO, encoding: str, name: str) -> Iterator[bytes]:
    chunk = stream.read(_CHUNK)
    if chunk.startswith(codecs.BOM_UTF8):
        raise FaultsError([_wrong(name, encoding, 1, "it begins with the mark of UTF-8")])
    while chunk:
        yield chunk
        chunk = stream.read(_CHUNK)


def _wrong(name: str, encoding: str, line: int, why: str) -> Fault:
    return Fault(
        f"the file is not {encoding}, as the map says: {why}", file=name, line=line,
        hint='name its encoding in the map, [file] encoding = "utf-8", "utf-16", "latin-1" …',
    )  # fmt: skip
