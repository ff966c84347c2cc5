"""Names in events as people give them: entities by name, alias or identifier, settled as ids before the check."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from archive.kinds.base import Payload
from archive.kinds.registry import kind_of
from archive.kinds.roles import roles
from archive.model.errors import Fault
from archive.model.event import Draft, Partial, whole
from archive.store.check import events as check
from archive.store.check.known import Known
from archive.store.log.content import content_of


def resolved(draft: Draft, names: Known) -> Draft:
    """Return the draft with entities named by their ids where a name, an alias or an identifier was given."""
    if draft.stored is not None:
        return draft  # it was resolved when it was written
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


def faults_in(db: sqlite3.Connection, read: Sequence[object]) -> list[Fault]:
    """Return the faults against the archive in what could be read of events that have other faults.

    A name that an event with faults was to register counts as known.
    """
    names = Known(db)
    drafts = [event for event in read if isinstance(event, Draft)]
    parts = [event for event in read if isinstance(event, Partial)]
    names.learn(drafts, _id_of)
    names.expect(parts)
    events = [
        msgspec.structs.replace(event, payload={**event.payload, **_by_id(kind_of(event.kind), event.payload, names)})
        for event in (*map(whole, drafts), *parts)
    ]
    return [fault for event in events for fault in check.faults_of(event, names)]


def _id_of(draft: Draft) -> str:
    return content_of(draft).id
