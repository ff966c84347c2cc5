"""Lineage: who came before and after whom, by dated successions, at any remove."""

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from archive.model.days import DAY_MAX, Bounds

How = Literal["followed", "merged", "split", "regrouped"]

Reached = dict[str, int]
"""Entities with the day from (or up to) which the line holds them, as far as dates allow."""


class Succession(NamedTuple):
    """On one unknown day within `bounds`, `before` are followed by `after`; who is in both goes on."""

    event: str
    bounds: Bounds
    before: frozenset[str]
    after: frozenset[str]

    @property
    def how(self) -> How:
        """Return what the numbers on both sides make of it: one by one, many into one, one into many, many by many."""
        if len(self.before) == 1:
            return "followed" if len(self.after) == 1 else "split"
        return "merged" if len(self.after) == 1 else "regrouped"


class Kin(NamedTuple):
    """Who came before and who after those asked for, and the successions that lead there.

    Who was dissolved and restored may be both. Those asked for are in neither.
    """

    predecessors: frozenset[str]
    successors: frozenset[str]
    successions: tuple[Succession, ...]


def kin(asked: Iterable[str], successions: Iterable[Succession]) -> Kin:
    """Return the line of those asked for: predecessors of predecessors, successors of successors.

    A chain of successions counts where its days can be chosen in order: what an entity took over later than
    it passed on is no predecessor of its heirs. Neither are the other heirs of a predecessor in the line.
    Successions come back by their days, then by event.
    """
    every, start = list(successions), frozenset(asked)
    later, forth = _reached(start, every, forward=True)
    earlier, back = _reached(start, every, forward=False)
    led = {one.event: one for one in (*forth, *back)}
    return Kin(
        predecessors=earlier - start,
        successors=later - start,
        successions=tuple(sorted(led.values(), key=lambda one: (one.bounds, one.event))),
    )


def _reached(
    start: frozenset[str], every: list[Succession], *, forward: bool
) -> tuple[frozenset[str], list[Succession]]:
    """Return whom the line reaches in one direction, and by which successions.

    Time is turned round for the way back, so that each entity keeps the least day by which the line can be
    there: whatever can be reached from it on some later day can be reached from that day too.
    """
    legs = [_leg(one, forward=forward) for one in every]
    from_whom: dict[str, list[int]] = {}
    for number, (sources, *_) in enumerate(legs):
        for entity in sources:
            from_whom.setdefault(entity, []).append(number)
    best: Reached = dict.fromkeys(start, -DAY_MAX)
    waiting = [(-DAY_MAX, entity) for entity in sorted(start)]
    used: set[int] = set()
    while waiting:
        day, entity = heappop(waiting)
        if day > best[entity]:
            continue
        for number in from_whom.get(entity, ()):
            _, first, last, heirs = legs[number]
            if day > last or heirs <= {entity}:
                continue
            used.add(number)
            arrival = max(day, first)
            for heir in heirs - {entity}:
                if arrival < best.get(heir, DAY_MAX + 1):
                    best[heir] = arrival
                    heappush(waiting, (arrival, heir))
    return frozenset(best), [every[number] for number in sorted(used)]


def _leg(one: Succession, *, forward: bool) -> tuple[frozenset[str], int, int, frozenset[str]]:
    """Return a succession as (from whom, first day, last day, to whom), in the direction of the search."""
    if forward:
        return one.before, one.bounds.earliest, one.bounds.latest, one.after
    return one.after, -one.bounds.latest, -one.bounds.earliest, one.before
