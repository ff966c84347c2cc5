"""Begun: the begins claims of a timeline, each with the days that its extent leaves it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.model.claim import Claim


class Begun(NamedTuple):
    """A begins claim with the days that its extent leaves it.

    `extent` names the event where a start and its end could else fall out of order; empty
    elsewhere.
    """

    earliest: int
    latest: int
    claim: Claim
    extent: str = ""


def begun(claims: Iterable[Claim]) -> list[Begun]:
    """Return the begins claims in order of days, each extent ending after it starts.

    An extent that leaves no such days is taken as two claims without a bond.
    """
    found = [Begun(*claim.bounds, claim) for claim in claims]
    starts = {one.claim.event: at for at, one in enumerate(found) if one.claim.part == "start"}
    for at, end in enumerate(found):
        if end.claim.part == "end" and end.claim.event in starts:
            start_at = starts[end.claim.event]
            found[start_at], found[at] = _bound(found[start_at], end)
    found.sort(key=in_order)
    return found


def _bound(start: Begun, end: Begun) -> tuple[Begun, Begun]:
    """Return the start and the end of an extent, less the days on which they cannot be."""
    latest = min(start.latest, end.latest - 1)
    earliest = max(end.earliest, start.earliest + 1)
    if start.earliest > latest or earliest > end.latest:
        return start, end
    bond = "" if earliest > latest else start.claim.event
    return (
        Begun(start.earliest, latest, start.claim, bond),
        Begun(earliest, end.latest, end.claim, bond),
    )


def in_order(one: Begun) -> tuple[int, int, str, str, str]:
    """Return what sorts begins claims by their days, and claims of the same days in any fixed order."""
    return (one.earliest, one.latest, one.claim.event, one.claim.value, one.claim.part)


class Others:
    """What begins beside one value: asks whether anything of another value may touch a stretch."""

    def __init__(self, told: Sequence[Begun], value: str) -> None:
        """Keep those of another value; `told` is in order of earliest days."""
        self._earliest: list[int] = []
        self._latest: list[int] = []
        reach = -1
        for one in told:
            if one.claim.value != value:
                reach = max(reach, one.latest)
                self._earliest.append(one.earliest)
                self._latest.append(reach)

    def touch(self, first: int, last: int) -> bool:
        """Return whether one may fall on a day from `first` through `last`."""
        count = bisect_right(self._earliest, last)
        return count > 0 and self._latest[count - 1] >= first
