"""The day before a shared one: whether something may have been in force on it.

Where a beginning and an end must fall on one day, the end is the last if nothing was in force the
day before, else the beginning. That day may be shared as well, so the question may lead far back.
Each step assumes more: what is used on a later day is not there any more, and the start of an
extent that ends by then has begun.
"""

from typing import NamedTuple

from archive.model.orders import NO_FLOOR, Order

_GONE = -1
"""The latest day of a change that is taken out, as it is used up on a later day."""

Altered = frozenset[tuple[int, int]]
"""Changes, by number, with the latest day that what is assumed leaves them."""

AS_TOLD: Altered = frozenset()

_Case = tuple[int, Altered]
"""A day, and what is assumed when it is asked for."""

_SPARE_CASES = 200
"""Cases beyond one a change, after which it is held possible: only many vague extents, crossed daily, make as many."""


class Live(NamedTuple):
    """A change that may be the last begun by the day asked; `over`: it surely ended by then, too."""

    number: int
    earliest: int
    latest: int
    is_end: bool
    over: bool


def live_on(order: Order, day: int, floor: int, altered: Altered) -> list[Live]:
    """Return the changes that may have begun last, or on `floor`, under what is assumed."""
    latest_of = dict(altered)
    live = []
    for number in order.near(day, floor):
        latest = latest_of.get(number, order.latest[number])
        if latest != _GONE:
            over = order.is_over(number, day) and latest_of.get(order.ends[number]) != _GONE
            live.append(Live(number, order.earliest[number], latest, order.changes[number].is_end, over))
    return live


def is_forced(live: list[Live], day: int, floor: int, *, is_end: bool) -> bool:
    """Return whether an end (or a beginning), surely begun by the day, must fall on `floor` at best."""
    return any(one.is_end == is_end and one.earliest == floor and one.latest <= day for one in live)


class DayBefore:
    """What may be in force on a day, for the changes of one timeline."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._known: dict[bool, dict[_Case, bool]] = {True: {}, False: {}}

    def lets_last(self, one: Live, live: list[Live], floor: int) -> bool:
        """Return whether the change can be the last on the day `floor`, which the other sort falls on, too."""
        return self._could_be((floor - 1, self._sharing(live, one, floor, AS_TOLD)), in_force=not one.is_end)

    def _could_be(self, asked: _Case, *, in_force: bool) -> bool:
        """Return whether in some world a value is in force (or none is) at the end of the day."""
        known = self._known[in_force]
        pending = [asked]
        tried: set[_Case] = set()
        # No recursion: a hundred hand-overs lean on one another a hundred days deep.
        enough = len(self._order.changes) + _SPARE_CASES
        while pending and len(tried) < enough:
            case = pending.pop()
            if case not in tried:
                tried.add(case)
                found, earlier = (known[case], []) if case in known else self._look(case, in_force=in_force)
                if found:
                    known[asked] = True
                    return True
                pending += earlier
        if pending:
            known[asked] = True
        else:
            known.update(dict.fromkeys(tried, False))
        return bool(pending)

    def _look(self, case: _Case, *, in_force: bool) -> tuple[bool, list[_Case]]:
        """Return whether it can be so on the day of the case; if not, the earlier cases that would make it so."""
        day, altered = case
        floor = self._floor(day, altered)
        live = live_on(self._order, day, floor, altered)
        fitting = [one for one in live if one.is_end != in_force and not one.over]
        if floor == NO_FLOOR:
            return bool(fitting) or not in_force, []
        if not is_forced(live, day, floor, is_end=in_force):
            return bool(fitting), []
        if any(min(one.latest, day) > floor for one in fitting):
            return True, []
        uses = self._worth_using(fitting)
        return False, [(floor - 1, self._sharing(live, one, floor, altered)) for one in uses]

    def _floor(self, day: int, altered: Altered) -> int:
        """Return the day before which nothing can be the last begun by the day asked; or NO_FLOOR."""
        # What is taken out has its latest day after this one, so it is not among the sure.
        bound = [self._order.earliest[number] for number, latest in altered if _GONE < latest <= day]
        return max(self._order.floor(day), *bound, NO_FLOOR)

    def _worth_using(self, fitting: list[Live]) -> list[Live]:
        """Return those of which one is to fall on the shared day.

        All could as well come earlier: the one with the latest earliest day is the least loss. The
        end of an extent also binds its start, so each of those is a case of its own, unless alike.
        """
        starts, cases = self._order.starts, dict[object, Live]()
        for one in sorted(fitting, key=lambda one: one.earliest):
            start = starts.get(one.number)
            alike = start if start is None else (one.earliest, self._order.changes[start][:2])
            cases[alike] = one
        return list(cases.values())

    def _sharing(self, live: list[Live], holder: Live, floor: int, altered: Altered) -> Altered:
        """Return what holds before `floor` when the holder, and all that must, fall on it."""
        order = self._order
        before = {(number, latest) for number, latest in altered if latest == _GONE and order.earliest[number] < floor}
        for one in live:
            if one.earliest < floor:
                latest = self._latest_before(one, holder, floor)
                if latest != order.latest[one.number]:
                    before.add((one.number, latest))
        return frozenset(before)

    def _latest_before(self, one: Live, holder: Live, floor: int) -> int:
        """Return the latest day of a change, seen from before the day that the holder is on."""
        if one.number in (holder.number, self._order.ends.get(holder.number)):
            return _GONE  # The end of the holder's extent comes after it, so not before this day.
        if one.over or one.number == self._order.starts.get(holder.number):
            return min(one.latest, floor - 1)  # Its end comes on this day at the latest.
        return one.latest
