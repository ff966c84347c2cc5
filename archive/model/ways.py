"""Ways of telling a timeline, each from some day on, prepared to answer for any of its days.

There is one way, unless a holder's own words come to outrank what was attributed to it before.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.model.accounts import Other, Sighting, attributed, others, sightings
from archive.model.answer import Answer
from archive.model.answers import Marks, written
from archive.model.begun import Begun, begun
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.model.expectations import Plan, expected, opened, plans
from archive.model.otherwise import told_otherwise
from archive.model.runs import Run, runs
from archive.model.states import Account

Cue = tuple[int, Marks]
"""What makes the answer of a day: the number of the state, and what stands beside it."""


class Way(NamedTuple):
    """The main account from day `first` up to, not including, `until`, and all that is beside it."""

    first: int
    until: int
    account: Account
    runs: list[Run]
    seen: list[Sighting]
    others: list[Other]
    plans: list[Plan]
    covers: list[Claim]

    def days(self) -> list[int]:
        """Return, in order, the days on which the answer may become another."""
        days = {self.first, *self.account.first_days}
        for windows in (self.seen, self.others, self.plans):
            for window in windows:
                days.update((window.first, window.last + 1))
        for other in self.others:
            days.update(other.account.first_days)
        for claim in self.covers:
            days.update((claim.bounds.earliest, claim.bounds.latest + 1))
        return sorted(day for day in days if self.first <= day < self.until)

    def cue(self, day: int) -> Cue:
        """Return what makes the answer of a day."""
        at = self.account.index(day)
        marks = Marks()
        if self.seen or self.others:
            marks = told_otherwise(
                self.account.states[at],
                self.runs[at].since,
                day,
                seen=self.seen,
                others=self.others,
            )
        if self.plans:
            open_plans = opened(self.plans, day)
            undated = any(plan.claim.undated for plan in open_plans)
            marks = marks._replace(expected=expected(open_plans), expected_undated=undated)
        if self.covers and self.account.states[at].certainty == "unknown":
            covered = [claim for claim in self.covers if claim.bounds.earliest <= day <= claim.bounds.latest]
            marks = marks._replace(covered=tuple(covered))
        return at, marks

    def answer(self, cue: Cue) -> Answer:
        """Return the answer that a cue stands for."""
        at, marks = cue
        return written(self.account.states[at], self.runs[at], marks)


class Sorted(NamedTuple):
    """The claims of a timeline by what they do in it; among the holds is what lacks it."""

    begins: list[Claim]
    holds: list[Claim]
    rival_begins: list[Claim]
    rival_holds: list[Claim]
    expected: list[Claim]
    covers: list[Claim]


def ways(claims: Iterable[Claim]) -> list[Way]:
    """Return the ways in which the claims tell the timeline, from DAY_MIN to DAY_MAX."""
    by_use = _sorted(claims)
    told = begun(by_use.begins)
    own = [one for one in told if not one.claim.attributed]
    if len(own) in (0, len(told)):
        return [_way(DAY_MIN, DAY_MAX, told, by_use, ())]
    first = min(one.latest for one in own)
    beside = attributed([one for one in told if one.claim.attributed], first)
    both = [_way(DAY_MIN, first, told, by_use, ()), _way(first, DAY_MAX, own, by_use, [beside])]
    return [way for way in both if way.first < way.until]


def _sorted(claims: Iterable[Claim]) -> Sorted:
    """Return the claims by use; the sightings in order of days."""
    by_use = Sorted([], [], [], [], [], [])
    for claim in claims:
        if claim.manner == "begins":
            (by_use.rival_begins if claim.rival else by_use.begins).append(claim)
        elif claim.manner in ("holds", "lacks"):
            (by_use.rival_holds if claim.rival else by_use.holds).append(claim)
        elif not claim.rival:
            (by_use.expected if claim.manner == "expected" else by_use.covers).append(claim)
    by_use.holds.sort(key=lambda claim: (claim.bounds, claim.date, claim.event, claim.value, claim.manner))
    by_use.covers.sort(key=lambda claim: (claim.bounds, claim.event))
    return by_use


def _way(first: int, until: int, told: Sequence[Begun], by_use: Sorted, beside: Sequence[Other]) -> Way:
    """Return a way to tell the timeline by the main begins claims given."""
    account = Account(told, by_use.holds)
    seen = sightings(account, by_use.rival_holds)
    against = [*others(account, by_use.rival_begins), *beside]
    open_plans = plans(by_use.expected, account.changes)
    return Way(first, until, account, runs(account), seen, against, open_plans, by_use.covers)
