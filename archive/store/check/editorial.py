"""The check of editorial events against the events they act on: each must be able to do what it says."""

from collections.abc import Iterator, Mapping

import msgspec

from archive.kinds.base import Payload
from archive.kinds.ledger import CORRECTABLE_HEAD, with_fields
from archive.kinds.roles import description, references
from archive.model.dates import parse
from archive.model.errors import DateError, Fault
from archive.model.event import Envelope, Partial
from archive.model.nearest import nearest
from archive.store.check.faults import fault
from archive.store.check.known import Known

RECORD_STAYS = "a registration stays: for a source append source.withdrawn, for another name entity.renamed"
REFUSED = {
    "event.retracted": {"record": RECORD_STAYS},
    "event.corrected": {"record": RECORD_STAYS, "editorial": "retract it, and append it anew as it should be"},
    "claim.ranked": {"record": "only what tells of the world", "editorial": "only what tells of the world"},
}
"""The acts that would do nothing: kind of act, nature of the event acted on, what to do instead."""


def target_faults(event: Partial, names: Known) -> Iterator[Fault]:
    """Yield what an editorial event says of the event it acts on and that cannot be done."""
    target = _target(event, names)
    if target is None:
        return
    envelope, payload = target
    instead = REFUSED.get(event.kind, {}).get(payload.nature)
    if instead is not None:
        name, act = str(event.payload["event"]), event.kind.partition(".")[2]
        yield fault(event, "event", f"an event of kind {payload.kind} is not {act}", value=name, expected=instead)
    elif event.kind == "event.corrected":
        for field, text in _set(event).items():
            yield from _field_faults(event, field, text, envelope, payload)


def reading(event: Partial, names: Known) -> Payload | None:
    """Return the facts of the event that a correction corrects as they then read; None where it has faults."""
    target = _target(event, names)
    if event.kind != "event.corrected" or target is None or any(target_faults(event, names)):
        return None
    return with_fields(*target, _set(event))[1]


def _target(event: Partial, names: Known) -> tuple[Envelope, Payload] | None:
    name = event.payload.get("event")
    return names.event(name) if isinstance(name, str) else None


def _set(event: Partial) -> Mapping[str, str]:
    fields: Mapping[str, str] = event.payload.get("set", {})
    return fields


def _field_faults(event: Partial, field: str, text: str, envelope: Envelope, payload: Payload) -> Iterator[Fault]:
    kind = type(payload)
    fields = (*CORRECTABLE_HEAD, *kind.__struct_fields__)
    place = f"set.{field}"
    if field not in fields:
        near = tuple(nearest(field, fields))
        message = f"{payload.kind} has no field of that name that can be corrected"
        yield fault(event, place, message, expected=", ".join(fields), near=near)
        return
    try:
        _, corrected = with_fields(envelope, payload, {field: text})
        for date in [text] if field == "date" else _dates(corrected, field):
            parse(date)
    except msgspec.ValidationError as problem:
        meaning = description(kind, field) or None
        yield fault(event, place, str(problem).partition(" - at")[0], value=text, expected=meaning)
    except DateError as problem:
        yield fault(event, place, problem.message, value=text, near=problem.nearest)


def _dates(payload: Payload, field: str) -> Iterator[str]:
    yield from (one.name for one in references(payload) if one.ref == "date" and one.field == field)
