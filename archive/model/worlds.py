"""Worlds: every choice of one day for each change, never enumerated.

In a world each change falls on one day within its bounds, and the end of an extent after its start.
Asked for a day, `Worlds` says which changes may be the last begun by then. A change is put on its
latest day, or on the day asked where that is earlier: nothing is gained by an earlier one. Then
what has surely begun must be able to come before it. Only where both must fall on one day, and one
is an end and the other a beginning, does the day before decide: an end comes first where something
was in force.
"""

from collections.abc import Sequence
from typing import NamedTuple

from archive.model.changes import Change
from archive.model.orders import NO_FLOOR, Order

_GONE = -1
"""The latest day of a change that is taken out, as it is used up on a later day."""

Altered = frozenset[tuple[int, int]]
"""Changes, by number, with the latest day that what is assumed leaves them."""

_NOTHING_ALTERED: Altered = frozenset()


class _Live(NamedTuple):
    """A change that may be the last begun by the day asked; `over`: it surely ended by then, too."""

    number: int
    earliest: int
    latest: int
    is_end: bool
    over: bool


class Worlds:
    """The possible orders of the changes of one timeline."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._order = Order(changes)
        self._known: dict[tuple[int, bool, Altered], bool] = {}

    def last_begun(self, day: int) -> tuple[Change, ...]:
        """Return the changes that are the last begun by the day in some world.

        Nothing begun is possible as well when none of them has surely begun.
        """
        order = self._order
        floor = order.floor(day)
        near = order.near(day, floor)
        if floor != NO_FLOOR and len(near) > 1:
            if order.ends:
                near = [number for number in near if not order.is_over(number, day)]
            if len({order.changes[number].is_end for number in near}) > 1:
                near = self._fitting(day, floor)
        return tuple([order.changes[number] for number in near])

    def _fitting(self, day: int, floor: int) -> list[int]:
        """Return which changes can be the last begun, even if they have to share the day `floor`."""
        live = self._live(day, floor, _NOTHING_ALTERED)
        forced = {is_end: _is_forced(live, day, floor, is_end=is_end) for is_end in (True, False)}
        fitting = []
        for one in live:
            if not one.over:
                shares = forced[not one.is_end] and min(one.latest, day) == floor
                if not shares or self._may_share(one, live, floor):
                    fitting.append(one.number)
        return fitting

    def _may_share(self, one: _Live, live: list[_Live], floor: int) -> bool:
        """Return whether the change can be the last on a day that the other sort falls on, too."""
        before = self._sharing(live, one, floor, _NOTHING_ALTERED)
        return self._could_be(floor - 1, in_force=not one.is_end, altered=before)

    def _live(self, day: int, floor: int, altered: Altered) -> list[_Live]:
        """Return the changes that may have begun last, or on `floor`, under what is assumed."""
        order = self._order
        latest_of = dict(altered)
        live = []
        for number in order.near(day, floor):
            latest = latest_of.get(number, order.latest[number])
            if latest != _GONE:
                over = order.is_over(number, day) and latest_of.get(order.ends[number]) != _GONE
                live.append(_Live(number, order.earliest[number], latest, order.changes[number].is_end, over))
        return live

    def _could_be(self, day: int, *, in_force: bool, altered: Altered) -> bool:
        """Return whether in some world a value is in force (or none is) at the end of the day."""
        key = (day, in_force, altered)
        if key not in self._known:
            self._known[key] = self._find(day, in_force=in_force, altered=altered)
        return self._known[key]

    def _find(self, day: int, *, in_force: bool, altered: Altered) -> bool:
        # What is taken out has its latest day after this one, so it is not among the sure.
        bound = [self._order.earliest[number] for number, latest in altered if _GONE < latest <= day]
        floor = max(self._order.floor(day), *bound, NO_FLOOR)
        live = self._live(day, floor, altered)
        fitting = [one for one in live if one.is_end != in_force and not one.over]
        if floor == NO_FLOOR:
            return bool(fitting) or not in_force
        if any(min(one.latest, day) > floor for one in fitting):
            return True
        if not _is_forced(live, day, floor, is_end=in_force):
            return bool(fitting)
        uses = {self._sharing(live, one, floor, altered) for one in self._worth_using(fitting)}
        return any(self._could_be(floor - 1, in_force=in_force, altered=use) for use in uses)

    def _worth_using(self, fitting: list[_Live]) -> list[_Live]:
        """Return those of which one is to fall on the shared day.

        All could as well come earlier: the one with the latest earliest day is the least loss. An
        end of an extent also binds its start, so that each of those is a case of its own.
        """
        bound = [one for one in fitting if one.number in self._order.starts]
        free = [one for one in fitting if one.number not in self._order.starts]
        return bound + sorted(free, key=lambda one: one.earliest)[-1:]

    def _sharing(self, live: list[_Live], holder: _Live, floor: int, altered: Altered) -> Altered:
        """Return what holds before `floor` when the holder, and all that must, fall on it."""
        order = self._order
        before = {(number, latest) for number, latest in altered if latest == _GONE and order.earliest[number] < floor}
        for one in live:
            if one.earliest < floor:
                latest = self._latest_before(one, holder, floor)
                if latest != order.latest[one.number]:
                    before.add((one.number, latest))
        return frozenset(before)

    def _latest_before(self, one: _Live, holder: _Live, floor: int) -> int:
        """Return the latest day of a change, seen from before the day that the holder is on."""
        if one.number in (holder.number, self._order.ends.get(holder.number)):
            return _GONE  # The end of the holder's extent comes after it, so not before this day.
        if one.over or one.number == self._order.starts.get(holder.number):
            return min(one.latest, floor - 1)  # Its end comes on this day at the latest.
        return one.latest


def _is_forced(live: list[_Live], day: int, floor: int, *, is_end: bool) -> bool:
    """Return whether an end (or a beginning), surely begun by the day, must fall on `floor` at best."""
    return any(one.is_end == is_end and one.earliest == floor and one.latest <= day for one in live)
