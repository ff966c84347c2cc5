"""A real terminal of some width, in this process: what is printed to it, and what is complained of on it."""

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from unittest.mock import patch

import click

from archive.cli.main import run


class Shown(NamedTuple):
    """A run that has ended: its exit code, and the lines that the terminal got, without colours."""

    code: int
    lines: list[str]


def shown(file: Path, words: Sequence[str], *, columns: int) -> Shown:
    """Run a command line on an archive, with standard output and error on a terminal of a width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    said: list[bytes] = []
    reader = Thread(target=_read, args=(ours, said))
    reader.start()
    try:
        with ExitStack() as stack:
            screen = stack.enter_context(os.fdopen(theirs, "w", encoding="utf-8"))
            # The width is asked of the standard output that the process began with.
            for name in ("stdout", "stderr", "__stdout__"):
                stack.enter_context(patch.object(sys, name, screen))
            code = run(["--db", str(file), *words])
    finally:
        reader.join()
        os.close(ours)
    text = click.unstyle(b"".join(said).decode())
    return Shown(code, text.replace("\r\n", "\n").splitlines())


def _read(terminal: int, said: list[bytes]) -> None:
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # on Linux the other side's end of a terminal is an error
            return
        if not piece:
            return
        said.append(piece)
