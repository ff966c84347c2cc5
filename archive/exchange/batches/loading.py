"""Batches of a file into the log: each one a batch of its own, in the order of the file."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from archive.exchange.batches.batch import BatchText, Incoming, Place
from archive.model.errors import ConflictError, FaultsError
from archive.model.event import Draft
from archive.store.check.known import Known
from archive.store.check.resolving import faults_in, resolved
from archive.store.log.appended import MOST_SKIPPED, Appended, Skipped
from archive.store.log.batches import head, root_after
from archive.store.log.chunks import SIZE
from archive.store.log.rows import rows
from archive.store.writing.write import Progress, Signature, write

SHOWN = 20
"""Events of a batch that are kept to be shown."""

Sign = Callable[[BatchText], Signature]
"""Tells who records a batch, when and why."""


class RootDiffersError(ConflictError):
    """The log that was exported, and the one that reads it, went different ways before this batch."""

    def __init__(self, place: Place, root: str) -> None:
        super().__init__(
            f"after position {place.last} the exported log has the root {place.root}, this one would have {root}",
            hint="read it into an empty archive; to add its events to another one, leave first, last and root out",
        )


class Loaded(NamedTuple):
    """A batch that was appended: its first events, with names settled, and where all of them are."""

    first: list[Draft]
    appended: Appended


def load(
    db: sqlite3.Connection, batches: Iterable[Incoming], sign: Sign, *, distinct: bool = False,
    progress: Progress | None = None,
) -> Iterator[Loaded]:  # fmt: skip
    """Append batch after batch and yield what each wrote. The caller holds the transaction, and so may undo all.

    A batch that the log has at its very place is skipped. Twins are looked for in what the log held before the first
    batch. Raises what `write` raises, and RootDiffersError. Events are in memory as in `write`.
    """
    held = head(db).position
    for batch in batches:
        place = batch.head.place
        if place is not None and root_after(db, place.last) == place.root:
            many = sum(1 for _ in batch.events)
            some = enumerate(rows(db, after=place.first - 1, upto=place.last, limit=MOST_SKIPPED))
            skipped = tuple(Skipped(number, row.id, row.position) for number, row in some)
            yield Loaded([], Appended(0, 0, 0, skipped, many))
        else:
            yield _append(db, batch, sign(batch.head)._replace(twins_upto=held), distinct=distinct, progress=progress)


def _append(
    db: sqlite3.Connection, batch: Incoming, signature: Signature, *, distinct: bool, progress: Progress | None
) -> Loaded:
    first: list[Draft] = []
    place, position = batch.head.place, head(db).position
    # The next batch of the same log has no twins to look for: its root proves that it is the same log.
    follows = place is not None and place.first == position + 1
    events = _resolved(db, batch.events, first)
    appended = write(db, events, signature, distinct=distinct or follows, progress=progress)
    if place is not None and (appended.first, appended.last) == (place.first, place.last):
        root = head(db).root
        if root != place.root:
            raise RootDiffersError(place, root)
    return Loaded(first, appended)


def _resolved(db: sqlite3.Connection, events: Iterable[Draft], first: list[Draft]) -> Iterator[Draft]:
    """Yield the events with names settled; faults of the form are told with those against the archive beside."""
    names = Known(db)
    try:
        for event in events:
            settled = resolved(event, names)
            if len(first) < SHOWN:
                first.append(settled)
            yield settled
    except FaultsError as problem:
        raise _told(db, problem) from None


def begun(db: sqlite3.Connection, batches: Iterator[Incoming]) -> Iterator[Incoming]:
    """Return the same batches after reading the first events: so nobody waits while a small file is read."""
    try:
        first = next(batches, None)
        if first is None:
            return batches
        events = iter(first.events)
        some = list(islice(events, SIZE))
    except FaultsError as problem:
        raise _told(db, problem) from None
    return chain([first._replace(events=chain(some, events))], batches)


def _told(db: sqlite3.Connection, problem: FaultsError) -> FaultsError:
    """Return the faults of a file with those against the archive beside them."""
    return FaultsError([*problem.faults, *faults_in(db, problem.read)], hint=problem.hint)
