"""Changes: the claims that tell one beginning, or one end, as one.

Claims that a value begins are merged where they are one change (rule 6 of the fold): the same
value, days that overlap, and nothing of another value near them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from archive.model.begun import Begun, Others
from archive.model.claim import NONE


class Change(NamedTuple):
    """One beginning (or end) on one unknown day from `earliest` through `latest`.

    `closes` is true for the end of an extent; `date` is as the narrowest claim writes it.
    """

    earliest: int
    latest: int
    date: str
    events: tuple[str, ...]
    value: str
    is_end: bool
    closes: bool
    disputes: frozenset[str]
    undated: bool
    extent: str


class _Group:
    """Claims that are one change: `latest` is the last day they share, `reach` the last they allow."""

    __slots__ = ("latest", "members", "reach")

    def __init__(self, first: Begun) -> None:
        self.members = [first]
        self.latest = self.reach = first.latest

    def add(self, one: Begun) -> None:
        self.members.append(one)
        self.latest = min(self.latest, one.latest)
        self.reach = max(self.reach, one.latest)


def merged(told: Sequence[Begun]) -> list[Change]:
    """Return the changes that the claims tell, in order of days. `told` is in order, too."""
    groups: list[_Group] = []
    growing: dict[str, list[_Group]] = {}
    for one in told:
        value = one.claim.value
        # The claims come in order of earliest days: what shares none with this one is complete.
        growing[value] = [group for group in growing.get(value, ()) if group.latest >= one.earliest]
        home = _home(one, growing[value], told)
        if home is not None:
            home.add(one)
        else:
            groups.append(_Group(one))
            if value != NONE:
                growing[value].append(groups[-1])
    changes = [_change(group.members) for group in groups]
    changes.sort(key=lambda change: change[:5])
    return changes


def _home(one: Begun, growing: Sequence[_Group], told: Sequence[Begun]) -> _Group | None:
    """Return the first group of its value that the claim is one change with; None if none is."""
    if not growing:
        return None
    others = Others(told, one.claim.value)
    for group in growing:
        if not others.touch(group.members[0].earliest, max(group.reach, one.latest)):
            return group
    return None


def _change(group: list[Begun]) -> Change:
    """Return the change that the claims of a group tell together."""
    if len(group) == 1:
        earliest, latest, claim, extent = group[0]
        events: tuple[str, ...] = (claim.event,)
        disputes, undated = claim.disputes, claim.undated
    else:
        earliest = group[-1].earliest
        latest = min(one.latest for one in group)
        claim = min(group, key=_narrowest).claim
        events = tuple(sorted({one.claim.event for one in group}))
        disputes = frozenset().union(*(one.claim.disputes for one in group))
        undated = any(one.claim.undated for one in group)
        extent = ""  # A merged start has its own ends behind its whole hull: no bond needed.
    is_end = claim.value == NONE
    closes = claim.part == "end"
    return Change(earliest, latest, claim.date, events, claim.value, is_end, closes, disputes, undated, extent)


def _narrowest(one: Begun) -> tuple[int, int, str]:
    return (one.latest - one.earliest, one.earliest, one.claim.date)


def apart(changes: Sequence[Change], told: Sequence[Begun]) -> list[tuple[list[Change], Change]]:
    """Return each change that repeats a value, and those it repeats, from the first of the series.

    No two of a series overlap, and nothing of another value may lie between neighbours. All stay; a
    later one tells the days before it otherwise.
    """
    by_value: dict[str, list[Change]] = {}
    for change in changes:
        if not change.is_end:
            by_value.setdefault(change.value, []).append(change)
    found = []
    for value, same in by_value.items():
        if len(same) > 1:
            others = Others(told, value)
            earlier: list[Change] = []
            for change in same:
                if earlier and _follows(earlier[-1], change, others):
                    found.append((earlier, change))
                    earlier = [*earlier, change]
                else:
                    earlier = [change]
    return found


def _follows(first: Change, second: Change, others: Others) -> bool:
    """Return whether the second repeats the first: apart, and nothing of another value between."""
    return first.latest < second.earliest and not others.touch(first.earliest, second.latest)
