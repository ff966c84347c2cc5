"""`archive init`: make an archive and load the shipped events."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from archive.cli import clock
from archive.cli.asking.files import archive_path
from archive.cli.printing.progress import progress
from archive.cli.printing.screen import note, screen, show
from archive.exchange.batches import text
from archive.exchange.batches.batch import BatchText
from archive.exchange.files import shipped
from archive.model.errors import DataError
from archive.store.file.connect import open_writing
from archive.store.file.making import building
from archive.store.log.batches import Head, head
from archive.store.log.instants import is_ahead
from archive.store.log.transaction import transaction
from archive.store.writing.write import Signature, write


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--empty", is_flag=True, help="Load nothing.")
@click.pass_context
def init(ctx: click.Context, path: str | None, empty: bool) -> None:
    """Make an archive at PATH (else --db, $ARCHIVE_DB, ./archive.db) and load the events shipped with the program.

    They are loaded with the times at which they were recorded, so that every such archive has the same root. An
    archive that is there already gets only what it lacks of them.

    \b
    Example:
      archive init
      archive init --empty mine.db
    """
    name = path or archive_path(ctx)
    if not empty and Path(name).is_file():
        _warn_of_clock(_complete(name))
        return
    with building(name) as db:
        if not empty:
            _load(db)
        state = head(db)
    if empty:
        show([f"{name}: an empty archive. Add to it: archive append KIND …"], screen())
        return
    note(f"{name}: {state.position} events in {state.batch} batches, root {state.root}")
    note("ask it: archive as-of 2024-06-13")
    _warn_of_clock(state)


def _complete(name: str) -> Head:
    """Add to an archive that is there what it lacks of the shipped events; return where its log stands then."""
    with closing(open_writing(name)) as db:
        before = head(db).position
        with transaction(db):
            _load(db)
        state = head(db)
    new = state.position - before
    told = f"{new} shipped events added" if new else "the shipped events are in it already; nothing changed"
    note(f"{name}: {told}")
    return state


def _warn_of_clock(state: Head) -> None:
    """Say so where the clock is behind the log: all can be read, but nothing appended until it is right.

    The shipped batches are recorded by who ships them, so it is the clock that is wrong; reading needs none.
    """
    if state.recorded_at is not None and is_ahead(state.recorded_at, clock.now()):
        note(
            f"the clock of this machine says {clock.now()}, before the last batch ({state.recorded_at})",
            "until it is right, nothing can be appended",
        )


def _load(db: sqlite3.Connection) -> None:
    files = list(shipped.batches())
    tell = progress("loading")
    for number, file in enumerate(files, 1):
        batch = text.read_batch(file.data, name=file.name)
        # Shipped events were looked through for twins when they were written.
        write(db, batch.events, _signature(batch, file.name), distinct=True)
        tell(number, len(files))


def _signature(batch: BatchText, name: str) -> Signature:
    if batch.recorded_at is None or batch.recorded_by is None or batch.why is None:
        raise DataError(f"{name}: a shipped batch says when, by whom and why it was recorded")
    return Signature(recorded_at=batch.recorded_at, recorded_by=batch.recorded_by, why=batch.why)
