"""Participation, representation and attendance: who takes part, sits in the seat, came."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, holds, lines, occurs
from archive.kinds.fields import BodyId, Capacity, EntityId, EntityIds, MeetingId, Participation, Seat
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


class AttendanceRecorded(Payload, frozen=True, kw_only=True):
    """On the date somebody came to a meeting of a body, in a capacity."""

    kind: ClassVar[str] = "attendance.recorded"
    example: ClassVar = {
        "key": "tm-guest-2022", "date": "2022-09-16", "subject": "turkmenistan", "object": "sco", "capacity": "guest",
        "gist": "Turkmenistan's president attends the Samarkand summit as a guest.",
    }  # fmt: skip

    subject: Who
    object: Body
    capacity: Annotated[Capacity, Meta(description="in which capacity")]
    meeting: Annotated[MeetingId, Meta(description="the meeting, where it is registered")] | None = None
    persons: Annotated[EntityIds, Meta(description="the persons who came")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield the attendance on its own days, for each subject."""
        yield from occurs(lines("attendance", self.subject, self.object), self.capacity, date, event)
