"""Believed: what this archive answered for a day before its log was mended, and what changed that."""

import sqlite3

import msgspec

from archive.kinds.ledger import Entry
from archive.model.answer import UNKNOWN, Answer
from archive.questions.grounds.case import Case
from archive.store.reading import events as reading_events
from archive.store.reading.events import Batch


class Belief(msgspec.Struct, frozen=True):
    """An answer that the archive gave from position `first` through `last`, and what made it give another.

    `reasons` are those that the events themselves give, as corrections and rulings do.
    """

    first: int
    last: int
    answer: Answer
    batch: Batch
    events: tuple[str, ...]
    reasons: tuple[str, ...] = ()


class Beliefs(msgspec.Struct, frozen=True):
    """The answers given before, in log order, and the batch since which the present one is given."""

    before: tuple[Belief, ...]
    since: Batch | None


def believed(db: sqlite3.Connection, case: Case, day: int) -> Beliefs:
    """Return what was answered for a day before, since anything was."""
    numbers = sorted({entry.batch for entry in case.entries})
    batches = reading_events.batches(db, numbers)
    before: list[Belief] = []
    now, since = UNKNOWN, None
    for number in numbers:
        batch = batches[number]
        answer = case.upto(batch.last).answer(day)
        if _told(answer) == _told(now):
            continue
        if since is not None:
            causes = _causes(case, batch, day, now)
            events, reasons = tuple(one.handle for one in causes), dict.fromkeys(filter(None, map(_reason, causes)))
            before.append(Belief(since.last, batch.first - 1, now, batch, events, tuple(reasons)))
        now, since = answer, batch
    return Beliefs(tuple(before), since)


def _causes(case: Case, batch: Batch, day: int, before: Answer) -> list[Entry]:
    """Return the events of a batch each of which, left out, leaves the answer as it was; or all, if none does alone."""
    there = case.upto(batch.last)
    brought = [entry for entry in there.entries if entry.batch == batch.batch]
    alone = [one for one in brought if _told(there.but_for(events=[one.handle]).answer(day)) == _told(before)]
    return alone or _editorial(brought) or brought


def _reason(entry: Entry) -> str:
    return getattr(entry.payload, "reason", "")


def _editorial(brought: list[Entry]) -> list[Entry]:
    return [entry for entry in brought if entry.payload.nature == "editorial"]


def _told(answer: Answer) -> tuple[object, ...]:
    return answer.value, answer.certainty, answer.candidates, answer.since
