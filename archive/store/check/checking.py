"""The check of a batch that comes in chunks: what an event names may be there before it, beside it, or after it."""

import sqlite3
from collections.abc import Iterator, Sequence

from archive.kinds.families.editorial import EventRetracted
from archive.model.errors import MOST_FAULTS, Fault, FaultsError
from archive.model.event import Draft, whole
from archive.store.check import events as check
from archive.store.check.batch import Beside, early_retraction
from archive.store.check.faults import fault
from archive.store.check.known import Known
from archive.store.log.content import content_of
from archive.store.log.staging import Staged

MOST_WAITING = 10_000
"""Events that wait for names to be registered behind them. Where half as many wait in vain, nothing more is read."""


class Checking:
    """What is found wrong with a batch. Each chunk is given, then staged; names settle when the last has come."""

    def __init__(self, db: sqlite3.Connection, staged: Staged | None = None) -> None:
        self._names = Known(db, staged)
        self._staged = staged
        self._beside = Beside(staged)
        self._seen = 0
        self._waiting: list[tuple[int, Draft]] = []
        self._faults: list[tuple[int, Fault]] = []

    def chunk(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the drafts with every event they name by its handle; raise FaultsError where there are too many."""
        self._names.forget()
        self._names.learn(drafts, _id_of)
        if len(self._waiting) > MOST_WAITING:
            self._look_again()
        self._names.suggests = False  # To look for the nearest names takes longer than all else; see _judge.
        settled = [check.settled(draft, self._names) for draft in drafts]
        for number, draft in enumerate(settled, self._seen):
            if next(check.faults_of(whole(draft), self._names), None) is not None:
                self._waiting.append((number, draft))
        self._faults += [(self._seen + number, found) for number, found in self._beside.faults(settled)]
        self._seen += len(drafts)
        if len(self._faults) > MOST_FAULTS:
            self._refuse(all_read=False)
        return settled

    def end(self) -> None:
        """Raise FaultsError with the faults of all events, now that every name is known that will be."""
        self._judge()
        if self._faults:
            self._refuse(all_read=True)

    def _judge(self) -> None:
        """Note the faults of those that wait, with the nearest names where they will be told."""
        told = 0
        for number, draft in self._waiting:
            self._names.suggests = told < MOST_FAULTS
            found = [(number, one) for one in self._late_faults(draft)]
            self._faults += found
            told += len(found)

    def _look_again(self) -> None:
        """Let those go that wait no more; raise FaultsError where most do."""
        self._waiting = [(number, draft) for number, draft in self._waiting if any(self._late_faults(draft))]
        if len(self._waiting) > MOST_WAITING // 2:
            self._judge()
            self._refuse(all_read=False)

    def _late_faults(self, draft: Draft) -> Iterator[Fault]:
        """Yield the faults of an event that had some when its chunk was looked at."""
        yield from check.faults_of(whole(draft), self._names)
        settled = check.settled(draft, self._names)
        if settled != draft:
            yield fault(
                whole(draft), "", "it names by its id an event that is written behind it and has a key",
                expected="its key",
            )  # fmt: skip
        payload = draft.payload
        if isinstance(payload, EventRetracted) and self._staged is not None:
            target, own = self._staged.find(payload.event), self._staged.find(_id_of(draft))
            if target is not None and own is not None and target.position > own.position:
                yield early_retraction(draft, payload.event)

    def _refuse(self, *, all_read: bool) -> None:
        self._faults.sort(key=lambda found: found[0])
        faults = [found for _, found in self._faults]
        raise faults_error(faults, events=self._seen, all_read=all_read)


def faults_error(faults: Sequence[Fault], *, events: int, all_read: bool) -> FaultsError:
    """Return the error that tells the first MOST_FAULTS of the faults, and whether there are more.

    `all_read` says whether all events were looked at.
    """
    more = len(faults) - MOST_FAULTS
    if more <= 0:
        return FaultsError(faults, events=events)
    hint = f"and {more} more" if all_read else f"there may be more: nothing was read beyond event {events}"
    return FaultsError(faults[:MOST_FAULTS], events=events, hint=f"{hint}. Mend these first")


def checked(db: sqlite3.Connection, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every name settled, or raise FaultsError with the faults of all of them."""
    checking = Checking(db)
    settled = checking.chunk(drafts)
    checking.end()
    return settled


def _id_of(draft: Draft) -> str:
    return content_of(draft).id
