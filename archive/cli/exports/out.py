"""Where an export goes: standard output, or a file that gets its name when it is whole."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from archive.cli.printing.progress import progress
from archive.exchange.files.putting import writing_file

FILE = (
    click.option("-o", "--output", metavar="FILE", type=click.Path(), help="The file to write; else standard output."),
    click.option("--force", is_flag=True, help="Replace a file that is there."),
)


def send(pieces: Iterable[bytes], output: str | None, *, force: bool, many: int = 0, what: str = "") -> None:
    """Write the pieces to the file, or to standard output; tell how far it is where it is said how many they are."""
    if many:
        pieces = _counted(pieces, many, telling(output, what))
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with writing_file(Path(output), force=force) as file:
        file.writelines(pieces)


def telling(output: str | None, what: str) -> Callable[[int, int], None]:
    """Return what tells how far it is; nothing where the export itself is shown on the terminal."""
    on_screen = (output is None or output == "-") and sys.stdout.isatty()
    return (lambda _done, _many: None) if on_screen else progress(what)


def _counted(pieces: Iterable[bytes], many: int, tell: Callable[[int, int], None]) -> Iterator[bytes]:
    """Yield the pieces; a few more than are counted, such as a head, make no difference."""
    for done, piece in enumerate(pieces, 1):
        yield piece
        if done < many:
            tell(done, many)
    tell(many, many)
