"""`archive rebuild`: make all computed tables afresh from the log."""

from contextlib import closing

import click

from archive.cli.asking.files import archive_path
from archive.cli.printing.progress import progress
from archive.cli.printing.screen import note
from archive.store.file.connect import open_writing
from archive.store.log.batches import head
from archive.store.log.transaction import transaction
from archive.store.tables.rebuild import rebuild as make_afresh


@click.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Empty every computed table and fill it again from the log, all or nothing. The log is not touched.

    \b
    Example:
      archive rebuild
    """
    with closing(open_writing(archive_path(ctx))) as db:
        with transaction(db):
            make_afresh(db, progress("timelines"))
        state = head(db)
    note(f"made afresh from {state.position} events")
