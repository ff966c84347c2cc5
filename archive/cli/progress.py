"""Progress: a line on standard error while something takes long, on a terminal only."""

import sys
import time
from collections.abc import Callable

PATIENCE = 2.0
"""Seconds before anything is shown."""


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function to be called with how much is done, and of how much."""
    start = time.monotonic()
    shows = sys.stderr.isatty()

    def tell(done: int, many: int) -> None:
        if shows and time.monotonic() - start > PATIENCE:
            end = "\n" if done >= many else ""
            print(f"\r{what}: {done} of {many}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - one line, rewritten

    return tell


def stages() -> Callable[[str, int, int], None]:
    """Return a function to be called with what is counted, how much is done, and of how much (0: not known)."""
    start = time.monotonic()
    shows = sys.stderr.isatty()

    def tell(what: str, done: int, many: int) -> None:
        if shows and time.monotonic() - start > PATIENCE:
            end = "\n" if many and done >= many else ""
            of = f" of {many}" if many else ""
            print(f"\r{what}: {done}{of}   ", end=end, file=sys.stderr, flush=True)  # noqa: T201 - one line, rewritten

    return tell
