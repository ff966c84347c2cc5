"""Worlds: every choice of one day for each change, never enumerated.

In a world each change falls on one day within its bounds, and the end of an extent after its start.
Asked for a day, `Worlds` says which changes may be the last begun by then. A change is put on its
latest day, or on the day asked where that is earlier: nothing is gained by an earlier one. Then
what has surely begun must be able to come before it. Only where both must fall on one day, and one
is an end and the other a beginning, does the day before decide: an end comes first where something
was in force.
"""

from collections.abc import Sequence

from archive.model.changes import Change
from archive.model.day_before import AS_TOLD, DayBefore, is_forced, live_on
from archive.model.orders import NO_FLOOR, Order


class Worlds:
    """The possible orders of the changes of one timeline."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._order = Order(changes)
        self._day_before = DayBefore(self._order)

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
        live = live_on(self._order, day, floor, AS_TOLD)
        forced = {is_end: is_forced(live, day, floor, is_end=is_end) for is_end in (True, False)}
        fitting = []
        for one in live:
            if not one.over:
                shares = forced[not one.is_end] and min(one.latest, day) == floor
                if not shares or self._day_before.lets_last(one, live, floor):
                    fitting.append(one.number)
        return fitting
