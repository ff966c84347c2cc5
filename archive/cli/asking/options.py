"""The options that the reading commands share, and what they come to."""

import importlib
import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from archive.cli import clock
from archive.cli.asking.completing import complete_bodies, complete_entities, complete_properties, complete_sources
from archive.questions.scope.filters import Filters, as_recorded, filters
from archive.questions.scope.horizon import Horizon, horizon
from archive.questions.states.state import View, view

Command = Callable[..., Any]
Following = Callable[..., Filters]

RECORDED = click.option("--recorded", metavar="POSITION|INSTANT|TAG", help="Only what this archive held then.")
CUTOFFS = (
    click.option("--known", metavar="DATE", help="Only what sources published by then tell."),
    click.option("--known-strict", is_flag=True, help="Leave out what only undated sources tell."),
    RECORDED,
    click.option(
        "--according-to", multiple=True, metavar="SOURCE|PUBLISHER", shell_complete=complete_sources,
        help="Only what this source or publisher tells; repeat for several.",
    ),
)  # fmt: skip
ABOUT = (
    click.option(
        "--body", multiple=True, metavar="BODY", shell_complete=complete_bodies,
        help="About this body, with its organs; repeat for several.",
    ),
    click.option("--only", is_flag=True, help="The body itself, without its organs."),
    click.option(
        "--subject", multiple=True, metavar="WHO", shell_complete=complete_entities,
        help="About this country, person or other entity; repeat for several.",
    ),
    click.option(
        "--property", multiple=True, metavar="PROPERTY", shell_complete=complete_properties,
        help="membership, accession, office, meeting, stance …; repeat for several.",
    ),
)  # fmt: skip
FILTERS = (
    *ABOUT,
    click.option("--all", "everything", is_flag=True, help="Also where nothing is recorded, or nothing changed."),
)
LINEAGE = click.option(
    "--lineage", is_flag=True,
    help="Follow those named to their predecessors and successors, and say who follows whom.",
)  # fmt: skip
FORMAT = (
    click.option(
        "--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
        help="A page for people, or data for machines.",
    ),
    click.option("--ascii", is_flag=True, help="No signs beyond ASCII in tables."),
)  # fmt: skip


class Asked(NamedTuple):
    """The shared options as given; a command that lacks some of them has their defaults."""

    known: str | None = None
    known_strict: bool = False
    recorded: str | None = None
    according_to: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    only: bool = False
    subject: tuple[str, ...] = ()
    property: tuple[str, ...] = ()
    everything: bool = False
    lineage: bool = False
    format: str = "table"
    ascii: bool = False

    def horizon(self, db: sqlite3.Connection) -> Horizon:
        """Return what the cut-offs come to."""
        return horizon(
            db, known=self.known, strict=self.known_strict, recorded=self.recorded, according_to=self.according_to,
            now=clock.now(),
        )  # fmt: skip

    def view(self, db: sqlite3.Connection) -> View:
        """Return the archive as seen within the cut-offs."""
        return view(db, self.horizon(db))

    def filters(self, db: sqlite3.Connection) -> Filters:
        """Return what the filters ask for."""
        wanted = filters(
            db, subjects=self.subject, bodies=self.body, only=self.only, properties=self.property,
            everything=self.everything,
        )  # fmt: skip
        return wanted if self.recorded is None else as_recorded(db, wanted, self.horizon(db).position)

    def followed(self, seen: View, wanted: Filters) -> Filters:
        """Return the filters, with --lineage widened to the predecessors and successors of those named."""
        if not self.lineage:
            return wanted
        # Reading successions takes modules that a plain question does without.
        following: Following = importlib.import_module("archive.questions.states.following").followed
        return following(seen, wanted, only=self.only)


def with_options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return a decorator that adds options, in their order, to a command."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


READING = with_options(*CUTOFFS, *FILTERS, *FORMAT)
"""All of them: the same everywhere."""
