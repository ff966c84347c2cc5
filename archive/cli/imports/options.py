"""The options of every import of a file that others made, and what they come to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_args

import click

from archive.exchange.batches.head import HANDLE
from archive.exchange.outside.matching import slug
from archive.exchange.outside.spells import EndIs
from archive.model.dates import parse
from archive.model.errors import DateError, UsageError

Command = Callable[..., Any]


def OUTSIDE(command: Any) -> Any:  # noqa: ANN401, N802 - a decorator in the manner of click's
    """Add the options of every import of a file that others made."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Given(NamedTuple):
    """The options as given."""

    source: str
    publisher: str | None
    title: str | None
    published: str | None
    address: str | None
    on: str | None
    end_is: EndIs
    create: bool
    skip_bad: str | None
    why: str | None
    by: str | None
    dry_run: bool
    distinct: bool
    format: str


def check(given: Given) -> None:
    """Refuse options that could only fail after the file was read."""
    if not given.why and not given.dry_run:
        raise UsageError("every batch says why", hint='add -m "why you add this"')
    if given.by and not HANDLE.fullmatch(given.by):
        hint = "give a handle, a short name and no address: all see it"
        raise UsageError(f"--as {given.by}: that is no handle", hint=hint)
    if slug(given.source) != given.source:
        better = slug(given.source)
        hint = f"write --source {better}" if better else "lower-case letters, digits and single hyphens"
        raise UsageError(f"--source {given.source}: not an id", hint=hint)
    if given.skip_bad and Path(given.skip_bad).exists():
        raise UsageError(f"{given.skip_bad} is there already; it stays as it is", hint="name another file")
    for option, date in (("--published", given.published), ("--on", given.on)):
        try:
            parse(date) if date is not None else None
        except DateError as error:
            raise UsageError(f"{option} {date}: {error.message}", hint=error.hint) from None


_OPTIONS = (
    click.option("--source", required=True, metavar="ID", help="The source that the events cite; a slug."),
    click.option("--publisher", help="Of a source that is new: who publishes it."),
    click.option("--title", help="Of a source that is new: its title; in brackets, a description."),
    click.option("--published", metavar="DATE", help="Of a source that is new: day of publication."),
    click.option("--address", help="Of a source that is new: where it is found."),
    click.option("--on", metavar="DATE", help="The day on which the file was true [the source's publication]."),
    click.option(
        "--end-is", type=click.Choice(get_args(EndIs)), default="last-day-in", show_default=True,
        help="What the dates of ends mean.",
    ),
    click.option("--create", is_flag=True, help="Register who and what the archive does not know."),
    click.option("--skip-bad", metavar="FILE", help="Take in the rest; write bad records to FILE, with the reasons."),
    click.option("-m", "--why", help="Why it is added (kept with the batch)."),
    click.option("--as", "by", metavar="HANDLE", help="Who adds it: a handle, no address [ARCHIVE_BY, login]."),
    click.option("--dry-run", is_flag=True, help="Show what would change; write nothing."),
    click.option("--distinct", is_flag=True, help="They are other events, though some like them are there."),
    click.option("--format", type=click.Choice(["table", "json"]), default="table", help="Of what is printed."),
)  # fmt: skip
