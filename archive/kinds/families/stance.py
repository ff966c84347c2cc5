"""Stances: what a holder thinks of a question, in its own words or as another tells it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import lines, steps
from archive.kinds.fields import BodyId, EntityIds, IssueId, MeetingId, PlaceId, Stance
from archive.model.claim import Claim
from archive.model.dates import EdtfDate


class StanceTaken(Payload, frozen=True, kw_only=True):
    """From the date on a holder takes a stance on a question; own words outrank attributed ones."""

    kind: ClassVar[str] = "stance.taken"
    example: ClassVar = {
        "key": "cg-kabulov-2024", "date": "2024-06-11", "holder": "russia", "question": "resume-contact-group",
        "stance": "support", "persons": ["zamir-kabulov"], "gist": "Russia backs the resumption of the group.",
    }  # fmt: skip

    holder: Annotated[EntityIds, Meta(description="whose stance it is")]
    question: Annotated[IssueId, Meta(description="the question, an entity")]
    stance: Annotated[Stance, Meta(description="support, oppose, doubt, abstain or condition")]
    told_by: Annotated[EntityIds, Meta(description="another who tells it of the holder")] | None = None
    body: Annotated[BodyId, Meta(description="the body it concerns")] | None = None
    meeting: Annotated[MeetingId, Meta(description="the meeting at which it is taken")] | None = None
    persons: Annotated[EntityIds, Meta(description="the persons who speak for the holder")] | None = None
    place: Annotated[PlaceId, Meta(description="where")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the stance begins, for each holder."""
        attributed = self.told_by is not None
        for claim in steps(lines("stance", self.holder, self.question), self.stance, date, event):
            yield claim._replace(attributed=attributed)
