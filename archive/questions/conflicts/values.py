"""The values of an account: what an event says of the timelines that it speaks of, without its words."""

import msgspec

from archive.kinds.registry import KINDS
from archive.model.dates import parse
from archive.questions.states.seen import SeenEvent


def values_of(event: SeenEvent) -> tuple[str, ...]:
    """Return the values that an event gives its first property; none of one that claims nothing, or is not shown."""
    if not event.facts or not event.date:
        return ()
    payload = msgspec.convert(event.facts, KINDS[event.kind])
    # Of an extent, its end says nothing that its beginning and its date do not.
    claims = [claim for claim in payload.claims(parse(event.date), event.handle) if claim.part != "end"]
    return tuple(dict.fromkeys(claim.value for claim in claims if claim.property == claims[0].property))
