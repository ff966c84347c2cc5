"""Observing: snapshots of a list, one after the other, each compared with the one before and written as a batch."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.exchange.lists.already import settled
from archive.exchange.lists.compare import News, compare
from archive.exchange.lists.events import Telling, drafts_of, observation
from archive.exchange.lists.losses import grouping, lost_groups, refuse_losses
from archive.exchange.lists.observed import Observed, follow, observed
from archive.exchange.lists.snapshot import Fact, Told, digest, distinct
from archive.kinds.families.entity import EntityRegistered
from archive.model.days import day_of, iso
from archive.model.errors import ConflictError
from archive.model.event import Draft
from archive.store.log import entries
from archive.store.log.append import Appended
from archive.store.log.batches import head as log_head
from archive.store.reading.names import entities
from archive.store.writing.twins import twins_of
from archive.store.writing.write import Signature, TwinError, write

NOTHING = Appended(0, 0, 0)


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
    keep_lost: bool = False
    distinct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What came of one snapshot of so many facts: its news, and the day (ISO) of the snapshot before.

    `sightings` are states that the archive knew already, `over` those that it knew to be over, `without` the
    groups that it does not cover; `events` tell the news, then the sightings.
    """

    snapshot: Snapshot
    facts: int
    before: str | None
    news: Sequence[News] = ()
    sightings: Sequence[Fact] = ()
    over: Sequence[Told] = ()
    without: Sequence[str] = ()
    events: Sequence[Draft] = ()
    appended: Appended = NOTHING


class Names(NamedTuple):
    """The printed names of entities, and the bodies of offices, by their ids."""

    labels: Mapping[str, str]
    homes: Mapping[str, str]


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
            signature = signature._replace(if_position=None)
    return found


def _observe(
    db: sqlite3.Connection, snapshot: Snapshot, known: Observed, rules: Rules, signature: Signature
) -> Observation:
    facts = distinct(snapshot.facts)
    if _is_seen(snapshot, facts, known, rules):
        return Observation(snapshot=snapshot, facts=len(facts), before=snapshot.on)
    names = _names(db, snapshot.records)
    before = None if known.day is None else iso(known.day)
    news, without = _news(snapshot, facts, known, rules, names)
    new = settled(db, news, day_of(snapshot.on))
    telling = Telling(list=rules.list, on=snapshot.on, source=snapshot.source, before=before, labels=names.labels)
    events = drafts_of(new.news, new.sightings, telling)
    if not rules.distinct:
        _refuse_twins(db, events, known)
    head = observation(facts, telling, over=[told.handle for told in new.over], without=without)
    appended = write(db, [*snapshot.records, head, *events], signature, distinct=True)
    return Observation(
        snapshot=snapshot, facts=len(facts), before=before, news=new.news, sightings=new.sightings, over=new.over,
        without=without, events=events, appended=appended,
    )  # fmt: skip


def _names(db: sqlite3.Connection, records: Iterable[Draft]) -> Names:
    """Return the names of the archive, and those that the records bring."""
    known = [(one.id, one.label, one.type, one.parent) for one in entities(db, log_head(db).position)]
    new = [draft.payload for draft in records if isinstance(draft.payload, EntityRegistered)]
    every = known + [(one.subject, one.label, one.type, one.parent) for one in new]
    homes = {name: parent for name, _, kind, parent in every if kind == "office" and parent}
    return Names({name: label for name, label, _, _ in every}, homes)


def _news(
    snapshot: Snapshot, facts: Sequence[Fact], known: Observed, rules: Rules, names: Names
) -> tuple[list[News], list[str]]:
    """Return what is new, and the groups that the snapshot is taken not to cover; raises LossError."""
    group = grouping(names.homes)

    def compared(told: Iterable[Told]) -> list[News]:
        return compare(
            told, facts, on=day_of(snapshot.on), last=lambda fact: known.lagging.get(group(fact), known.day)
        )  # fmt: skip

    news = compared(known.told.values())
    if known.day is None or rules.accept_loss:
        return news, []
    lost = lost_groups(news, facts, group)
    if lost and rules.keep_lost:
        return compared(one for one in known.told.values() if group(one.fact) not in lost), sorted(lost)
    since = str(iso(known.day))
    refuse_losses(lost, len(facts), before=known.facts, on=snapshot.on, since=since, labels=names.labels)
    return news, []


def _is_seen(snapshot: Snapshot, facts: Sequence[Fact], known: Observed, rules: Rules) -> bool:
    """Return whether this very snapshot was observed already; raises ConflictError where it comes too late."""
    day = day_of(snapshot.on)
    if known.day is None or day > known.day:
        return False
    if day not in known.seen:
        raise ConflictError(
            f"{snapshot.file}: the list {rules.list} was observed on {iso(known.day)} already, after {snapshot.on}",
            hint="snapshots are observed in the order of their days: make the archive anew with all of them",
        )
    if known.seen[day] != digest(facts):
        raise ConflictError(
            f"{snapshot.file}: the list {rules.list} was observed on {snapshot.on} already, and told something else",
            hint="a list tells one thing a day: give this file its own day, or correct the events that are wrong",
        )
    return True


def _refuse_twins(db: sqlite3.Connection, events: Sequence[Draft], known: Observed) -> None:
    """Raise TwinError where others told what the list tells with a day of its own; its own events are no twins."""
    own = known.events
    dated = [event for event in events if event.envelope.date and not event.envelope.date.startswith("[")]
    twins = {twin for event in dated for twin in twins_of(db, event) if twin.handle not in own}
    if twins:
        raise TwinError(sorted(twins))
