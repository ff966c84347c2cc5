"""`archive backup`: a copy of the archive in one file."""

from contextlib import closing

import click

from archive.cli.asking.files import archive_path
from archive.cli.printing.progress import progress
from archive.cli.printing.screen import note
from archive.store.file.backup import backup as copy
from archive.store.file.connect import open_reading


@click.command()
@click.argument("file", type=click.Path())
@click.pass_context
def backup(ctx: click.Context, file: str) -> None:
    """Copy the archive to FILE as it is now, also while others write. Nothing is replaced.

    FILE is whole in itself, packed and checked (its log and its pages; `archive --db FILE verify` also makes its
    tables afresh), and not in WAL mode: it may be published, or opened from a medium that cannot be written.

    \b
    Example:
      archive backup archive-2026.db
    """
    with closing(open_reading(archive_path(ctx))) as db:
        state = copy(db, file, progress("copying"))
    note(f"{file}: {state.position} events, root {state.root}")
