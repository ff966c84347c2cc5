"""The file that a command works on: --db, else $ARCHIVE_DB, else ./archive.db."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from archive.store.file.connect import open_reading
from archive.store.log.transaction import snapshot


def archive_path(ctx: click.Context) -> str:
    """Return the name of the archive file."""
    return str(ctx.find_root().params["db"])


@contextmanager
def reading(ctx: click.Context) -> Iterator[sqlite3.Connection]:
    """Give the archive as it is now: however many questions the block asks, it sees one state."""
    with closing(open_reading(archive_path(ctx))) as db, snapshot(db):
        yield db
