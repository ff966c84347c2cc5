"""Lists: what somebody publishes, seen as it stood on a day."""

from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Nature, Payload
from archive.kinds.fields import HASH, EventHandles, Text

ListName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="the list: a slug, the same each time",
        extra={"form": "lower-case letters, digits and single hyphens"},
    ),
]
Count = Annotated[int, Meta(ge=0)]


class ListObserved(Payload, frozen=True, kw_only=True):
    """A list was seen as it stood on the date; the events of its batch tell what had changed since it was last seen."""

    kind: ClassVar[str] = "list.observed"
    nature: ClassVar[Nature] = "record"
    example: ClassVar = {
        "key": "sco-website-members-2024-07-10", "date": "2024-07-10", "list": "sco-website-members", "facts": 10,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }  # fmt: skip

    list: ListName
    facts: Annotated[Count, Meta(description="how many different facts its rows tell")]
    sha256: Annotated[
        str,
        Meta(
            pattern="^[0-9a-f]{64}$",
            description="hash of the facts, in whatever order they stand",
            extra={"form": HASH},
        ),
    ]
    without: Annotated[
        tuple[Text, ...], Meta(description="groups (bodies, offices …) that it does not cover: nothing is said of them")
    ] = ()
    over: Annotated[
        EventHandles, Meta(description="events whose rows are gone, where the archive knew already that they are over")
    ] = ()
