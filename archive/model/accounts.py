"""Accounts: who tells a timeline otherwise than its main account, and on which days.

Another account is the main one with some of its events replaced. What is only seen otherwise (a
holds claim) speaks for its own days, a rival one up to the next main claim; what is missed in a
complete list (a lacks claim) always for its own days alone.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.model.begun import Begun, begun, in_order
from archive.model.changes import Change, apart
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.model.runs import Run, runs
from archive.model.states import Account

REPEATABLE = frozenset({"stance", "accession", "document"})
"""Properties of which a value told again confirms the first telling, and is no other dating of it."""


class Sighting(NamedTuple):
    """A value seen otherwise from day `first` through `last`.

    A main one counts only where the answer comes from begins claims.
    """

    first: int
    last: int
    claim: Claim


class Other(NamedTuple):
    """Another account from day `first` through `last`.

    `events` tell it; without any, each of its changes speaks for itself. `instead_of` are the main
    events it replaces, where it may move the first day of a run.
    """

    first: int
    last: int
    account: Account
    events: tuple[str, ...]
    instead_of: frozenset[str]
    runs: list[Run]


def sightings(account: Account, rivals: Iterable[Claim]) -> list[Sighting]:
    """Return what main and rival sightings may tell otherwise, and when."""
    seen = [Sighting(*hold.bounds, hold) for hold in account.holds]
    claimed = [(one.earliest, one.latest) for one in account.told]
    claimed += [(hold.bounds.earliest, hold.bounds.latest) for hold in account.holds]
    for rival in rivals:
        first, last = rival.bounds
        if rival.manner == "lacks":
            seen.append(Sighting(first, last, rival))
            continue
        following = min((start for start, end in claimed if end >= first), default=DAY_MAX)
        seen.append(Sighting(first, max(last, following - 1), rival))
    return seen


def others(account: Account, rivals: Iterable[Claim]) -> list[Other]:
    """Return the accounts of the rival events, and those of values that are told twice, apart."""
    by_event: dict[str, list[Claim]] = {}
    for claim in rivals:
        by_event.setdefault(claim.event, []).append(claim)
    found = [_rival(account, begun(by_event[event])) for event in sorted(by_event)]
    if not (account.told and account.told[0].claim.property in REPEATABLE):
        found += [_later(account, earlier, change) for earlier, change in apart(account.changes, account.told)]
    return found


def _rival(account: Account, told: Sequence[Begun]) -> Other:
    """Return the account in which a rival event stands for what it replaces."""
    out = _replaced(account.changes, told)
    kept = sorted([*_without(account, out), *told], key=in_order)
    other = Account(kept, account.holds)
    return Other(DAY_MIN, DAY_MAX, other, (told[0].claim.event,), out, runs(other))


def _later(account: Account, earlier: Sequence[Change], change: Change) -> Other:
    """Return the account in which a value begins with the last of a series that tells it."""
    out = frozenset(event for one in earlier for event in one.events)
    first, until = earlier[-1].earliest, change.latest
    other = Account(_without(account, out), account.holds, first=first, until=until)
    return Other(first, until - 1, other, change.events, frozenset(), [])


def attributed(told: Sequence[Begun], day: int) -> Other:
    """Return the account of what others say of the holder, told beside its own words from `day`."""
    return Other(day, DAY_MAX, Account(told, [], first=day), (), frozenset(), [])


def _without(account: Account, events: frozenset[str]) -> list[Begun]:
    """Return the begins claims of the account, less those of the events."""
    return [one for one in account.told if one.claim.event not in events]


def _replaced(changes: Sequence[Change], told: Sequence[Begun]) -> frozenset[str]:
    """Return the main events that a rival event replaces: named, nearest or overlapping."""
    lead = next((one for one in told if one.claim.part != "end"), told[0])
    named = ([change for change in changes if name in change.events] for name in lead.claim.rival_of)
    groups = next(filter(None, named), None) or _nearest(changes, lead)
    return frozenset(event for change in groups for event in change.events)


def _nearest(changes: Sequence[Change], lead: Begun) -> list[Change]:
    """Return the nearest changes to the same value; else those that overlap."""
    same = [change for change in changes if change.value == lead.claim.value]
    if same:
        best = min(_distance(change, lead) for change in same)
        return [change for change in same if _distance(change, lead) == best]
    return [one for one in changes if one.earliest <= lead.latest and one.latest >= lead.earliest]


def _distance(change: Change, lead: Begun) -> tuple[int, int, int, int]:
    gap = max(change.earliest - lead.latest, lead.earliest - change.latest, 0)
    return (gap, abs(change.earliest - lead.earliest), change.earliest, change.latest)
