"""Runs: since when, until when and on whose word an account keeps to one value."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from archive.model.changes import Change
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX
from archive.model.states import Account, State


class Run(NamedTuple):
    """Consecutive days with one value.

    `since` is the change that began it (None where it is only seen), `until` the one that ended it,
    or was the next of another value; `changes` are all of its own. `seen` are the sightings it
    rests on before anything has surely begun, and `confirmed` is the last day that any claim
    supports it (None if none does).
    """

    since: Change | None
    until: Change | None
    changes: tuple[Change, ...]
    seen: tuple[Claim, ...]
    confirmed: int | None


NO_RUN = Run(None, None, (), (), None)


def runs(account: Account) -> list[Run]:
    """Return the run of each state of the account; NO_RUN where it has no value."""
    states = account.states
    found: list[Run] = []
    while len(found) < len(states):
        first = after = len(found)
        value = states[first].value
        while after < len(states) and states[after].value == value:
            after += 1
        run = NO_RUN if value is None else _run(account, value, first, after)
        found.extend([run] * (after - first))
    return found


def _run(account: Account, value: str, first: int, after: int) -> Run:
    """Return the run of the value from state `first` up to, not including, state `after`."""
    states = account.states
    sure = next((at for at in range(first, after) if states[at].sure), after)
    since = states[sure].openers[0] if sure < after else None
    days = range(_first_day(states, sure), _first_day(states, after))
    changes = tuple([one for one in account.changes if one.value == value and one.latest in days])
    until = _until(account, after, value, changes)
    support = [] if value == NONE else [one.latest for one in changes]
    held = [hold for hold in account.holds if hold.value == value]
    seen: tuple[Claim, ...] = ()
    if held:
        unsure_days = range(states[first].first, days.start)
        seen = tuple([hold for hold in held if hold.bounds.latest in unsure_days])
        support += _within(held, seen, since, until)
    return Run(since, until, changes, seen, max(support, default=None))


def _first_day(states: Sequence[State], at: int) -> int:
    """Return the first day of a state, or the end of all days after the last one."""
    return states[at].first if at < len(states) else DAY_MAX


def _until(account: Account, after: int, value: str, changes: Sequence[Change]) -> Change | None:
    """Return the first change to another value; None where it is only seen to be another.

    On the same day, the end of an extent that the run rests on says it best.
    """
    for state in islice(account.states, after, None):
        following = next((opener for opener in state.openers if opener.value != value), None)
        if following is not None:
            return _own_end(account, state.first, changes) or following
        if state.value not in (None, value):
            return None
    return None


def _own_end(account: Account, day: int, changes: Sequence[Change]) -> Change | None:
    """Return the end, on the day at the latest, of an extent that began with one of the changes."""
    events = {event for change in changes for event in change.events}
    ends = [one for one in account.changes if one.closes and one.latest == day and one.events[0] in events]
    return min(ends, key=lambda end: (end.date, end.earliest, end.events), default=None)


def _within(held: Sequence[Claim], seen: Sequence[Claim], since: Change | None, until: Change | None) -> list[int]:
    """Return the latest days of the sightings that lie wholly within the run at its widest."""
    start = min(hold.bounds.earliest for hold in seen) if seen else DAY_MAX
    if since is not None:
        start = min(start, since.earliest)
    end = DAY_MAX if until is None else until.latest
    bounds = [hold.bounds for hold in held]
    return [one.latest for one in bounds if one.earliest >= start and one.latest < end]
