"""Completion: names from the archive file while a command is being typed."""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import click
from click.shell_completion import CompletionItem

from archive.cli.asking.files import archive_path
from archive.model.errors import ArchiveError
from archive.questions.scope.filters import PROPERTIES
from archive.store.file.connect import open_reading
from archive.store.reading import names as reading_names
from archive.store.schema.projection import CURRENT

MOST = 200
Found = Iterator[tuple[str, str]]


def complete_entities(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the entities whose id begins so."""
    return _items(ctx, incomplete, lambda db: ((one.id, f"{one.label}, {one.type}") for one in _entities(db)))


def complete_bodies(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the bodies whose id begins so."""
    bodies = ("body", "organisation")
    return _items(ctx, incomplete, lambda db: ((one.id, one.label) for one in _entities(db) if one.type in bodies))


def complete_sources(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the sources whose id begins so."""
    return _items(ctx, incomplete, lambda db: iter(reading_names.sources(db, CURRENT)))


def complete_anything(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the events, entities, sources, disputes and questions whose key or id begins so."""
    return _items(ctx, incomplete, _everything)


def complete_properties(_ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the properties that begin so."""
    return [CompletionItem(name) for name in PROPERTIES if name.startswith(incomplete)]


def complete_kinds(_ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the kinds of event that begin so."""
    # Only who completes a kind waits for all kinds to be loaded.
    known = importlib.import_module("archive.kinds.registry").KINDS
    return [CompletionItem(name) for name in known if name.startswith(incomplete)]


def _items(ctx: click.Context, incomplete: str, ask: Callable[[sqlite3.Connection], Found]) -> list[CompletionItem]:
    try:
        with closing(open_reading(archive_path(ctx), patience=0.2)) as db:
            found = [CompletionItem(name, help=what) for name, what in ask(db) if name.startswith(incomplete)]
    except (ArchiveError, sqlite3.Error):
        # Whoever types does not want to be told now that the file is not there.
        return []
    return found[:MOST]


def _entities(db: sqlite3.Connection) -> list[reading_names.Entity]:
    return reading_names.entities(db, CURRENT)


def _everything(db: sqlite3.Connection) -> Found:
    yield from ((key, "event") for key in reading_names.keys(db))
    yield from ((one.id, f"{one.label}, {one.type}") for one in _entities(db))
    yield from reading_names.sources(db, CURRENT)
    yield from ((name, "dispute") for name in reading_names.disputes(db))
    yield from ((name, "question") for name in reading_names.questions(db))
