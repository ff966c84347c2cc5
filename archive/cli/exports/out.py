"""Where an export goes: standard output, or a file that gets its name when it is whole."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from archive.cli.printing.progress import progress
from archive.exchange.files.putting import writing_file

FILE = (
    click.option("-o", "--output", metavar="FILE", type=click.Path(), help="The file to write; else standard output."),
    click.option("--force", is_flag=True, help="Replace a file that is there."),
)


def send(pieces: Iterable[bytes], output: str | None, *, force: bool) -> None:
    """Write the pieces to the file, or to standard output."""
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with writing_file(Path(output), force=force) as file:
        file.writelines(pieces)


def counted(pieces: Iterable[bytes], many: int, what: str) -> Iterator[bytes]:
    """Yield the pieces, with their progress on a terminal where it takes long."""
    tell = progress(what)
    for done, piece in enumerate(pieces, 1):
        yield piece
        tell(done, many)
