"""What lasts: how events tell that a state ended, or that it is there, to whoever compares two lists.

A membership, an office, a recognition last until something ends them. A step, a signature, a
statement happens once, and nothing ends it.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from archive.kinds.base import Payload
from archive.kinds.claiming import Line
from archive.kinds.families.control import RecognitionGranted, RecognitionWithdrawn
from archive.kinds.families.membership import MembershipAttested, MembershipChanged
from archive.kinds.families.office import OfficeAssumed, OfficeAttested, OfficeLeft
from archive.model.claim import NONE, Claim
from archive.model.dates import parse

_ANY_DAY = parse("2000-01-01")


class Lasting(NamedTuple):
    """How it is told that a state is over, and that it is there on a day (None: no kind tells that)."""

    ended: Callable[[Payload], Payload]
    seen: type[Payload] | None


def _as(kind: type[Payload]) -> Callable[[Payload], Payload]:
    """Return what makes an event's facts those of another kind, which has the same fields or fewer."""

    def made(payload: Payload) -> Payload:
        return kind(**{name: getattr(payload, name) for name in kind.__struct_fields__ if hasattr(payload, name)})

    return made


def _left(payload: Payload) -> Payload:
    assert isinstance(payload, MembershipChanged)  # noqa: S101 - the table below says so
    return MembershipChanged(subject=payload.subject, object=payload.object, status=NONE)


LASTING: dict[type[Payload], Lasting] = {
    MembershipChanged: Lasting(_left, MembershipAttested),
    OfficeAssumed: Lasting(_as(OfficeLeft), OfficeAttested),
    RecognitionGranted: Lasting(_as(RecognitionWithdrawn), None),
}
"""The kinds whose events begin what lasts until it is ended."""

_BEGUN = {lasting.seen: kind for kind, lasting in LASTING.items()}


def lasts(payload: Payload) -> bool:
    """Return whether the event begins, or ends, what lasts until it is ended."""
    return type(payload) in LASTING


def ended(payload: Payload) -> Payload:
    """Return what tells that a lasting state is over; a KeyError for what does not last."""
    return LASTING[type(payload)].ended(payload)


def seen(payload: Payload) -> Payload | None:
    """Return what tells that a lasting state is there on a day; None where no kind tells that."""
    kind = LASTING[type(payload)].seen
    return None if kind is None else _as(kind)(payload)


def begun(payload: Payload) -> Payload | None:
    """Return the beginning of the state that the event sees; None of an event that sees none."""
    kind = _BEGUN.get(type(payload))
    return None if kind is None else _as(kind)(payload)


def is_end(payload: Payload) -> bool:
    """Return whether all that the event claims is that something ended."""
    claims = _claims(payload)
    return bool(claims) and all(claim.value == NONE for claim in claims)


def about(payload: Payload) -> tuple[Line, ...]:
    """Return the timelines that the event speaks of, in order: those of a state and of its end are the same."""
    return tuple(sorted({Line(claim.property, claim.subject, claim.object) for claim in _claims(payload)}))


def value_of(payload: Payload) -> str:
    """Return the value that the event claims; empty where it claims none."""
    return next((claim.value for claim in _claims(payload)), "")


def said(payload: Payload) -> str:
    """Return kind and facts as one text, the same for the same facts."""
    return f"{payload.kind} {msgspec.json.encode(payload, order='sorted').decode()}"


def _claims(payload: Payload) -> list[Claim]:
    return list(payload.claims(_ANY_DAY, ""))
