"""Control and recognition: which authority governs a country, and who recognises it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, ends
from archive.kinds.fields import AuthorityId, EntityId
from archive.model.claim import Claim
from archive.model.dates import EdtfDate

Country = Annotated[EntityId, Meta(description="the country")]
Recogniser = Annotated[EntityId, Meta(description="who recognises")]
Authority = Annotated[AuthorityId, Meta(description="the authority (a government)")]


class ControlChanged(Payload, frozen=True, kw_only=True):
    """From the date on an authority controls a country. It says nothing of recognition."""

    kind: ClassVar[str] = "control.changed"
    example: ClassVar = {
        "key": "taliban-takeover", "date": "2021-08-15", "subject": "afghanistan",
        "authority": "islamic-emirate-of-afghanistan", "gist": "The Taliban enter Kabul.",
    }  # fmt: skip

    subject: Country
    authority: Authority

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the control begins."""
        yield from begins([Line("control", self.subject)], self.authority, date, event)


class RecognitionGranted(Payload, frozen=True, kw_only=True):
    """From the date on somebody recognises an authority."""

    kind: ClassVar[str] = "recognition.granted"
    example: ClassVar = {
        "key": "russia-recognises", "date": "2025-07-03", "subject": "russia",
        "object": "islamic-emirate-of-afghanistan", "gist": "Russia recognises the Taliban authorities.",
    }  # fmt: skip

    subject: Recogniser
    object: Authority

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the recognition begins."""
        yield from begins([Line("recognition", self.subject, self.object)], "recognised", date, event)


class RecognitionWithdrawn(Payload, frozen=True, kw_only=True):
    """From the date on somebody no longer recognises an authority."""

    kind: ClassVar[str] = "recognition.withdrawn"
    example: ClassVar = {
        "key": "recognition-withdrawn", "date": "2021-09-01", "subject": "russia",
        "object": "islamic-republic-of-afghanistan", "gist": "Recognition is withdrawn.",
    }  # fmt: skip

    subject: Recogniser
    object: Authority

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the recognition ends."""
        yield from ends([Line("recognition", self.subject, self.object)], date, event)
