"""Editorial events: they act on events, so that the archive can tell what it believed, and why."""

from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Nature, Payload
from archive.kinds.fields import DisputeId as DisputeRef
from archive.kinds.fields import EntityIds, EventHandle, EventHandles, NewSlug, SourceId, Text
from archive.kinds.fields import QuestionId as QuestionRef

Target = Annotated[EventHandle, Meta(description="the event, by key, id or position")]
Reason = Annotated[Text, Meta(description="why")]

WEIGHING = tuple(f"W{number}" for number in range(1, 10))
"""The rules of docs/weighing.md."""
ALL_STAND = "W9"
"""The rule by which nothing is left out: what holds together is no contradiction."""


class EventRetracted(Payload, frozen=True, kw_only=True):
    """An earlier event was wrong and counts no longer, unless this retraction is itself retracted."""

    kind: ClassVar[str] = "event.retracted"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {"event": "cg-bishkek-2020", "reason": "the page was misread"}

    event: Target
    reason: Reason


class EventCorrected(Payload, frozen=True, kw_only=True):
    """An earlier event was wrong in some fields; from here on it reads as set."""

    kind: ClassVar[str] = "event.corrected"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {
        "event": "off-atmar-acting", "set": {"date": "2020-04-04/2021-02-04"},
        "reason": "the source ends the term there",
    }  # fmt: skip

    event: Target
    set: Annotated[dict[str, Text], Meta(min_length=1, description="the fields and their new values")]
    reason: Reason


class EventCorroborated(Payload, frozen=True, kw_only=True):
    """Another source tells an earlier event too: the citations of this one are added to it."""

    kind: ClassVar[str] = "event.corroborated"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {
        "event": "by-member",
        "citations": [{"source": "shine-20240704", "at": "ex.1-3", "says": "official ceremony at the summit"}],
    }  # fmt: skip

    event: Target


class ClaimRanked(Payload, frozen=True, kw_only=True):
    """An event gets another standing: this event's own `standing` and `rival_of` are put on it."""

    kind: ClassVar[str] = "claim.ranked"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {
        "event": "ir-effective-expected", "standing": "superseded", "reason": "overtaken on 2023-07-04",
    }  # fmt: skip

    event: Target
    reason: Reason


class DisputeOpened(Payload, frozen=True, kw_only=True):
    """A question is named that events answer differently."""

    kind: ClassVar[str] = "dispute.opened"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {
        "dispute": "d-by-2023", "question": "Which status had Belarus in July 2023?", "field": "status",
        "events": ["by-observer-2023", "by-dp-claim-2023"],
    }  # fmt: skip

    dispute: Annotated[NewSlug, Meta(description="the id, a slug")]
    question: Annotated[Text, Meta(description="the question")]
    events: Annotated[EventHandles, Meta(description="the events that answer it")] = ()
    field: Annotated[Text, Meta(description="what differs: date, status, number …")] | None = None
    comment: Annotated[Text, Meta(description="both sides, in our words")] | None = None


class DisputeRuled(Payload, frozen=True, kw_only=True):
    """A side is taken in a dispute: the events named are the main account, the others its rivals, by a rule."""

    kind: ClassVar[str] = "dispute.ruled"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {
        "dispute": "d-by-2023", "main": ["by-observer-2023"], "rule": "W4",
        "reason": "two reports of the day against one",
    }  # fmt: skip

    dispute: Annotated[DisputeRef, Meta(description="the dispute")]
    main: Annotated[EventHandles, Meta(description="the events of the main account")] = ()
    rule: Annotated[Text, Meta(description="of docs/weighing.md, W1 to W9")] | None = None
    reason: Reason

    @property
    def takes_side(self) -> bool:
        """True where accounts are left out: some are named main, and not by the rule that lets all stand."""
        return bool(self.main) and self.rule != ALL_STAND


class SourceWithdrawn(Payload, frozen=True, kw_only=True):
    """A source counts no longer: forged, taken back by its publisher, or misattributed."""

    kind: ClassVar[str] = "source.withdrawn"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {"source": "mk-2023", "reason": "taken back by its publisher"}

    source: Annotated[SourceId, Meta(description="the source")]
    reason: Reason


class QuestionAsked(Payload, frozen=True, kw_only=True):
    """What we do not know is put down as a question."""

    kind: ClassVar[str] = "question.asked"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {"question": "cg-act-of-2009", "text": "Was there an act of 2009 that suspended the group?"}

    question: Annotated[NewSlug, Meta(description="the id, a slug")]
    text: Annotated[Text, Meta(description="the question")]
    about: Annotated[EntityIds, Meta(description="whom or what it is about")] | None = None


class QuestionAnswered(Payload, frozen=True, kw_only=True):
    """A question that was asked finds its answer."""

    kind: ClassVar[str] = "question.answered"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {"question": "cg-act-of-2009", "answer": "No act: the group fell asleep."}

    question: Annotated[QuestionRef, Meta(description="the question")]
    answer: Annotated[Text, Meta(description="in our words")]
    events: Annotated[EventHandles, Meta(description="the events that answer it")] = ()
