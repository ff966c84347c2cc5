"""Attendance: who came to a meeting of a body, in which capacity."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import lines, occurs
from archive.kinds.fields import BodyId, Capacity, EntityIds, MeetingId
from archive.model.claim import Claim
from archive.model.dates import EdtfDate


class AttendanceRecorded(Payload, frozen=True, kw_only=True):
    """On the date somebody came to a meeting of a body, in a capacity."""

    kind: ClassVar[str] = "attendance.recorded"
    example: ClassVar = {
        "key": "tm-guest-2022", "date": "2022-09-16", "subject": "turkmenistan", "object": "sco", "capacity": "guest",
        "gist": "Turkmenistan's president attends the Samarkand summit as a guest.",
    }  # fmt: skip

    subject: Annotated[EntityIds, Meta(description="who: one or more entities")]
    object: Annotated[BodyId, Meta(description="the body")]
    capacity: Annotated[Capacity, Meta(description="in which capacity")]
    meeting: Annotated[MeetingId, Meta(description="the meeting, where it is registered")] | None = None
    persons: Annotated[EntityIds, Meta(description="the persons who came")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield the attendance on its own days, for each subject."""
        yield from occurs(lines("attendance", self.subject, self.object), self.capacity, date, event)
