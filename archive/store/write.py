"""Writing: checked events into the log, with all that is computed from it, or nothing at all."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import msgspec

from archive.kinds.base import Payload
from archive.kinds.claiming import Line
from archive.kinds.registry import kind_of
from archive.kinds.roles import roles
from archive.model.answer import Answer
from archive.model.errors import ConflictError, Fault, FaultsError
from archive.model.event import Draft, Partial, whole
from archive.store import check, log
from archive.store.check_batch import batch_faults
from archive.store.known import Known
from archive.store.precedents import refuse_taken_name
from archive.store.project import project
from archive.store.rectangles import decode
from archive.store.twins import Twin, twins_of

CHANGED_LINES = """
    SELECT DISTINCT property, subject, object FROM periods WHERE recorded_from = :position OR recorded_to = :position
    ORDER BY property, subject, object
"""
ANSWERS_BEFORE = """
    SELECT valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = :subject AND object = :object
      AND recorded_from < :position AND recorded_to >= :position
    ORDER BY valid_from
"""
ANSWERS_AFTER = """
    SELECT valid_from, valid_to, answer FROM periods
    WHERE property = :property AND subject = :subject AND object = :object
      AND recorded_from <= :position AND recorded_to > :position
    ORDER BY valid_from
"""


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


class Stretch(NamedTuple):
    """One answer of a timeline from its first day up to its first day out (ISO texts)."""

    first: str
    until: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Effect:
    """What an append does to one timeline: its stretches before and after."""

    line: Line
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who writes, when (an UTC instant) and why; and the position the writer counts on, if any.

    Where the time is a clock, it is asked when nobody else can write any more.
    """

    recorded_at: str | log.Clock
    recorded_by: str
    why: str
    if_position: int | None = None


def write(
    db: sqlite3.Connection, drafts: Sequence[Draft], signature: Signature, *, distinct: bool = False
) -> log.Appended:
    """Append the events as one batch and bring the computed tables up to date, in one transaction.

    Raises FaultsError with every fault, TwinError where an event seems to be in the log already
    (unless `distinct`), or a ConflictError of the log; then nothing is written.
    """
    with log.transaction(db):
        return _write(db, drafts, signature, distinct=distinct)


def preview(
    db: sqlite3.Connection, drafts: Sequence[Draft], signature: Signature, *, distinct: bool = False
) -> tuple[log.Appended, list[Effect]]:
    """Return what `write` would do, with its effect on each timeline; the file stays as it is."""
    seen: list[tuple[log.Appended, list[Effect]]] = []
    with suppress(_SeenEnoughError), log.transaction(db):
        appended = _write(db, drafts, signature, distinct=distinct)
        seen.append((appended, list(_effects(db, appended))))
        raise _SeenEnoughError
    return seen[0]


class _SeenEnoughError(Exception):
    """Undoes the transaction of a preview."""


def checked(db: sqlite3.Connection, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every name settled, or raise FaultsError with every fault of all of them."""
    names = Known(db)
    names.learn(drafts, log.content_id_of)
    settled = [check.settled(draft, names) for draft in drafts]
    faults = [fault for draft in settled for fault in check.faults_of(whole(draft), names)]
    faults += batch_faults(settled)
    if faults:
        raise FaultsError(faults, events=len(drafts))
    return settled


def faults_in(db: sqlite3.Connection, read: Sequence[object]) -> list[Fault]:
    """Return the faults against the archive in what could be read of events that have other faults.

    A name that an event with faults was to register counts as known.
    """
    names = Known(db)
    drafts = [event for event in read if isinstance(event, Draft)]
    parts = [event for event in read if isinstance(event, Partial)]
    names.learn(drafts, log.content_id_of)
    names.expect(parts)
    events = [
        replace(event, payload={**event.payload, **_by_id(kind_of(event.kind), event.payload, names)})
        for event in (*map(whole, drafts), *parts)
    ]
    return [fault for event in events for fault in check.faults_of(event, names)]


def _write(db: sqlite3.Connection, drafts: Sequence[Draft], signature: Signature, *, distinct: bool) -> log.Appended:
    ready = checked(db, drafts)
    for draft in ready:
        refuse_taken_name(db, draft)
    if not distinct:
        twins = [twin for draft in ready for twin in _twins_beside(db, draft)]
        if twins:
            raise TwinError(twins)
    return log.append(
        db, ready, recorded_at=signature.recorded_at, recorded_by=signature.recorded_by, why=signature.why,
        if_position=signature.if_position, project=project,
    )  # fmt: skip


def _twins_beside(db: sqlite3.Connection, draft: Draft) -> list[Twin]:
    """Return the twins of a draft that the log does not hold itself."""
    found = twins_of(db, draft)
    return [] if found and log.holds(db, draft) else found


def _effects(db: sqlite3.Connection, appended: log.Appended) -> Iterator[Effect]:
    at = {"position": appended.last}
    for row in db.execute(CHANGED_LINES, at).fetchall() if appended.last else ():
        line = Line(*row)
        before = _stretches(db.execute(ANSWERS_BEFORE, {**line._asdict(), **at}))
        after = _stretches(db.execute(ANSWERS_AFTER, {**line._asdict(), **at}))
        yield Effect(line, before, after)


def _stretches(rows: sqlite3.Cursor) -> tuple[Stretch, ...]:
    return tuple(Stretch(first, until, decode(answer)) for first, until, answer in rows)


def resolved(draft: Draft, names: Known) -> Draft:
    """Return the draft with entities named by their ids where a name, an alias or an identifier was given."""
    payload = check.payload_of(draft)
    changes = _by_id(type(payload), msgspec.structs.asdict(payload), names)
    return Draft(draft.envelope, msgspec.structs.replace(payload, **changes), draft.where)


def _by_id(kind: type[Payload], facts: Mapping[str, Any], names: Known) -> dict[str, Any]:
    """Return the fields of a kind that name entities, with their ids in the place of other names."""
    changes: dict[str, Any] = {}
    for field in (role.field for role in roles(kind) if role.ref == "entity"):
        there = facts.get(field)
        if isinstance(there, str):
            changes[field] = names.entity(there)
        elif isinstance(there, tuple):
            changes[field] = tuple(names.entity(name) if isinstance(name, str) else name for name in there)
    return changes
