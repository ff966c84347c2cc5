"""Documents: drafted, adopted, signed, ratified, in force, expected."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, expected, lines, steps
from archive.kinds.fields import BodyId, DateText, DocumentId, EntityIds, PlaceId, Status, Step
from archive.model.claim import Claim
from archive.model.dates import EdtfDate, parse

Document = Annotated[DocumentId, Meta(description="the document, an entity")]
Body = Annotated[BodyId, Meta(description="the body it belongs to")]
Parties = Annotated[EntityIds, Meta(description="the parties")]
Signers = Annotated[EntityIds, Meta(description="the persons who sign")]
Place = Annotated[PlaceId, Meta(description="where")]
Candidates = Annotated[EntityIds, Meta(description="whose accession it moves")]
StepTaken = Annotated[Step, Meta(description="the step of that accession")]
Towards = Annotated[Status, Meta(description="the status the accession leads to")]


class DocumentAct(Payload, frozen=True, kw_only=True):
    """What the acts on a document share. Not a kind: it has no name."""

    document: Document
    body: Body
    parties: Parties | None = None
    signers: Signers | None = None
    place: Place | None = None
    candidate: Candidates | None = None
    step: StepTaken | None = None
    towards: Towards | None = None

    def state(self) -> str:
        """Return the state of the document that the act brings."""
        return self.kind.partition(".")[2]

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield the document's new state and, where it moves an accession, the step."""
        yield from steps([Line("document", self.document, self.body)], self.state(), date, event)
        if self.step is not None:
            yield from steps(lines("accession", self.candidate or (), self.body), self.step, date, event)


class DocumentDrafted(DocumentAct, frozen=True, kw_only=True):
    """A draft of a document exists from the date on."""

    kind: ClassVar[str] = "document.drafted"
    example: ClassVar = {
        "key": "by-decree", "date": "2023-02-09", "document": "belarus-memorandum-of-obligations", "body": "sco",
        "parties": ["belarus"], "gist": "Belarus approves the draft of its memorandum.",
    }  # fmt: skip


class DocumentAdopted(DocumentAct, frozen=True, kw_only=True):
    """A body adopts or approves a document."""

    kind: ClassVar[str] = "document.adopted"
    example: ClassVar = {
        "key": "cg-roadmap", "date": "2019-06-14~", "document": "contact-group-roadmap", "body": "sco",
        "place": "bishkek", "gist": "The Bishkek summit adopts the roadmap.",
    }  # fmt: skip


class DocumentSigned(DocumentAct, frozen=True, kw_only=True):
    """A document is signed."""

    kind: ClassVar[str] = "document.signed"
    example: ClassVar = {
        "key": "by-memo", "date": "2023-07-04", "document": "belarus-memorandum-of-obligations", "body": "sco",
        "parties": ["belarus"], "candidate": ["belarus"], "step": "memorandum-signed", "towards": "member",
        "gist": "The memorandum on Belarus's obligations is signed.",
    }  # fmt: skip


class DocumentRatified(DocumentAct, frozen=True, kw_only=True):
    """A party ratifies a document."""

    kind: ClassVar[str] = "document.ratified"
    example: ClassVar = {
        "key": "by-ratify-law", "date": "2023-11-29", "document": "belarus-memorandum-of-obligations", "body": "sco",
        "parties": ["belarus"], "candidate": ["belarus"], "step": "ratified", "towards": "member",
        "gist": "Belarus's law of ratification is published.",
    }  # fmt: skip


class DocumentEnteredIntoForce(DocumentAct, frozen=True, kw_only=True):
    """A document is in force from the date on."""

    kind: ClassVar[str] = "document.entered-into-force"
    example: ClassVar = {
        "key": "charter-in-force", "date": "2003-09-19", "document": "sco-charter", "body": "sco",
        "gist": "The charter enters into force.",
    }  # fmt: skip

    def state(self) -> str:
        """Return `in-force`."""
        return "in-force"


class DocumentExpected(Payload, frozen=True, kw_only=True):
    """Somebody announces on the date that a document will be adopted or signed."""

    kind: ClassVar[str] = "document.expected"
    example: ClassVar = {
        "key": "programme-2022-24", "date": "2021-07-14", "document": "sco-programme-against-terrorism-2022-2024",
        "body": "sco", "gist": "Norov welcomes the coming approval of the programme.",
    }  # fmt: skip

    document: Document
    body: Body
    planned: Annotated[DateText, Meta(description="the day it is planned for, where told")] | None = None
    place: Place | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the document is expected to be adopted, where a day is told."""
        if self.planned is not None:
            to = [Line("document", self.document, self.body)]
            yield from expected(to, "adopted", parse(self.planned), date, event)
