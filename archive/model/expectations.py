"""Expectations: plans that sources announce, and the days on which they stand open."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.model.answer import Expected
from archive.model.changes import Change
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, Bounds

ANY_OUTCOME = frozenset({"meeting"})
"""Properties of which every value settles every plan: held, postponed, cancelled."""


class Plan(NamedTuple):
    """A plan that stands open from day `first` through day `last`."""

    first: int
    last: int
    claim: Claim


def plans(claims: Iterable[Claim], changes: Sequence[Change]) -> list[Plan]:
    """Return the plans with days on which they are open, seen beside the account's changes."""
    announced = [(_announced(claim), claim) for claim in claims]
    found = []
    for told, claim in announced:
        first = _first_day(told, claim)
        last = min(
            claim.bounds.latest,
            _settled(claim, told, changes) - 1,
            _overtaken(claim, told, announced) - 1,
        )
        if first <= last:
            found.append(Plan(first, last, claim))
    return found


def _announced(claim: Claim) -> Bounds:
    earliest = claim.bounds.earliest
    return claim.announced or Bounds(earliest, earliest)


def _first_day(told: Bounds, claim: Claim) -> int:
    """Return the day of the announcement: of a vague one the day nearest to what it announces."""
    return min(told.latest, max(told.earliest, claim.bounds.earliest))


def _settled(claim: Claim, told: Bounds, changes: Sequence[Change]) -> int:
    """Return the day by which what was planned, or its failure, has surely come about."""
    days = (
        change.latest
        for change in changes
        if not change.closes
        and change.latest >= told.earliest
        and claim.event not in change.events  # who puts a meeting off may tell the new day at once
        and (change.value == claim.value or claim.property in ANY_OUTCOME)
    )
    return min(days, default=DAY_MAX)


def _overtaken(claim: Claim, told: Bounds, announced: Iterable[tuple[Bounds, Claim]]) -> int:
    """Return the day from which a later plan of the same value counts instead."""
    days = (
        _first_day(later, other)
        for later, other in announced
        if other.value == claim.value and (later.latest, later.earliest) > (told.latest, told.earliest)
    )
    return min(days, default=DAY_MAX)


def opened(all_plans: Iterable[Plan], day: int) -> list[Plan]:
    """Return the plans that stand open on a day."""
    return [plan for plan in all_plans if plan.first <= day <= plan.last]


def expected(open_plans: Iterable[Plan]) -> tuple[Expected, ...]:
    """Return what the plans expect, by value and date."""
    events: dict[tuple[str, str], set[str]] = {}
    for plan in open_plans:
        events.setdefault((plan.claim.value, plan.claim.date), set()).add(plan.claim.event)
    return tuple(Expected(*key, tuple(sorted(events[key]))) for key in sorted(events))
