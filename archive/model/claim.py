"""Claims: what one event says about one timeline."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from archive.model.dates import Bounds

Manner = Literal["begins", "holds", "expected", "lacks", "covers"]
"""`lacks`: a complete list of that day has it not. `covers`: what is told of those days is all there was."""
Part = Literal["whole", "start", "end"]

NONE = "none"
"""The value that says that whatever was there has ended."""

EVERYONE = "*"
"""The subject of a claim on every subject of a body."""


class Claim(NamedTuple):
    """One value on one timeline (property, subject, object), as one event tells it.

    `bounds` are days: of the first day of the value (begins; for the end of an extent the first day
    out), of the day it was seen (holds) or missed (lacks), or of the planned day (expected); covers
    claims speak of all days from the earliest through the latest. `date` is that day, or those days,
    as written; for the end of an extent, the last day in. Of the events that a rival stands against,
    `rival_of`, the first on the timeline counts.
    """

    property: str
    subject: str
    object: str
    value: str
    manner: Manner
    date: str
    bounds: Bounds
    event: str
    part: Part = "whole"
    announced: Bounds | None = None
    rival: bool = False
    rival_of: tuple[str, ...] = ()
    disputes: frozenset[str] = frozenset()
    undated: bool = False
    attributed: bool = False
    excepted: frozenset[str] = frozenset()

    def but_for(self, subjects: Iterable[str]) -> "Claim":
        """Return the same claim on everyone, leaving out the subjects."""
        return self._replace(excepted=frozenset(subjects))
