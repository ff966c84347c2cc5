"""Membership: who belongs to a body, with which status."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Nature, Payload
from archive.kinds.claiming import Line, begins, covers, ends, expected, holds, lacks, lines, surely_inside
from archive.kinds.fields import AtMeeting, BodyId, DateText, EntityIds, NewSlug, Persons, Place, Status, Text
from archive.model.claim import EVERYONE, NONE, Claim
from archive.model.dates import EdtfDate, parse

PROPERTY = "membership"

Members = Annotated[EntityIds, Meta(description="who: one or more entities")]
Body = Annotated[BodyId, Meta(description="the body it is about")]
StatusThere = Annotated[Status, Meta(description="status in the body; none = it left")]


class MembershipChanged(Payload, frozen=True, kw_only=True):
    """A member's status in a body begins on the date (`none`: it ends)."""

    kind: ClassVar[str] = "membership.changed"
    example: ClassVar = {
        "key": "by-member", "date": "2024-07-04", "subject": "belarus", "object": "sco", "status": "member",
        "gist": "Belarus becomes the tenth member at the Astana summit.",
    }  # fmt: skip

    subject: Members
    object: Body
    status: StatusThere
    meeting: AtMeeting | None = None
    place: Place | None = None
    persons: Persons | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the status begins, for each subject."""
        to = lines(PROPERTY, self.subject, self.object)
        if self.status == NONE:
            yield from ends(to, date, event)
        else:
            yield from begins(to, self.status, date, event)


class MembershipAttested(Payload, frozen=True, kw_only=True):
    """A member is seen with a status on the date; nothing is said of its beginning."""

    kind: ClassVar[str] = "membership.attested"
    example: ClassVar = {
        "key": "by-observer-2023", "date": "2023-07-04", "subject": "belarus", "object": "sco", "status": "observer",
        "gist": "Belarus is still counted as an observer on the day of the New Delhi summit.",
    }  # fmt: skip

    subject: Members
    object: Body
    status: StatusThere
    meeting: AtMeeting | None = None
    place: Place | None = None
    persons: Persons | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the status is there, for each subject."""
        yield from holds(lines(PROPERTY, self.subject, self.object), self.status, date, event)


class MembershipExpected(Payload, frozen=True, kw_only=True):
    """Somebody announces on the date that a status will begin on a planned day."""

    kind: ClassVar[str] = "membership.expected"
    example: ClassVar = {
        "key": "ir-member-expected", "date": "2023-07-03", "subject": "iran", "object": "sco", "status": "member",
        "planned": "2023-07-04", "gist": "Iran is to join at the New Delhi summit.",
    }  # fmt: skip

    subject: Members
    object: Body
    status: StatusThere
    planned: Annotated[DateText, Meta(description="the day it is planned for")]
    meeting: AtMeeting | None = None
    place: Place | None = None
    persons: Persons | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the status is expected, for each subject."""
        to = lines(PROPERTY, self.subject, self.object)
        yield from expected(to, self.status, parse(self.planned), date, event)


class MembershipRoster(Payload, frozen=True, kw_only=True):
    """A list of a body's members by status on the date; `complete`: nobody else has any on its days."""

    kind: ClassVar[str] = "membership.roster"
    example: ClassVar = {
        "key": "roster-2005", "date": "2005-07-06", "object": "sco",
        "statuses": {"observer": ["mongolia", "india", "iran", "pakistan"]},
        "gist": "The observers after the Astana summit.",
    }  # fmt: skip

    object: Body
    statuses: Annotated[dict[Status, EntityIds], Meta(description="the members of each status")]
    complete: Annotated[bool, Meta(description="nobody else has any status")] = False

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield the status of each listed member; of a complete roster, that everyone else has none then."""
        listed: set[str] = set()
        for status, members in self.statuses.items():
            listed.update(members)
            yield from holds(lines(PROPERTY, members, self.object), status, date, event)
        if self.complete:
            everyone = [Line(PROPERTY, EVERYONE, self.object)]
            for claim in (*lacks(everyone, date, event), *covers(everyone, surely_inside(date), date, event)):
                yield claim.but_for(listed)


class StatusRegistered(Payload, frozen=True, kw_only=True):
    """A body has a status of its own besides the usual ones (member, observer …)."""

    kind: ClassVar[str] = "status.registered"
    nature: ClassVar[Nature] = "record"
    example: ClassVar = {
        "key": "status-partner", "date": "2025-09-01", "object": "sco", "status": "partner",
        "meaning": "one status in the place of observer and dialogue partner",
    }  # fmt: skip

    object: Body
    status: Annotated[NewSlug, Meta(description="the new status, a slug")]
    meaning: Annotated[Text, Meta(description="what it means, in our words")] | None = None
