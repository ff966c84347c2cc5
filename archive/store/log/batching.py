"""One batch on its way into the log: its events are hashed and staged as they come, and written at its end."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple
from unicodedata import normalize

from archive.model.errors import DataError
from archive.store.log.appended import MOST_SKIPPED, Appended, Skipped
from archive.store.log.batches import Batch, last_batch
from archive.store.log.conflicts import PositionMovedError, RecordedTooEarlyError
from archive.store.log.content import Content, body_of, head_of
from archive.store.log.instants import instant
from archive.store.log.precedents import (
    content_in,
    places_of,
    refuse_retracted,
    refuse_taken_key,
    taken_keys,
    written_since,
)
from archive.store.log.rows import Row
from archive.store.log.staging import Staged
from archive.store.log.tree import Frontier, leaf_hash

Project = Callable[[sqlite3.Connection, int, int], object]
"""Called with the first and last position of a batch, inside its transaction."""

Clock = Callable[[], str]
"""Gives the instant of recording. It is asked when nobody else can write any more."""

INSERT_BATCH = """
    INSERT INTO batches (batch, recorded_at, recorded_by, why, first, last, size, head, root, peaks)
    VALUES (:batch, :recorded_at, :recorded_by, :why, :first, :last, :last - :first + 1, :head, :root, :peaks)
"""


class Said(NamedTuple):
    """What a batch says of itself: when it is recorded (an instant, or who knows it), by whom, and why."""

    recorded_at: str | Clock
    recorded_by: str
    why: str


class Batching:
    """A batch that is being appended, inside a transaction. Nobody sees any of it before `close`."""

    def __init__(self, db: sqlite3.Connection, said: Said, *, if_position: int | None = None) -> None:
        """Raise a DataError where the batch says nothing of itself, PositionMovedError where the log went on."""
        self._db = db
        self._said = said._replace(
            recorded_by=_text("recorded_by", said.recorded_by), why=_text("why", said.why)
        )  # fmt: skip
        self._last = last_batch(db)
        self._end = self._last.last if self._last else 0
        if if_position is not None and if_position != self._end:
            raise PositionMovedError(if_position, self._end, written_since(db, if_position))
        self._number = self._last.batch + 1 if self._last else 1
        self._frontier = _frontier(self._last)
        self._moment = ""
        self._head = ""
        self.seen = 0
        self._held = 0
        self._skipped: list[Skipped] = []
        self.staged = Staged(db)

    def add(self, contents: Sequence[Content]) -> None:
        """Stage the events that are new. Raises a ConflictError where a key is taken or an event was retracted."""
        new = self._sorted_out(contents)
        self.seen += len(contents)
        if new:
            self.staged.add(self._rows(new))

    def close(self, project: Project | None = None) -> Appended:
        """Write what was staged as one batch, have it projected, and return where it is."""
        if not self.staged.size:
            return Appended(0, 0, 0, tuple(self._skipped), self._held)
        batch = Batch(
            self._number, self._moment, self._said.recorded_by, self._said.why, self._end + 1, self._frontier.size,
            self._head, self._frontier.root().hex(), json.dumps([peak.hex() for peak in self._frontier.peaks]),
        )  # fmt: skip
        self._db.execute(INSERT_BATCH, batch._asdict())
        self.staged.pour()
        if project is not None:
            project(self._db, batch.first, batch.last)
        return Appended(batch.first, batch.last, batch.batch, tuple(self._skipped), self._held)

    def _sorted_out(self, contents: Sequence[Content]) -> list[Content]:
        """Return the contents that are new, in their order; note those that the log or the batch has already."""
        ids = {content.id for content in contents}
        keys = {content.columns.key for content in contents if content.columns.key}
        in_log = places_of(self._db, ids) if self._end else {}
        taken = taken_keys(self._db, keys) if self._end else frozenset()
        staged = self.staged.size
        places = {name: one.position for name, one in self.staged.by_id(ids).items()} if staged else {}
        bearers = {key: content_in(one.body) for key, one in self.staged.by_key(keys).items()} if staged else {}
        new: list[Content] = []
        for number, content in enumerate(contents, self.seen):
            key = content.columns.key
            if content.id in in_log:
                refuse_retracted(self._db, content, in_log[content.id])
                self._skip(Skipped(number, content.id, in_log[content.id]))
            elif content.id in places:
                self._skip(Skipped(number, content.id, places[content.id]))
            else:
                if key and (key in taken or key in bearers):
                    refuse_taken_key(self._db, content, bearers)
                new.append(content)
                places[content.id] = self._end + staged + len(new)
                if key:
                    bearers[key] = content.data
        return new

    def _skip(self, skipped: Skipped) -> None:
        self._held += 1
        if self._held <= MOST_SKIPPED:
            self._skipped.append(skipped)

    def _rows(self, new: Sequence[Content]) -> list[Row]:
        """Return the rows of the next events, and add their leaves to the tree."""
        if not self._head:
            self._begin()
        rows = []
        for position, content in zip(count(self._frontier.size + 1), new, strict=False):
            body = body_of(content.data, position=position, head=self._head)
            leaf = leaf_hash(body)
            self._frontier.append(leaf)
            columns, version = content.columns[:-1], content.columns.schema_version
            rows.append(Row._make((position, *columns, self._number, version, body.decode(), content.id, leaf.hex())))
        return rows

    def _begin(self) -> None:
        """Settle when the batch is recorded, which only a batch with new events needs."""
        at = self._said.recorded_at
        self._moment = instant(at if isinstance(at, str) else at())
        if self._last is not None and self._moment < self._last.recorded_at:
            raise RecordedTooEarlyError(self._moment, self._last.recorded_at)
        self._head = head_of(self._moment, self._said.recorded_by, self._said.why)


def _text(name: str, text: str) -> str:
    said = normalize("NFC", text).strip()
    if not said:
        raise DataError(f"a batch needs {name}", hint="say who writes (recorded_by) and why: the log keeps it for good")
    return said


def _frontier(last: Batch | None) -> Frontier:
    return Frontier(last.last, map(bytes.fromhex, json.loads(last.peaks))) if last else Frontier()
