"""The log: appending to it. What is appended is there for good, once, and wholly."""

import sqlite3
from collections.abc import Iterable

from archive.model.event import Draft
from archive.store.log import chunks
from archive.store.log.appended import Appended, Skipped
from archive.store.log.batching import Batching, Clock, Project, Said
from archive.store.log.content import content_of
from archive.store.log.precedents import place_of
from archive.store.log.transaction import transaction

__all__ = ["Appended", "Clock", "Project", "Skipped", "append", "content_id_of", "holds", "transaction"]


def append(  # noqa: PLR0913 - one word each for who, when, why and under which conditions
    db: sqlite3.Connection, drafts: Iterable[Draft], *, recorded_at: str | Clock, recorded_by: str, why: str,
    if_position: int | None = None, project: Project | None = None,
) -> Appended:  # fmt: skip
    """Append the events as one batch and return where they are; when this returns they are on the disk.

    Events that the log holds already are skipped. Raises a ConflictError where the log is not at
    `if_position`, a key is taken, or an event was retracted; a DataError where the batch says nothing
    of itself, or is recorded before the last one. Then, or where `project` raises, nothing is written.
    """
    with transaction(db):
        batch = Batching(db, Said(recorded_at, recorded_by, why), if_position=if_position)
        for chunk in chunks.of(drafts):
            batch.add([content_of(draft) for draft in chunk])
        return batch.close(project)


def content_id_of(draft: Draft) -> str:
    """Return the id (hex) that the event has, or would have, in any log."""
    return content_of(draft).id


def holds(db: sqlite3.Connection, draft: Draft) -> bool:
    """Return whether the log holds this very event."""
    return place_of(db, content_id_of(draft)) is not None
