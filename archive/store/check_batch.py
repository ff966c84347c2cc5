"""The check of the events of one batch against one another."""

from collections.abc import Iterator, Sequence

from archive.kinds.editorial import EventRetracted
from archive.model.errors import Fault
from archive.model.event import Draft, whole
from archive.store import log
from archive.store.faults import fault
from archive.store.precedents import name_given


def batch_faults(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Yield a fault for each key or id that two different events give, and each retraction before its event."""
    keys: dict[tuple[str, str], Draft] = {}
    names: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        key, name = draft.envelope.key, name_given(draft)
        if key and _taken(keys, ("", key), draft):
            message = f"the key {key!r} is given to two different events"
            yield fault(whole(draft), "key", message, expected="a key of its own for each event")
        elif name and _taken(names, (draft.envelope.kind, name), draft):
            message = f"the id {name!r} is given by two different events"
            yield fault(whole(draft), _field_of_name(draft), message, expected="an id of its own for each")
    yield from _early_retractions(drafts)


def _taken(seen: dict[tuple[str, str], Draft], name: tuple[str, str], draft: Draft) -> bool:
    first = seen.setdefault(name, draft)
    return first is not draft and log.content_id_of(first) != log.content_id_of(draft)


def _field_of_name(draft: Draft) -> str:
    return "subject" if draft.envelope.kind == "entity.registered" else draft.envelope.kind.partition(".")[0]


def _early_retractions(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Yield a fault for each retraction that comes before what it retracts: acts follow the order of the log."""
    if not any(isinstance(draft.payload, EventRetracted) for draft in drafts):
        return
    places: dict[str, int] = {}
    for number, draft in enumerate(drafts):
        places.setdefault(draft.envelope.key or log.content_id_of(draft), number)
    for number, draft in enumerate(drafts):
        if isinstance(draft.payload, EventRetracted) and places.get(draft.payload.event, -1) >= number:
            message = "it is only written after its retraction"
            yield fault(whole(draft), "event", message, value=draft.payload.event, expected="an earlier event")
