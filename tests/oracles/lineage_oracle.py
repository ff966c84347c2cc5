"""Lineage by brute force: every choice of days is lived through, and every chain in it walked."""

from collections.abc import Sequence
from itertools import product

from archive.model.lineage import Succession


def heirs(start: str, successions: Sequence[Succession]) -> frozenset[str]:
    """Return who follows `start` in some choice of days, by chains whose days do not go back."""
    found: set[str] = set()
    ranges = [range(one.bounds.earliest, one.bounds.latest + 1) for one in successions]
    for days in product(*ranges):
        states = {(start, 0)}
        while True:
            more = {
                (after, day)
                for who, since in states
                for one, day in zip(successions, days, strict=True)
                if who in one.before and day >= since
                for after in one.after
            }
            if more <= states:
                break
            states |= more
        found |= {who for who, _ in states}
    return frozenset(found - {start})


def forebears(start: str, everybody: Sequence[str], successions: Sequence[Succession]) -> frozenset[str]:
    """Return whom `start` follows: those of whom it is an heir."""
    return frozenset(who for who in everybody if who != start and start in heirs(who, successions))
