"""Meetings: announced, held, postponed, cancelled, attended. One entity for each occurrence."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, expected, lines, occurs
from archive.kinds.fields import BodyId, Capacity, DateText, EntityIds, MeetingId, PlaceId, Text
from archive.model.claim import Claim
from archive.model.dates import EdtfDate, parse

Occurrence = Annotated[MeetingId, Meta(description="the meeting: the entity of this one occurrence")]
Body = Annotated[BodyId, Meta(description="the body that meets")]
Place = Annotated[PlaceId, Meta(description="where")]
Planned = Annotated[DateText, Meta(description="the day or days it is planned for")]


class MeetingAnnounced(Payload, frozen=True, kw_only=True):
    """Somebody announces on the date that a meeting will be held on a planned day."""

    kind: ClassVar[str] = "meeting.announced"
    example: ClassVar = {
        "key": "cg-dushanbe-announced", "date": "2021-07-09", "meeting": "contact-group-dushanbe-2021",
        "body": "sco-afghanistan-contact-group", "planned": "2021-07-14", "place": "dushanbe",
        "gist": "Zakharova announces the meeting for 14 July.",
    }  # fmt: skip

    meeting: Occurrence
    body: Body
    planned: Planned
    place: Place | None = None
    by: Annotated[EntityIds, Meta(description="who announces it")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the meeting is expected."""
        yield from expected([Line("meeting", self.meeting, self.body)], "held", parse(self.planned), date, event)


class MeetingHeld(Payload, frozen=True, kw_only=True):
    """A meeting takes place on the date, or on each day of the extent."""

    kind: ClassVar[str] = "meeting.held"
    example: ClassVar = {
        "key": "cg-dushanbe", "date": "2021-07-14", "meeting": "contact-group-dushanbe-2021",
        "body": "sco-afghanistan-contact-group", "place": "dushanbe", "level": "foreign ministers",
        "gist": "Foreign ministers of SCO states and Afghanistan meet in Dushanbe.",
    }  # fmt: skip

    meeting: Occurrence
    body: Body
    place: Place | None = None
    number: Annotated[int, Meta(description="its number in the body's own count", ge=1)] | None = None
    format: Annotated[Text, Meta(description="in person, video, mixed")] | None = None
    level: Annotated[Text, Meta(description="who meets: heads of state, foreign ministers …")] | None = None
    chair: Annotated[EntityIds, Meta(description="who chairs it")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the meeting is held, on its own days."""
        yield from occurs([Line("meeting", self.meeting, self.body)], "held", date, event)


class MeetingPostponed(Payload, frozen=True, kw_only=True):
    """It is said on the date that a meeting will not take place as planned, but later."""

    kind: ClassVar[str] = "meeting.postponed"
    example: ClassVar = {
        "key": "summit-2020-postponed", "date": "2020-06", "meeting": "sco-heads-of-state-2020",
        "body": "sco-council-of-heads-of-state", "gist": "The summit of July 2020 is put off.",
    }  # fmt: skip

    meeting: Occurrence
    body: Body
    planned: Annotated[DateText, Meta(description="the new plan")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the meeting is postponed and, where a new day is told, expected then."""
        to = [Line("meeting", self.meeting, self.body)]
        yield from begins(to, "postponed", date, event)
        if self.planned is not None:
            yield from expected(to, "held", parse(self.planned), date, event)


class MeetingCancelled(Payload, frozen=True, kw_only=True):
    """It is said on the date that a planned meeting will not take place."""

    kind: ClassVar[str] = "meeting.cancelled"
    example: ClassVar = {
        "key": "ministers-cancelled", "date": "2020-03-20", "meeting": "sco-foreign-ministers-2020",
        "body": "sco-council-of-foreign-ministers", "gist": "The ministers' meeting is cancelled.",
    }  # fmt: skip

    meeting: Occurrence
    body: Body

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the meeting is cancelled."""
        yield from begins([Line("meeting", self.meeting, self.body)], "cancelled", date, event)


class MeetingAttended(Payload, frozen=True, kw_only=True):
    """Somebody came to a meeting on the date, in a capacity."""

    kind: ClassVar[str] = "meeting.attended"
    example: ClassVar = {
        "key": "cg-dushanbe-atmar", "date": "2021-07-14", "meeting": "contact-group-dushanbe-2021",
        "body": "sco-afghanistan-contact-group", "subject": "afghanistan", "capacity": "participant",
        "persons": ["mohammad-haneef-atmar"], "gist": "Foreign minister Atmar attends.",
    }  # fmt: skip

    meeting: Occurrence
    body: Body
    subject: Annotated[EntityIds, Meta(description="who came: countries, bodies or persons")]
    capacity: Annotated[Capacity, Meta(description="in which capacity")] = "participant"
    persons: Annotated[EntityIds, Meta(description="the persons who came for them")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield the attendance on its own days, for each subject."""
        yield from occurs(lines("attendance", self.subject, self.body), self.capacity, date, event)
