"""Writing from the command line: who, when and why; the effect shown; refusals handed back."""

import getpass
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import click

from archive.cli import clock
from archive.cli.append_page import appended_text, effect_json, effect_text
from archive.cli.files import archive_path
from archive.cli.progress import stages
from archive.exchange.batch import BatchText
from archive.model.errors import FaultsError, UsageError
from archive.model.event import Draft
from archive.store.connect import open_writing
from archive.store.known import Known
from archive.store.resolving import faults_in, resolved
from archive.store.write import Signature, preview, write

Decorator = Callable[[Any], Any]


def WRITING(command: Any) -> Any:  # noqa: ANN401, N802 - a decorator in the manner of click's
    """Add the options of every command that writes."""
    for option in reversed(
        (
            click.option("-m", "--why", help="why it is added (kept with the batch)"),
            click.option("--as", "by", metavar="HANDLE", help="who adds it: a handle, no address [ARCHIVE_BY, login]"),
            click.option("--dry-run", is_flag=True, help="show what would change; write nothing"),
            click.option("--distinct", is_flag=True, help="it is another event, though one like it is there"),
            click.option(
                "--if-position",
                type=click.IntRange(0, 10**15),
                metavar="N",
                help="only if the log is still at position N",
            ),
            click.option("--format", type=click.Choice(["table", "json"]), default="table", help="of what is printed"),
        )
    ):
        command = option(command)
    return command


def write_batch(
    ctx: click.Context, read: Callable[[], BatchText], *, by: str | None, why: str | None, dry_run: bool,
    distinct: bool, if_position: int | None, format: str,
) -> None:  # fmt: skip
    """Append the events of one batch, or show what that would do; print which.

    Raises FaultsError with every fault, of the form and against the archive.
    """
    if by and "@" in by:
        raise UsageError(f"--as {by}: that is an address", hint="give a handle: all readers see it")
    with closing(open_writing(archive_path(ctx))) as db:
        batch = _checked(db, read)
        signature = Signature(
            recorded_at=batch.recorded_at or clock.now,
            recorded_by=by or batch.recorded_by or handle(),
            why=_why(why or batch.why, dry_run=dry_run),
            if_position=if_position,
        )
        drafts = named(db, batch.events)
        if dry_run:
            appended, effects = preview(db, drafts, signature, distinct=distinct)
        else:
            appended, effects = write(db, drafts, signature, distinct=distinct, progress=stages()), []
        if format == "json":
            click.echo(json.dumps(effect_json(appended, effects, dry_run=dry_run), ensure_ascii=False))
        else:
            click.echo(appended_text(appended, dry_run=dry_run))
            if dry_run:
                click.echo(effect_text(db, drafts, effects))


def _checked(db: sqlite3.Connection, read: Callable[[], BatchText]) -> BatchText:
    try:
        return read()
    except FaultsError as problem:
        raise FaultsError([*problem.faults, *faults_in(db, problem.read)], hint=problem.hint) from None


def named(db: sqlite3.Connection, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with every entity named by its id, where a name, alias or identifier was given."""
    names = Known(db)
    return [resolved(draft, names) for draft in drafts]


def handle() -> str:
    """Return who writes: $ARCHIVE_BY, else the login name, made a handle."""
    login = os.environ.get("ARCHIVE_BY") or getpass.getuser()
    return "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in login) or "somebody"


def _why(why: str | None, *, dry_run: bool) -> str:
    if why or dry_run:
        return why or "(dry run)"
    raise UsageError("every batch says why", hint='add -m "why you add this"')
