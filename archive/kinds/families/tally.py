"""Tallies: how many a source counts, without saying who."""

from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.fields import BodyId, Status

Count = Annotated[int, Meta(ge=0, description="how many")]


class MembershipTallied(Payload, frozen=True, kw_only=True):
    """A source counts how many have a status of a body on the date, and names none; it makes no timeline.

    The status is in the source's own words, which may be coarser: `partner` counts dialogue partners as well.
    """

    kind: ClassVar[str] = "membership.tallied"
    example: ClassVar = {
        "key": "tally-members-2024", "date": "2024-07-04", "object": "sco", "status": "member", "number": 10,
        "gist": "Ten members are counted on the day on which Belarus joins.",
    }  # fmt: skip

    object: Annotated[BodyId, Meta(description="the body it is about")]
    status: Annotated[Status, Meta(description="the status that is counted")]
    number: Count
