"""Statements and incidents: what was said or happened, without a state of its own."""

from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.fields import BodyId, EntityIds, MeetingId, PlaceId, Text

About = Annotated[EntityIds, Meta(description="whom or what it is about")]
Place = Annotated[PlaceId, Meta(description="where")]


class StatementMade(Payload, frozen=True, kw_only=True):
    """Somebody says something on the date; the gist tells what."""

    kind: ClassVar[str] = "statement.made"
    example: ClassVar = {
        "key": "cg-norov-roadmap", "date": "2021-07-14", "speaker": ["vladimir-norov"],
        "body": "sco-afghanistan-contact-group", "place": "dushanbe",
        "gist": "Norov asks to carry out the joint roadmap.",
    }  # fmt: skip

    speaker: Annotated[EntityIds, Meta(description="who says it")] | None = None
    body: Annotated[BodyId, Meta(description="the body it concerns")] | None = None
    about: About | None = None
    meeting: Annotated[MeetingId, Meta(description="the meeting at which it is said")] | None = None
    place: Place | None = None


class IncidentReported(Payload, frozen=True, kw_only=True):
    """Something is reported to have happened on the date that no other kind holds."""

    kind: ClassVar[str] = "incident.reported"
    example: ClassVar = {
        "key": "afg-soldiers-flee", "date": "2021-07~", "about": ["afghanistan", "tajikistan"], "number": "thousands",
        "gist": "Afghan government soldiers flee to Tajikistan.",
    }  # fmt: skip

    about: About
    place: Place | None = None
    number: Annotated[Text, Meta(description="a figure as told")] | None = None
