"""Observing: snapshots of a list, one after the other, each compared with the one before and written as a batch."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.exchange.already import settled
from archive.exchange.compare import News, compare
from archive.exchange.losses import refuse_losses
from archive.exchange.news_drafts import Telling, drafts_of, observation
from archive.exchange.observed import Observed, follow, observed
from archive.exchange.snapshot import Fact, digest, distinct
from archive.model.days import day_of, iso
from archive.model.errors import ConflictError
from archive.model.event import Draft
from archive.store import entries
from archive.store.log import Appended
from archive.store.naming import labels_of
from archive.store.twins import twins_of
from archive.store.write import Signature, TwinError, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A list as it stood on a day (ISO), as told by a source; `records` register what its facts name."""

    file: str
    on: str
    source: str
    facts: Sequence[Fact]
    records: Sequence[Draft] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a list is observed: its name, and what its user answers for."""

    list: str
    accept_loss: bool = False
    distinct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What came of one snapshot: its news, the events written for them, and the day of the snapshot before (ISO).

    `sightings` are states that the archive knew already, `over` the handles of events it knew to be over.
    """

    snapshot: Snapshot
    before: str | None
    news: Sequence[News]
    sightings: Sequence[Fact]
    over: Sequence[str]
    events: Sequence[Draft]
    appended: Appended


def observe(
    db: sqlite3.Connection, snapshots: Iterable[Callable[[], Snapshot]], rules: Rules, signature: Signature
) -> list[Observation]:
    """Write each snapshot as a batch, in the order given; raises an ArchiveError at the first that is not right.

    To be called inside a transaction, so that of a series all is kept or nothing. A snapshot is read when the one
    before it is written: it may name what that one registered.
    """
    known = observed(db, rules.list)
    found = []
    for read in snapshots:
        found.append(_observe(db, read(), known, rules, signature))
        written = found[-1].appended
        if written.last:
            follow(known, entries.between(db, written.first, written.last))
    return found


def _observe(
    db: sqlite3.Connection, snapshot: Snapshot, known: Observed, rules: Rules, signature: Signature
) -> Observation:
    facts = distinct(snapshot.facts)
    if _is_seen(snapshot, facts, known, rules):
        return Observation(
            snapshot=snapshot, before=snapshot.on, news=(), sightings=(), over=(), events=(), appended=Appended(0, 0, 0)
        )
    labels = labels_of(db)
    before = None if known.day is None else iso(known.day)
    news = compare(known.told.values(), facts, last=known.day, on=day_of(snapshot.on))
    if before is not None and not rules.accept_loss:
        refuse_losses(news, facts, before=known.facts, on=snapshot.on, since=before, labels=labels)
    settled_news = settled(db, news, day_of(snapshot.on))
    telling = Telling(list=rules.list, on=snapshot.on, source=snapshot.source, before=before, labels=labels)
    events = drafts_of(settled_news.news, settled_news.sightings, telling)
    if not rules.distinct:
        _refuse_twins(db, events, known)
    head = observation(facts, telling, settled_news.over)
    appended = write(db, [*snapshot.records, head, *events], signature, distinct=True)
    return Observation(
        snapshot=snapshot, before=before, news=settled_news.news, sightings=settled_news.sightings,
        over=settled_news.over, events=events, appended=appended,
    )  # fmt: skip


def _is_seen(snapshot: Snapshot, facts: Sequence[Fact], known: Observed, rules: Rules) -> bool:
    """Return whether this very snapshot was observed already; raises ConflictError where another one was."""
    day = day_of(snapshot.on)
    if known.day is None or day > known.day:
        return False
    last = iso(known.day)
    if day == known.day and digest(facts) == known.sha256:
        return True
    if day == known.day:
        raise ConflictError(
            f"{snapshot.file}: the list {rules.list} was observed on {last} already, and told something else",
            hint="a list has one state a day: what was wrong in it is corrected by archive append event.corrected",
        )
    raise ConflictError(
        f"{snapshot.file}: the list {rules.list} was last observed on {last}, after {snapshot.on}",
        hint="snapshots are observed in the order of their days: make the archive anew with all of them",
    )


def _refuse_twins(db: sqlite3.Connection, events: Sequence[Draft], known: Observed) -> None:
    """Raise TwinError where others told what the list tells with a day of its own; its own events are no twins."""
    own = known.events
    dated = [event for event in events if event.envelope.date and not event.envelope.date.startswith("[")]
    twins = {twin for event in dated for twin in twins_of(db, event) if twin.handle not in own}
    if twins:
        raise TwinError(sorted(twins))
