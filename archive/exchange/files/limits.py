"""Reading bytes without trusting their size: limits that are checked before anything is parsed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.exchange.files.first_bytes import LOOKED_AT, refuse_binary
from archive.model.errors import Fault, FaultsError, UsageError

MAX_FILE = 16 * 1024 * 1024
"""Bytes of one text file: some 25,000 events, far over what a person reviews."""

MAX_LINE = 1024 * 1024
"""Bytes of one line."""

Source = Path | bytes | BinaryIO

_CHUNK = 256 * 1024


@contextmanager
def opened(source: Source, *, name: str) -> Iterator[BinaryIO]:
    """Open the source for reading bytes.

    What the system refuses is a UsageError that says why; a file that by its first bytes holds no text, a FaultsError.
    """
    with _stream(source, name) as stream:
        refuse_binary(_first_bytes(stream), file=name)
        yield stream


@contextmanager
def _stream(source: Source, name: str) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    elif isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as error:
            raise UsageError(f"{name}: cannot be read: {error.strerror}", hint="check the path") from error
        with stream:
            yield stream
    else:
        yield source


def _first_bytes(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream without taking them, as many as it has at hand; none where it cannot."""
    if isinstance(stream, io.BytesIO):
        place = stream.tell()
        return bytes(stream.getbuffer()[place : place + LOOKED_AT])
    return stream.peek(LOOKED_AT)[:LOOKED_AT] if isinstance(stream, io.BufferedReader) else b""


def read_whole(source: Source, *, name: str) -> bytes:
    """Return all bytes of a file, or raise FaultsError as soon as the file or a line is too long."""
    read: list[bytes] = []
    size, line, run = 0, 1, 0
    with opened(source, name=name) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            first = chunk.find(b"\n")
            if run + (first if first >= 0 else len(chunk)) > MAX_LINE:
                raise too_long(name, line)
            if size > MAX_FILE:
                raise FaultsError([_too_large(name)])
            run = len(chunk) - chunk.rfind(b"\n") - 1 if first >= 0 else run + len(chunk)
            line += chunk.count(b"\n")
            read.append(chunk)
    return b"".join(read)


def read_lines(source: Source, *, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number; raises FaultsError at a line that is too long."""
    with opened(source, name=name) as stream:
        number = 0
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE and not line.endswith(b"\n"):
                raise too_long(name, number)
            yield number, line


def too_long(name: str, line: int) -> FaultsError:
    """Return the error for a line over the limit."""
    return FaultsError([
        Fault(
            f"the line is longer than {MAX_LINE:,} bytes; nothing after it was read", file=name, line=line,
            hint="one event never needs that: look for a missing line break, or for a file of another kind",
        )
    ])  # fmt: skip


def _too_large(name: str) -> Fault:
    return Fault(
        f"the file is larger than {MAX_FILE // 1024 // 1024} MB; nothing was read", file=name,
        hint="split it into several batches, or give it as JSON Lines",
    )  # fmt: skip
