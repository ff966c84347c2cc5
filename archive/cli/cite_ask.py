"""The question that is to be cited: names settled, what is relative made absolute."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from archive.cli.on_day import closed
from archive.cli.options import Asked
from archive.model.dates import iso
from archive.model.errors import UsageError
from archive.questions import names
from archive.questions.pinned import Pinned


def pinned_as_of(db: sqlite3.Connection, asked: Asked, dates: Iterable[str]) -> Pinned:
    """Return an as-of as a pinned question."""
    return replace(_pinned(db, asked, "as-of"), dates=tuple(closed(text).text for text in dates))


def pinned_history(db: sqlite3.Connection, asked: Asked, who: str | None, where: str | None) -> Pinned:
    """Return a history as a pinned question."""
    if not (who or asked.body or asked.subject or asked.property or asked.everything):
        raise UsageError("the history of whom?", hint="archive cite history SUBJECT [OBJECT], or --body BODY, or --all")
    if where:
        asked = replace(asked, body=(*asked.body, where))
    return replace(_pinned(db, asked, "history"), who=names.entity(db, who).id if who else None)


def _pinned(db: sqlite3.Connection, asked: Asked, ask: str) -> Pinned:
    within = asked.horizon(db)
    return Pinned(
        ask=ask,
        position=within.position,
        bodies=tuple(names.entity(db, text).id for text in asked.body),
        only=asked.only,
        subjects=tuple(names.entity(db, text).id for text in asked.subject),
        properties=asked.property,
        everything=asked.everything,
        known=None if within.known_day is None else iso(within.known_day),
        strict=within.strict,
        according_to=within.according_to,
    )
