"""Sources: the documents that tell something."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from archive.kinds.base import Nature, Payload
from archive.kinds.fields import HASH, DateText, NewSlug, Text


class SourceRegistered(Payload, frozen=True, kw_only=True):
    """A source is known to the archive: what it is, when it was published, how much of it was seen."""

    kind: ClassVar[str] = "source.registered"
    nature: ClassVar[Nature] = "record"
    example: ClassVar = {
        "source": "tass-20240704", "publisher": "TASS", "title": "(report on the Astana summit)",
        "published": "2024-07-04", "language": "en", "seen": "excerpt",
    }  # fmt: skip

    source: Annotated[NewSlug, Meta(description="the id, a slug")]
    publisher: Annotated[Text, Meta(description="who publishes it")]
    title: Annotated[Text, Meta(description="its title; in brackets, a description")]
    address: Annotated[Text, Meta(description="where it is found")] | None = None
    archived: Annotated[Text, Meta(description="address of a stored copy")] | None = None
    published: Annotated[DateText, Meta(description="day of publication")] | None = None
    retrieved: Annotated[DateText, Meta(description="day on which it was seen")] | None = None
    language: Annotated[Text, Meta(description="of the text")] | None = None
    seen: Annotated[Literal["whole", "excerpt"], Meta(description="how much of it was seen")] = "excerpt"
    via: Annotated[Text, Meta(description="the agency it repeats")] | None = None
    sha256: (
        Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="hash of its text", extra={"form": HASH})] | None
    ) = None
    size: Annotated[int, Meta(ge=0, description="bytes of its text")] | None = None
    covers: Annotated[
        tuple[Text, ...],
        Meta(description="what it covers completely, in words: no answer follows from it, as from coverage.stated"),
    ] = ()
    remark: Annotated[Text, Meta(description="on the source, in our words")] | None = None
