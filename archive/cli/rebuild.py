"""`archive rebuild`: make all computed tables afresh from the log."""

from contextlib import closing

import click

from archive.cli.files import archive_path
from archive.cli.progress import progress
from archive.cli.screen import note
from archive.store.batches import head
from archive.store.connect import open_writing
from archive.store.rebuild import rebuild as make_afresh
from archive.store.transaction import transaction


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
