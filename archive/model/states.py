"""States: what one account says of each day, before its marks and its runs are looked at.

Begins claims make the state; holds and lacks claims, the sightings, answer only while nothing has
surely begun. What lacks it takes the place of an older sighting, and leaves nothing in it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from archive.model.answer import Certainty
from archive.model.begun import Begun
from archive.model.changes import Change, merged
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.model.worlds import Worlds

Values = frozenset[str | None]
"""Values that are possible; None is "nothing begun"."""

_NOTHING: Values = frozenset([None])


class State(NamedTuple):
    """What an account says from day `first` on.

    `sure` is true once something has begun in every world. `changes` may be the last begun; `holds`
    are the latest sightings, where they count; `openers` are the changes, surely begun, that could
    be the last begun, the latest first.
    """

    first: int
    sure: bool
    values: Values
    value: str | None
    certainty: Certainty
    changes: tuple[Change, ...]
    holds: tuple[Claim, ...]
    openers: tuple[Change, ...]


class Account:
    """One way to tell a timeline: its changes, its sightings and its states.

    The states are those from day `first` to the day before `until`.
    """

    def __init__(
        self, told: Sequence[Begun], holds: Sequence[Claim], *, first: int = DAY_MIN, until: int = DAY_MAX
    ) -> None:
        """Take the begins claims in order, and the sightings in order of days."""
        self.told = told
        self.holds = holds
        self.changes = merged(told)
        self.states = _states(self.changes, holds, range(first, until))
        self.first_days = [state.first for state in self.states]

    def index(self, day: int) -> int:
        """Return the number of the state of a day."""
        return bisect_right(self.first_days, day) - 1

    def on(self, day: int) -> State:
        """Return the state of a day."""
        return self.states[self.index(day)]


def _states(changes: Sequence[Change], holds: Sequence[Claim], among: range) -> list[State]:
    """Return the states of some days; one begins at least where a change may or must have come."""
    worlds = Worlds(changes)
    sure_from = min((change.latest for change in changes), default=DAY_MAX)
    turns = {day for change in changes for day in (change.earliest, change.latest)}
    # The day after an exact one: what is still open then no longer has to share its day.
    days = turns | {change.latest + 1 for change in changes if change.earliest == change.latest}
    days.update(hold.bounds.latest for hold in holds if hold.bounds.latest < sure_from)
    days.add(among.start)
    found: list[State] = []
    for day in sorted(day for day in days if day in among):
        last = worlds.last_begun(day)
        state = _sure(day, last) if day >= sure_from else _unsure(day, last, holds)
        if not found or day in turns or state[1:] != found[-1][1:]:
            found.append(state)
    return found


def _sure(day: int, last: tuple[Change, ...]) -> State:
    """Return the state of a day by which something has surely begun."""
    value: str | None
    if len(last) == 1:
        value = last[0].value
        return State(day, True, frozenset([value]), value, "not" if value == NONE else "certain", last, (), last)
    values: Values = frozenset([change.value for change in last])
    openers = tuple(sorted((change for change in last if change.latest <= day), key=_lateness, reverse=True))
    value = openers[0].value
    certainty: Certainty = "possible"
    if len(values) == 1:
        certainty = "not" if value == NONE else "certain"
    elif _disputed(openers):
        certainty, value = "disputed", None
    elif any(one.value != value and one[:2] == openers[0][:2] for one in openers):
        value = None  # An end against a beginning, with the same bounds: neither is the later.
    return State(day, True, values, value, certainty, last, (), openers)


def _lateness(change: Change) -> tuple[int, int, str, tuple[str, ...]]:
    return (change.latest, change.earliest, change.date, change.events)


def _disputed(openers: Sequence[Change]) -> bool:
    """Return whether two of different value are level: same bounds and phase, or one dispute."""
    level: dict[object, str] = {}
    for one in openers:
        for token in ((one.earliest, one.latest, one.is_end), *one.disputes):
            if level.setdefault(token, one.value) != one.value:
                return True
    return False


def _unsure(day: int, last: tuple[Change, ...], holds: Sequence[Claim]) -> State:
    """Return the state of a day by which perhaps nothing has begun."""
    top = _top([hold for hold in holds if hold.bounds.latest <= day]) if holds else ()
    base: Values = frozenset([None if hold.manner == "lacks" else hold.value for hold in top]) or _NOTHING
    values = base.union([change.value for change in last]) if last else base
    value: str | None = None
    certainty: Certainty = "possible"
    if len(values) == 1:
        value = next(iter(values))
        certainty = "unknown" if value is None else "not" if value == NONE else "attested"
    elif values == base and _level(top):
        certainty = "disputed"
    return State(day, False, values, value, certainty, last, top, ())


def _top(seen: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the sightings that no other lies wholly after."""
    floor = max((hold.bounds.earliest for hold in seen), default=DAY_MIN)
    return tuple(hold for hold in seen if hold.bounds.latest >= floor)


def _level(top: Sequence[Claim]) -> bool:
    """Return whether two sightings of different value have the same bounds."""
    values: dict[tuple[int, int], str] = {}
    return any(values.setdefault(hold.bounds, hold.value) != hold.value for hold in top)
