"""Support: what the citations of an event are worth under a known date (DESIGN: the cut-offs)."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from archive.model.dates import Bounds, EdtfDate
from archive.model.event import Citation

Told = Mapping[str, int | None]
"""For each source id the latest day on which it may have been published; None where undated."""


class Evidence(NamedTuple):
    """`states`: the event is told; `ahead`: only announced, on the day `announced`; `none`."""

    weight: Literal["states", "ahead", "none"]
    undated: bool = False
    announced: Bounds | None = None


NO_EVIDENCE = Evidence("none")


def known_day(citations: Iterable[Citation], told: Told) -> int | None:
    """Return the day from which sources tell the event; None where none that states it is dated."""
    days = [told[c.source] for c in citations if c.support == "states" and c.source in told]
    return min((day for day in days if day is not None), default=None)


def evidence_of(
    citations: Iterable[Citation], date: EdtfDate, told: Told, known: int | None, *, strict: bool
) -> Evidence:
    """Return what the citations prove by the known date (None: ever) of an event of that date.

    An event none of whose stating sources is dated may have been known from its own first day on;
    it is marked undated, and left out when `strict`.
    """
    usable = [citation for citation in citations if citation.source in told]
    if any(citation.support == "states" for citation in usable):
        day = known_day(usable, told)
        undated = day is None
        if not (undated and strict) and (known is None or (date.earliest if day is None else day) <= known):
            return Evidence("states", undated)
    ahead = [told[c.source] for c in usable if c.support == "ahead"]
    days = [day for day in ahead if day is not None and (known is None or day <= known)]
    if days:
        return Evidence("ahead", False, Bounds(min(days), min(days)))
    if ahead and known is None and not strict:
        return Evidence("ahead", True, date.first)
    return NO_EVIDENCE
