"""Writing: checked events into the log, with all that is computed from it, or nothing at all."""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import NamedTuple

from archive.model.errors import ArchiveError, ConflictError
from archive.model.event import Draft
from archive.store.check.checking import Checking
from archive.store.log import append as log
from archive.store.log import chunks
from archive.store.log.batches import head
from archive.store.log.batching import Batching, Said
from archive.store.log.content import content_of
from archive.store.log.precedents import refuse_taken_name
from archive.store.tables.project import project
from archive.store.writing.outcome import Outcome, outcome_since
from archive.store.writing.twins import Twin, twins_of

Progress = Callable[[str, int, int], None]
"""Called with what is being counted, how much of it is done, and of how much (0: that is not known yet)."""


class TwinError(ConflictError):
    """Events of the log seem to tell the same."""

    def __init__(self, twins: Sequence[Twin]) -> None:
        told = "\n".join(f"  {twin.handle}: {twin.date}  {twin.gist}" for twin in twins)
        super().__init__(
            f"nothing written: the archive seems to hold this already\n{told}",
            hint=f"add your source to it: archive append event.corroborated --event {twins[0].handle} --source …\n"
            "or, where it is another event: --distinct",
        )
        self.twins = tuple(twins)


class Signature(NamedTuple):
    """Who writes, when (an UTC instant) and why; and the position the writer counts on, if any.

    Where the time is a clock, it is asked when nobody else can write any more. Events that seem to be in the log
    already are looked for up to position `twins_upto` (None: in all of it).
    """

    recorded_at: str | log.Clock
    recorded_by: str
    why: str
    if_position: int | None = None
    twins_upto: int | None = None


def write(
    db: sqlite3.Connection, drafts: Iterable[Draft], signature: Signature, *, distinct: bool = False,
    progress: Progress | None = None,
) -> log.Appended:  # fmt: skip
    """Append the events as one batch and bring the computed tables up to date, in one transaction.

    The events may come from a generator of any length: a thousand of them are in memory at a time, and what
    they register. A name may be used before the event that registers it. Until the last event has come, the
    tables are as before, also for the generator, which may read by the same connection; it must not write,
    or end the transaction. Whatever it raises (faults of a file, an interruption) leaves nothing behind.

    Raises FaultsError with every fault (the first hundred, saying whether there are more), TwinError where an
    event seems to be in the log already (unless `distinct`), or a ConflictError of the log; then nothing is
    written, and what follows the chunk of a conflict is not read.
    """
    with log.transaction(db):
        return _write(db, drafts, signature, distinct=distinct, project=_making(progress), progress=progress)


def rehearse(
    db: sqlite3.Connection, drafts: Iterable[Draft], signature: Signature, *, distinct: bool = False,
    progress: Progress | None = None,
) -> log.Appended:  # fmt: skip
    """Return what `write` would append, after the same checks; the file stays as it is.

    The computed tables are not made: so it takes half as long, and tells no effect.
    """
    with undone(db):
        return _write(db, drafts, signature, distinct=distinct, progress=progress)


def preview(
    db: sqlite3.Connection, drafts: Iterable[Draft], signature: Signature, *, distinct: bool = False,
    progress: Progress | None = None,
) -> tuple[log.Appended, Outcome]:  # fmt: skip
    """Return what `write` would do, with its outcome; the file stays as it is."""
    with undone(db):
        before = head(db).position
        making = _making(progress)
        appended = _write(db, drafts, signature, distinct=distinct, project=making, progress=progress)
        return appended, outcome_since(db, before, progress)


@contextmanager
def undone(db: sqlite3.Connection) -> Iterator[None]:
    """Run the block as the only writer, and take back all that it wrote."""
    with suppress(_SeenEnoughError), log.transaction(db):
        yield
        raise _SeenEnoughError


class _SeenEnoughError(Exception):
    """Ends a block whose transaction is taken back."""


def _write(
    db: sqlite3.Connection, drafts: Iterable[Draft], signature: Signature, *, distinct: bool,
    project: log.Project | None = None, progress: Progress | None = None,
) -> log.Appended:  # fmt: skip
    said = Said(signature.recorded_at, signature.recorded_by, signature.why)
    batch = Batching(db, said, if_position=signature.if_position)
    checking = Checking(db, batch.staged)
    for chunk in chunks.of(drafts):
        ready = checking.chunk(chunk)
        try:
            _refuse_known(db, ready, twins_upto=0 if distinct else signature.twins_upto)
            batch.add([content_of(draft) for draft in ready])
        except ArchiveError:
            if len(chunk) < chunks.SIZE:
                checking.end()  # All was read: faults come first.
            raise
        if progress is not None:
            progress("events read", batch.seen, 0)
    checking.end()
    return batch.close(project)


def _making(progress: Progress | None) -> log.Project:
    """Return what makes the computed tables, telling how many timelines are done."""
    return project if progress is None else partial(project, progress=partial(progress, "timelines"))


def _refuse_known(db: sqlite3.Connection, drafts: Sequence[Draft], *, twins_upto: int | None) -> None:
    """Raise a ConflictError where an event gives an id that is taken, or has a twin up to a position of the log."""
    for draft in drafts:
        refuse_taken_name(db, draft)
    if twins_upto != 0:
        upto = sys.maxsize if twins_upto is None else twins_upto
        twins = [twin for draft in drafts for twin in _twins_beside(db, draft) if twin.position <= upto]
        if twins:
            raise TwinError(twins)


def _twins_beside(db: sqlite3.Connection, draft: Draft) -> list[Twin]:
    """Return the twins of a draft that the log does not hold itself."""
    found = twins_of(db, draft)
    return [] if found and log.holds(db, draft) else found
