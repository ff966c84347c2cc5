"""Participation and representation: who takes part in the work of a body, and who sits in the seat."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, holds, lines
from archive.kinds.fields import BodyId, EntityId, EntityIds, Participation, Seat
from archive.model.claim import Claim
from archive.model.dates import EdtfDate

Who = Annotated[EntityIds, Meta(description="who: one or more entities")]
Body = Annotated[BodyId, Meta(description="the body")]
Manner = Annotated[Participation, Meta(description="how it takes part")]


class ParticipationChanged(Payload, frozen=True, kw_only=True):
    """From the date on a country takes part in a body's work, or no longer does."""

    kind: ClassVar[str] = "participation.changed"
    example: ClassVar = {
        "key": "afg-inactive", "date": "2021-09", "subject": "afghanistan", "object": "sco", "value": "inactive",
        "gist": "Afghanistan is inactive in the SCO since September 2021.",
    }  # fmt: skip

    subject: Who
    object: Body
    value: Manner

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the participation begins, for each subject."""
        yield from begins(lines("participation", self.subject, self.object), self.value, date, event)


class ParticipationAttested(Payload, frozen=True, kw_only=True):
    """On the date a country is seen taking part, or not; nothing is said of its beginning."""

    kind: ClassVar[str] = "participation.attested"
    example: ClassVar = {
        "key": "afg-inactive-seen", "date": "2024-06-13", "subject": "afghanistan", "object": "sco",
        "value": "inactive", "gist": "Afghanistan is listed as inactive.",
    }  # fmt: skip

    subject: Who
    object: Body
    value: Manner

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the participation is there, for each subject."""
        yield from holds(lines("participation", self.subject, self.object), self.value, date, event)


class RepresentationChanged(Payload, frozen=True, kw_only=True):
    """From the date on an authority sits in a country's seat in a body, or nobody does."""

    kind: ClassVar[str] = "representation.changed"
    example: ClassVar = {
        "key": "afg-seat-vacant", "date": "2021-09-17", "subject": "afghanistan", "object": "sco", "seat": "vacant",
        "gist": "Nobody sits in Afghanistan's seat at the Dushanbe summit.",
    }  # fmt: skip

    subject: Annotated[EntityId, Meta(description="the country")]
    object: Body
    seat: Annotated[Seat, Meta(description="an authority, vacant or not-invited")]

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the seat is so taken."""
        yield from begins([Line("representation", self.subject, self.object)], self.seat, date, event)
