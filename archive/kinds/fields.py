"""The types of the fields of a kind: what each text names, so that it can be checked and completed."""

from typing import Annotated, Literal

from msgspec import Meta

EntityId = Annotated[str, Meta(min_length=1, extra={"ref": "entity"})]
EntityIds = Annotated[tuple[str, ...], Meta(min_length=1, extra={"ref": "entity"})]
BodyId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("body", "organisation")})]
OfficeId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("office",)})]
MeetingId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("meeting",)})]
IssueId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("question",)})]
DocumentId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("document",)})]
PlaceId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("place",)})]
AuthorityId = Annotated[str, Meta(min_length=1, extra={"ref": "entity", "types": ("authority",)})]
Seat = Annotated[
    str, Meta(min_length=1, extra={"ref": "entity", "types": ("authority",), "words": ("vacant", "not-invited")})
]
SourceId = Annotated[str, Meta(min_length=1, extra={"ref": "source"})]
EventHandle = Annotated[str, Meta(min_length=1, extra={"ref": "event"})]
EventHandles = Annotated[tuple[str, ...], Meta(extra={"ref": "event"})]
DisputeId = Annotated[str, Meta(min_length=1, extra={"ref": "dispute"})]
QuestionId = Annotated[str, Meta(min_length=1, extra={"ref": "question"})]
DateText = Annotated[str, Meta(min_length=1, extra={"ref": "date"})]
DateTexts = Annotated[tuple[str, ...], Meta(extra={"ref": "date"})]
Status = Annotated[str, Meta(min_length=1, extra={"ref": "status"})]
NewSlug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", extra={"ref": "new"})]
HASH = "64 digits from 0 to 9 and a to f, as sha256sum prints them"
"""What a hash looks like, in words."""
Text = Annotated[str, Meta(min_length=1)]

AtMeeting = Annotated[MeetingId, Meta(description="the meeting at which it happens")]
Place = Annotated[PlaceId, Meta(description="where")]
Persons = Annotated[EntityIds, Meta(description="the persons who act or speak")]

Step = Literal[
    "applied", "backed", "decided", "opened", "memorandum-signed", "signed", "approved", "ratified", "deposited",
    "in-force", "withdrawn", "refused",
]  # fmt: skip
Participation = Literal["takes-part", "not-invited", "inactive", "absent"]
Capacity = Literal[
    "member", "observer", "dialogue-partner", "partner", "guest", "host", "chair", "co-chair", "speaker",
    "participant", "absent",
]  # fmt: skip
BodyState = Literal["active", "suspended", "dissolved"]
Stance = Literal["support", "oppose", "doubt", "abstain", "condition"]
EntityType = Literal[
    "country", "authority", "organisation", "body", "office", "person", "meeting", "question", "document", "place"
]  # fmt: skip
