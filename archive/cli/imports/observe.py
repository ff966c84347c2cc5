"""`archive observe`: a dated snapshot of a list, compared with the one before it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive.cli.append.write import WRITING, signed
from archive.cli.asking.files import archive_path
from archive.cli.imports.map import find_map, settings_of
from archive.cli.imports.observe_page import as_data, page
from archive.cli.printing.output import show_json
from archive.cli.printing.progress import progress
from archive.cli.printing.screen import screen, show
from archive.exchange.lists.file import Reading, day_in_name, read_snapshot
from archive.exchange.lists.observe import Rules, Snapshot, observe
from archive.exchange.outside.matching import slug
from archive.model.days import full_day
from archive.model.errors import UsageError
from archive.store.file.connect import open_writing
from archive.store.log.transaction import transaction
from archive.store.tables.naming import labels_of
from archive.store.writing.write import undone


@click.command(name="observe")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--map", "map_name", required=True, metavar="MAP", help="what the rows mean: a file, or a name")
@click.option("--on", metavar="DATE", help="the day that the list is of; else the one day in the file's name")
@click.option("--source", metavar="SOURCE", help="the id of the snapshot as a source; else the map's, with the day")
@click.option("--list", "name", metavar="LIST", help="a name for the list, always the same; else that of the map")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="a setting of the map; repeat for several")
@click.option("--create", is_flag=True, help="register entities that are not known")
@click.option("--accept-loss", is_flag=True, help="believe a list in which a whole group, or most of it, is gone")
@click.option("--keep-lost", is_flag=True, help="groups that are gone are not covered: leave them as they were")
@WRITING
@click.pass_context
def observe_command(
    ctx: click.Context, /, files: tuple[str, ...], map_name: str, on: str | None, source: str | None,
    name: str | None, given: tuple[str, ...], create: bool, **how: Any,  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Add what a list says and did not say when it was last seen: a dated snapshot of it, or a series of them.

    What is new began on its own date, or on some day since the last snapshot; what is gone ended on such a day.
    An identical snapshot adds nothing but that the list was seen. Each file is a batch; of a series all is written,
    or nothing. How lists are compared: docs/observe.md.

    \b
    Example:
      archive observe maps/examples/delegations@2009-01-15.csv \\
        maps/examples/delegations@2009-04-01.csv \\
        --map maps/examples/delegations.toml --create --dry-run
      archive observe maps/examples/delegations@2009-07-01.csv --on 2009-08-01 \\
        --map maps/examples/delegations.toml --create \\
        -m "the council's page, as of today"
    """
    series = _dated(files, on)
    if source and len(series) > 1:
        raise UsageError("each snapshot is a source of its own", hint="leave --source out: the map's, with the day")
    reading = Reading(map=find_map(map_name, settings_of(given)), source=source, create=create)
    _observe(ctx, series, reading, name or slug(Path(map_name).stem), **how)


def _observe(
    ctx: click.Context, series: Sequence[tuple[str, str]], reading: Reading, name: str, *, accept_loss: bool,
    keep_lost: bool, distinct: bool, dry_run: bool, format: str, by: str | None, why: str | None,
    if_position: int | None,
) -> None:  # fmt: skip
    if accept_loss and keep_lost:
        raise UsageError("are the lost groups gone, or not covered?", hint="either --accept-loss or --keep-lost")
    rules = Rules(list=name, accept_loss=accept_loss, keep_lost=keep_lost, distinct=distinct)
    signature = signed(by=by, why=why, dry_run=dry_run, if_position=if_position)
    with closing(open_writing(archive_path(ctx))) as db, undone(db) if dry_run else transaction(db):
        seen = observe(db, _snapshots(db, series, reading), rules, signature)
        labels = labels_of(db)
    if format == "json":
        show_json(as_data(seen, name=name, dry_run=dry_run))
    else:
        screened = screen()
        show(page(seen, labels, screened, dry_run=dry_run), screened)


def _snapshots(
    db: sqlite3.Connection, series: Sequence[tuple[str, str]], reading: Reading
) -> Iterator[Callable[[], Snapshot]]:
    """Yield for each file what reads it, and tell how many were observed."""
    tell = progress("snapshots observed")
    for number, (on, file) in enumerate(series):
        tell(number, len(series))
        yield partial(read_snapshot, db, file, on, reading)
    tell(len(series), len(series))


def _dated(files: Sequence[str], on: str | None) -> list[tuple[str, str]]:
    """Return (day, file) in the order of the days; raises UsageError for a file of no day."""
    if on is not None and len(files) > 1:
        raise UsageError("--on is the day of one file", hint="of a series, each file has its day in its name")
    if on is not None and full_day(on) is None:
        raise UsageError(f"--on {on}: a list is as it stood on one day", hint="write YYYY-MM-DD")
    for file in files:
        if not Path(file).is_file():
            raise UsageError(f"there is no file {file}", hint="check the path")
    return sorted(((on or _day_of(file)), file) for file in files)


def _day_of(file: str) -> str:
    day = day_in_name(file)
    if day is None:
        raise UsageError(f"{file}: of which day is it?", hint="give it: --on YYYY-MM-DD, or have it in the file's name")
    return day
