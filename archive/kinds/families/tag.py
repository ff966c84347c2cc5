"""Tags: a name for a position of the log, so that a state of the archive can be spoken of."""

from typing import Annotated, ClassVar

from msgspec import Meta

from archive.kinds.base import Nature, Payload

TagName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$", max_length=60,
        description="the name: small letters, digits, - and . between them, a letter first",
        extra={"form": "small letters and digits, - and . between them, a letter first: release-1.0"},
    ),
]  # fmt: skip


class PositionTagged(Payload, frozen=True, kw_only=True):
    """A position of the log gets a name, by which `--recorded` finds it; the name may come later than the position."""

    kind: ClassVar[str] = "position.tagged"
    nature: ClassVar[Nature] = "editorial"
    example: ClassVar = {"name": "release-1.0", "position": 1199}

    name: TagName
    position: Annotated[int, Meta(ge=0, description="the last position that counts")]
