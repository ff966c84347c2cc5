"""Accession: the steps of a candidate towards a status. They never touch the membership."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import expected, lines, steps
from archive.kinds.fields import AtMeeting, BodyId, DateText, DocumentId, EntityIds, Persons, Place, Status, Step
from archive.model.claim import Claim
from archive.model.dates import EdtfDate, parse

PROPERTY = "accession"

Candidates = Annotated[EntityIds, Meta(description="the candidates")]
Body = Annotated[BodyId, Meta(description="the body they want to join")]
StepTaken = Annotated[Step, Meta(description="the step")]
Towards = Annotated[Status, Meta(description="the status it leads to")]


class AccessionStepped(Payload, frozen=True, kw_only=True):
    """A candidate takes a step towards a status of a body, such as applied, decided or ratified."""

    kind: ClassVar[str] = "accession.stepped"
    example: ClassVar = {
        "key": "by-decided", "date": "2022-09-16", "subject": "belarus", "object": "sco", "step": "decided",
        "towards": "member", "gist": "The Samarkand summit starts the admission of Belarus.",
    }  # fmt: skip

    subject: Candidates
    object: Body
    step: StepTaken
    towards: Towards | None = None
    document: Annotated[DocumentId, Meta(description="the document of the step")] | None = None
    meeting: AtMeeting | None = None
    place: Place | None = None
    persons: Persons | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the step is reached, for each candidate."""
        yield from steps(lines(PROPERTY, self.subject, self.object), self.step, date, event)


class AccessionExpected(Payload, frozen=True, kw_only=True):
    """Somebody announces on the date that a candidate will take a step on a planned day."""

    kind: ClassVar[str] = "accession.expected"
    example: ClassVar = {
        "key": "by-expected-2024", "date": "2024-06-06", "subject": "belarus", "object": "sco", "step": "decided",
        "towards": "member", "planned": "2024-07", "gist": "The July summit is to decide on Belarus.",
    }  # fmt: skip

    subject: Candidates
    object: Body
    step: StepTaken
    towards: Towards | None = None
    planned: Annotated[DateText, Meta(description="the day it is planned for")]
    meeting: AtMeeting | None = None
    place: Place | None = None
    persons: Persons | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the step is expected, for each candidate."""
        to = lines(PROPERTY, self.subject, self.object)
        yield from expected(to, self.step, parse(self.planned), date, event)
