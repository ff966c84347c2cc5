"""Progress: a line on standard error while something takes long, on a terminal only."""

import io
import os
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

PATIENCE = 2.0
"""Seconds before anything is shown."""

EVERY = 0.1
"""Seconds between two lines: nobody reads faster, and a terminal takes its time for each."""

_MB = 1024 * 1024


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function to be called with how much is done, and of how much."""
    tell = stages()
    return lambda done, many: tell(what, done, many)


def _on_a_terminal() -> bool:
    return sys.stderr.isatty()


def stages() -> Callable[[str, int, int], None]:
    """Return a function to be called with what is counted, how much is done, and of how much (0: not known)."""
    shows = _on_a_terminal()
    due = time.monotonic() + PATIENCE
    shown = ""

    def tell(what: str, done: int, many: int) -> None:
        nonlocal due, shown
        now = time.monotonic()
        is_last = bool(many) and done >= many
        if shows and (now > due or (shown and (is_last or what != shown))):
            due, shown = now + EVERY, what
            end = "\n" if is_last else ""
            of = f" of {many}" if many else ""
            print(f"\r{what}: {done}{of}   ", end=end, file=sys.stderr, flush=True)  # noqa: T201 - one line, rewritten

    return tell


def told(stream: BinaryIO, tell: Callable[[str, int, int], None]) -> BinaryIO:
    """Return the same bytes as a stream that tells, once for each megabyte, how many of the file's it has read."""
    return io.BufferedReader(_Telling(stream, tell), _MB)


class _Telling(io.RawIOBase):
    def __init__(self, stream: BinaryIO, tell: Callable[[str, int, int], None]) -> None:
        self._stream = stream
        self._tell = tell
        self._size = os.fstat(stream.fileno()).st_size  # 0 of a pipe: not known
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - anything that can be written to
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._done += len(data)
        if data:
            self._tell("megabytes read", -(-self._done // _MB), -(-self._size // _MB))
        return len(data)
