"""Bodies: founded, suspended, resumed, dissolved, renamed."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, ends, holds
from archive.kinds.fields import BodyId, BodyState, EntityId, EntityIds, PlaceId, Text
from archive.model.claim import EVERYONE, Claim
from archive.model.dates import EdtfDate

Body = Annotated[BodyId, Meta(description="the body")]
Place = Annotated[PlaceId, Meta(description="where")]


class BodyEstablished(Payload, frozen=True, kw_only=True):
    """A body exists and works from the date on."""

    kind: ClassVar[str] = "body.established"
    example: ClassVar = {
        "key": "cg-established", "date": "2005-11-04", "subject": "sco-afghanistan-contact-group",
        "place": "beijing", "gist": "The contact group exists from its protocol on.",
    }  # fmt: skip

    subject: Body
    founders: Annotated[EntityIds, Meta(description="who founded it")] | None = None
    place: Place | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the body is active."""
        yield from begins([Line("body", self.subject)], "active", date, event)


class BodySuspended(Payload, frozen=True, kw_only=True):
    """A body's work stops for the time being. It closes no membership."""

    kind: ClassVar[str] = "body.suspended"
    example: ClassVar = {
        "key": "cg-suspended-2009", "date": "2009", "subject": "sco-afghanistan-contact-group",
        "gist": "The work of the contact group is suspended.",
    }  # fmt: skip

    subject: Body

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the body is suspended."""
        yield from begins([Line("body", self.subject)], "suspended", date, event)


class BodyResumed(Payload, frozen=True, kw_only=True):
    """A suspended body works again from the date on."""

    kind: ClassVar[str] = "body.resumed"
    example: ClassVar = {
        "key": "cg-resume-decided", "date": "2017-06", "subject": "sco-afghanistan-contact-group",
        "gist": "The Astana summit decides to relaunch the contact group.",
    }  # fmt: skip

    subject: Body
    place: Place | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the body is active."""
        yield from begins([Line("body", self.subject)], "active", date, event)


class BodyDissolved(Payload, frozen=True, kw_only=True):
    """A body ends on the date, and with it every membership in it."""

    kind: ClassVar[str] = "body.dissolved"
    example: ClassVar = {
        "key": "s5-ended", "date": "2001-06-15", "subject": "shanghai-five", "successor": "sco",
        "gist": "The Shanghai Five is turned into the SCO; its own memberships end.",
    }  # fmt: skip

    subject: Body
    successor: Annotated[EntityId, Meta(description="what takes its place")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the body is dissolved, and that every membership in it ends."""
        yield from begins([Line("body", self.subject)], "dissolved", date, event)
        yield from ends([Line("membership", EVERYONE, self.subject)], date, event)


class BodyAttested(Payload, frozen=True, kw_only=True):
    """On the date a body is seen active, suspended or dissolved; nothing is said of the beginning."""

    kind: ClassVar[str] = "body.attested"
    example: ClassVar = {
        "key": "cg-suspended-2010", "date": "2010-05-22", "subject": "sco-afghanistan-contact-group",
        "value": "suspended", "gist": "A minister speaks of the practical suspension of the group.",
    }  # fmt: skip

    subject: Body
    value: Annotated[BodyState, Meta(description="the state it is seen in")]
    place: Place | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the body is in that state."""
        yield from holds([Line("body", self.subject)], self.value, date, event)


class BodyAdjusted(Payload, frozen=True, kw_only=True):
    """A body's task, seat or make-up is changed; its state stays."""

    kind: ClassVar[str] = "body.adjusted"
    example: ClassVar = {
        "key": "cg-adjust-july", "date": "2017-07", "subject": "sco-afghanistan-contact-group",
        "aspect": "activities fitted to the larger membership", "gist": "The group's activities are to be adjusted.",
    }  # fmt: skip

    subject: Body
    aspect: Annotated[Text, Meta(description="what is changed, in our words")] | None = None
    place: Place | None = None


class BodyRenamed(Payload, frozen=True, kw_only=True):
    """A body bears another name from the date on."""

    kind: ClassVar[str] = "body.renamed"
    example: ClassVar = {
        "key": "rats-renamed", "date": "2003", "subject": "sco-rats", "name": "Regional Anti-Terrorist Structure",
        "gist": "The structure gets its present name.",
    }  # fmt: skip

    subject: Body
    name: Annotated[Text, Meta(description="the new name")]

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the name begins."""
        yield from begins([Line("name", self.subject)], self.name, date, event)
