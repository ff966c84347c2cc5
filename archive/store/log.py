"""The log: appending to it. What is appended is there for good, once, and wholly."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import count
from json import dumps, loads
from typing import NamedTuple
from unicodedata import normalize

from archive.model.errors import DataError
from archive.model.event import Draft
from archive.store.batches import Batch, last_batch
from archive.store.conflicts import PositionMovedError, RecordedTooEarlyError
from archive.store.content import Content, body_of, content_of, head_of
from archive.store.instants import instant
from archive.store.precedents import place_of, refuse_retracted, refuse_taken_key, written_since
from archive.store.transaction import transaction
from archive.store.tree import Frontier, leaf_hash

__all__ = ["Appended", "Clock", "Project", "Skipped", "append", "content_id_of", "holds", "transaction"]

Project = Callable[[sqlite3.Connection, int, int], object]
"""Called with the first and last position of a batch, inside its transaction."""

Clock = Callable[[], str]
"""Gives the instant of recording. It is asked when nobody else can write any more."""

INSERT_BATCH = """
    INSERT INTO batches (batch, recorded_at, recorded_by, why, first, last, size, head, root, peaks)
    VALUES (:batch, :recorded_at, :recorded_by, :why, :first, :last, :last - :first + 1, :head, :root, :peaks)
"""
INSERT_EVENT = """
    INSERT INTO events (date, kind, gist, standing, key, year, earliest, latest, schema_version,
        position, batch, body, id, leaf)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Skipped(NamedTuple):
    """A draft that the log holds already: its number among the drafts (from 0), its id, and where it is."""

    number: int
    id: str
    position: int


class Appended(NamedTuple):
    """What an append wrote: positions and batch, all 0 where everything was in the log already."""

    first: int
    last: int
    batch: int
    skipped: tuple[Skipped, ...] = ()

    @property
    def written(self) -> int:
        """Return the number of events that are new in the log."""
        return self.last - self.first + 1 if self.last else 0


def append(  # noqa: PLR0913 - one word each for who, when, why and under which conditions
    db: sqlite3.Connection, drafts: Sequence[Draft], *, recorded_at: str | Clock, recorded_by: str, why: str,
    if_position: int | None = None, project: Project | None = None,
) -> Appended:  # fmt: skip
    """Append the events as one batch and return where they are; when this returns they are on the disk.

    Events that the log holds already are skipped. Raises a ConflictError where the log is not at
    `if_position`, a key is taken, or an event was retracted; a DataError where the batch says nothing
    of itself, or is recorded before the last one. Then, or where `project` raises, nothing is written.
    """
    by, reason = _said("recorded_by", recorded_by), _said("why", why)
    contents = [content_of(draft) for draft in drafts]
    with transaction(db):
        last = last_batch(db)
        position = last.last if last else 0
        if if_position is not None and if_position != position:
            raise PositionMovedError(if_position, position, written_since(db, if_position))
        new, skipped = _sorted_out(db, contents, position)
        if not new:
            return Appended(0, 0, 0, skipped)
        moment = instant(recorded_at if isinstance(recorded_at, str) else recorded_at())
        if last is not None and moment < last.recorded_at:
            raise RecordedTooEarlyError(moment, last.recorded_at)
        batch = _insert(db, new, last, (moment, by, reason))
        if project is not None:
            project(db, batch.first, batch.last)
    return Appended(batch.first, batch.last, batch.batch, skipped)


def content_id_of(draft: Draft) -> str:
    """Return the id (hex) that the event has, or would have, in any log."""
    return content_of(draft).id


def holds(db: sqlite3.Connection, draft: Draft) -> bool:
    """Return whether the log holds this very event."""
    return place_of(db, content_id_of(draft)) is not None


def _said(name: str, text: str) -> str:
    said = normalize("NFC", text).strip()
    if not said:
        raise DataError(f"a batch needs {name}", hint="say who writes (recorded_by) and why: the log keeps it for good")
    return said


def _sorted_out(
    db: sqlite3.Connection, contents: Sequence[Content], position: int
) -> tuple[list[Content], tuple[Skipped, ...]]:
    """Return the contents that are new, in their order, and those that the log holds, or the batch already."""
    places: dict[str, int] = {}
    keys: dict[str, Content] = {}
    new: list[Content] = []
    skipped: list[Skipped] = []
    for number, content in enumerate(contents):
        place = places.get(content.id)
        if place is None and position:
            place = place_of(db, content.id)
            if place is not None:
                refuse_retracted(db, content, place)
        if place is not None:
            skipped.append(Skipped(number, content.id, place))
            continue
        refuse_taken_key(db, content, keys)
        if content.columns.key:
            keys[content.columns.key] = content
        new.append(content)
        places[content.id] = position + len(new)
    return new, tuple(skipped)


def _insert(db: sqlite3.Connection, new: Sequence[Content], last: Batch | None, said: tuple[str, str, str]) -> Batch:
    size, peaks = (last.last, map(bytes.fromhex, loads(last.peaks))) if last else (0, ())
    frontier = Frontier(size, peaks)
    head = head_of(*said)
    number = last.batch + 1 if last else 1
    lines = []
    for position, content in zip(count(size + 1), new, strict=False):
        body = body_of(content.data, position=position, head=head)
        leaf = leaf_hash(body)
        frontier.append(leaf)
        lines.append((*content.columns, position, number, body.decode(), content.id, leaf.hex()))
    batch = Batch(
        number, *said, size + 1, frontier.size, head, frontier.root().hex(),
        dumps([peak.hex() for peak in frontier.peaks]),
    )  # fmt: skip
    db.execute(INSERT_BATCH, batch._asdict())
    db.executemany(INSERT_EVENT, lines)
    return batch
