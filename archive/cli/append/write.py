"""Writing from the command line: who, when and why; the effect shown; refusals handed back."""

import getpass
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import click

from archive.cli import clock
from archive.cli.append.page import appended_lines, effect_json, effect_lines
from archive.cli.append.told import note_lines
from archive.cli.asking.files import archive_path
from archive.cli.printing.progress import stages
from archive.cli.printing.screen import screen, show
from archive.exchange.batches.batch import BatchText, Incoming
from archive.exchange.batches.head import HANDLE
from archive.exchange.batches.loading import SHOWN, Loaded, begun, load
from archive.model.errors import UsageError
from archive.model.event import Draft
from archive.store.file.connect import open_writing
from archive.store.log.appended import MOST_SKIPPED, Appended
from archive.store.log.batches import head
from archive.store.log.transaction import transaction
from archive.store.writing.notes import Note, notes_since
from archive.store.writing.outcome import Outcome, outcome_since
from archive.store.writing.write import Signature, undone

Decorator = Callable[[Any], Any]


class Done:
    """What was written so far: how many batches were read and written, where, and the first events of them."""

    def __init__(self) -> None:
        self.read = 0
        self.written = 0
        self.appended = Appended(0, 0, 0)
        self.shown: list[Draft] = []

    def add(self, loaded: Loaded) -> None:
        """Count one more batch."""
        now, before = loaded.appended, self.appended
        self.read += 1
        self.written += bool(now.written)
        self.shown += loaded.first[: SHOWN - len(self.shown)]
        self.appended = Appended(
            before.first or now.first, now.last or before.last, now.batch or before.batch,
            (before.skipped + now.skipped)[:MOST_SKIPPED], before.held + now.held,
        )  # fmt: skip


def writing(*formats: str) -> Decorator:
    """Return a decorator that adds the options of every command that writes; what is printed has one of the formats."""

    def decorate(command: Any) -> Any:  # noqa: ANN401 - a command, as click takes them
        for option in reversed(_options(formats)):
            command = option(command)
        return command

    return decorate


def _options(formats: Sequence[str]) -> tuple[Decorator, ...]:
    return (
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
        click.option("--format", type=click.Choice(formats), default="table", help="of what is printed"),
    )


WRITING = writing("table", "json")
"""The options of every command that writes."""


def write_batch(ctx: click.Context, read: Callable[[], BatchText], **how: Any) -> None:  # noqa: ANN401 - of WRITING
    """Append the events of one batch, or show what that would do; print which."""

    def only() -> Iterator[Incoming]:
        batch = read()
        yield Incoming(batch, batch.events)

    write_batches(ctx, only, **how)


def write_batches(
    ctx: click.Context, read: Callable[[], Iterator[Incoming]], *, by: str | None, why: str | None, dry_run: bool,
    distinct: bool, if_position: int | None, format: str,
) -> None:  # fmt: skip
    """Append the batches of one file, all of them or none, or show what that would do; print which.

    Raises FaultsError with every fault, of the form and against the archive.
    """
    signed_by = _handle_given(by)

    def sign(batch: BatchText) -> Signature:
        return Signature(
            recorded_at=partial(clock.stated, batch.recorded_at) if batch.recorded_at else clock.now,
            recorded_by=signed_by or batch.recorded_by or handle(),
            why=_why(why or batch.why, dry_run=dry_run),
            if_position=None if done.read else if_position,
        )

    done = Done()
    with closing(open_writing(archive_path(ctx))) as db:
        batches = begun(db, read())
        with undone(db) if dry_run else transaction(db):
            position = head(db).position
            progress = stages()
            for loaded in load(db, batches, sign, distinct=distinct, progress=progress):
                done.add(loaded)
            notes = list(notes_since(db, position, head(db).position))
            if dry_run:
                _show(db, done, outcome_since(db, position, progress), notes, format=format)
        if not dry_run:
            _show(db, done, None, notes, format=format)


def _show(
    db: sqlite3.Connection, done: Done, outcome: Outcome | None, notes: Sequence[Note], *, format: str
) -> None:  # fmt: skip
    """Print what was written, or what would be, with its outcome."""
    if format == "json":
        data = effect_json(done.appended, outcome, dry_run=outcome is not None, notes=notes, batches=done.written)
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    on = screen()
    told = [] if outcome is None else effect_lines(db, done.shown, outcome, on)
    show(
        [
            *appended_lines(done.appended, dry_run=outcome is not None, batches=done.written),
            *told,
            *note_lines(notes, SHOWN),
        ],
        on,
    )


def signed(*, by: str | None, why: str | None, dry_run: bool, if_position: int | None = None) -> Signature:
    """Return who writes, now and why, as the options tell; raises UsageError where one of them does not do."""
    return Signature(
        recorded_at=clock.now, recorded_by=_handle_given(by) or handle(), why=_why(why, dry_run=dry_run),
        if_position=if_position,
    )  # fmt: skip


def handle() -> str:
    """Return who writes: $ARCHIVE_BY, else the login name, made a handle."""
    login = os.environ.get("ARCHIVE_BY") or getpass.getuser()
    short = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in login)
    return short.strip("-._") or "somebody"


def _handle_given(by: str | None) -> str | None:
    if by and not HANDLE.fullmatch(by):
        raise UsageError(f"--as {by}: that is no handle", hint="give a handle, a short name and no address: all see it")
    return by


def _why(why: str | None, *, dry_run: bool) -> str:
    if why or dry_run:
        return why or "(dry run)"
    raise UsageError("every batch says why", hint='add -m "why you add this"')
