"""The check of the events of one batch against one another."""

from collections.abc import Iterator, Sequence

from archive.kinds.families.editorial import EventRetracted
from archive.model.errors import Fault
from archive.model.event import Draft, whole
from archive.store.check.faults import fault
from archive.store.log.content import content_of
from archive.store.log.precedents import name_given
from archive.store.log.staging import Staged


class Beside:
    """The keys and ids that a batch has given so far, chunk by chunk."""

    def __init__(self, staged: Staged | None = None) -> None:
        self._staged = staged
        self._names: dict[tuple[str, str], str] = {}

    def faults(self, drafts: Sequence[Draft]) -> Iterator[tuple[int, Fault]]:
        """Yield, by number in the chunk, what two of its events, or one and an earlier one, both give.

        A retraction of what comes behind it in the chunk is a fault, too.
        """
        keys = {draft.envelope.key for draft in drafts} - {""}
        bearers = {key: row.id for key, row in self._staged.by_key(keys).items()} if self._staged and keys else {}
        first: dict[str, Draft] = {}
        for number, draft in enumerate(drafts):
            key, name = draft.envelope.key, name_given(draft)
            if key and _differs(draft, first.setdefault(key, draft), bearers.get(key)):
                message = f"the key {key!r} is given to two different events"
                yield number, fault(whole(draft), "key", message, expected="a key of its own for each event")
            elif name and self._gives_twice(draft, name):
                message = f"the id {name!r} is given by two different events"
                yield number, fault(whole(draft), _field_of_name(draft), message, expected="an id of its own for each")
        yield from _early_retractions(drafts)

    def _gives_twice(self, draft: Draft, name: str) -> bool:
        made = content_of(draft).id
        return self._names.setdefault((draft.envelope.kind, name), made) != made


def _differs(draft: Draft, first: Draft, staged: str | None) -> bool:
    """Return whether an event differs from the first of its key in the chunk, or from the one of this id before it."""
    if draft is first and staged is None:
        return False
    made = content_of(draft).id
    return made != staged if staged is not None else made != content_of(first).id


def _field_of_name(draft: Draft) -> str:
    return "subject" if draft.envelope.kind == "entity.registered" else draft.envelope.kind.partition(".")[0]


def _early_retractions(drafts: Sequence[Draft]) -> Iterator[tuple[int, Fault]]:
    """Yield a fault for each retraction that comes before what it retracts: acts follow the order of the log."""
    if not any(isinstance(draft.payload, EventRetracted) for draft in drafts):
        return
    places: dict[str, int] = {}
    for number, draft in enumerate(drafts):
        places.setdefault(draft.envelope.key or content_of(draft).id, number)
    for number, draft in enumerate(drafts):
        if isinstance(draft.payload, EventRetracted) and places.get(draft.payload.event, -1) >= number:
            yield number, early_retraction(draft, draft.payload.event)


def early_retraction(draft: Draft, event: str) -> Fault:
    """Return the fault of a retraction whose event comes behind it."""
    message = "it is only written after its retraction"
    return fault(whole(draft), "event", message, value=event, expected="an earlier event")
