"""What a kind of event is: a frozen payload, its meaning, its example, and the claims it makes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Literal

import msgspec

from archive.model.claim import Claim
from archive.model.dates import EdtfDate

Nature = Literal["world", "record", "editorial"]
"""world: needs a date and a citation; record: an entity, a source, a word; editorial: acts on events."""


class Payload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The facts of one kind of event. A kind is a subclass with a `kind` of its own."""

    kind: ClassVar[str] = ""
    nature: ClassVar[Nature] = "world"
    schema_version: ClassVar[int] = 1
    upcasters: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    example: ClassVar[Mapping[str, Any]] = {}

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield what an event of this kind, of that date and handle, says about timelines."""
        yield from ()
