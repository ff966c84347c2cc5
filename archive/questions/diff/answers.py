"""Two answers compared: what of a timeline's state differs, and on which days."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.model.answer import UNKNOWN, Answer, Certainty, Period
from archive.model.dates import DAY_MAX, DAY_MIN


class Gist(NamedTuple):
    """What counts of an answer when two are compared; dates and sources may differ without a change."""

    value: str | None
    certainty: Certainty
    candidates: tuple[str | None, ...]
    contested: tuple[str | None, ...]
    since_contested: bool
    expected: tuple[tuple[str, str], ...]

    @property
    def state(self) -> tuple[str | None, Certainty, tuple[str | None, ...]]:
        """Return it without the marks."""
        return self[:3]


class Pair(NamedTuple):
    """The answers of one timeline on both sides."""

    before: Answer
    after: Answer


class Apart(NamedTuple):
    """Days from `first` up to, not including, `until` on which a timeline differs in one way, all answers of theirs."""

    first: int
    until: int
    pairs: tuple[Pair, ...]


def gist(answer: Answer) -> Gist:
    """Return what counts of an answer."""
    return Gist(
        answer.value,
        answer.certainty,
        answer.candidates,
        tuple(sorted({mark.value for mark in answer.contested}, key=str)),
        answer.since_contested,
        tuple(sorted({(mark.value, mark.date) for mark in answer.expected})),
    )


def differ(pair: Pair) -> bool:
    """Return whether the two answers say something else."""
    return gist(pair.before) != gist(pair.after)


def only_mark(pair: Pair) -> str | None:
    """Return the mark that alone differs, or None where the state does.

    An announcement that nothing else answers beside is a mark, too.
    """
    before, after = gist(pair.before), gist(pair.after)
    bare = {before.certainty, after.certainty} <= {"scheduled", "unknown"}
    if before.state != after.state and not bare:
        return None
    if before.contested != after.contested:
        return "told-otherwise"
    if before.since_contested != after.since_contested:
        return "first-day"
    return "expected"


def stretches_apart(before: Sequence[Period], after: Sequence[Period]) -> Iterator[Apart]:
    """Yield the days, in order, on which the two sides of a timeline differ."""
    edges = {DAY_MIN, DAY_MAX} | {day for period in (*before, *after) for day in (period.first, period.until)}
    days = sorted(edges)
    found: Apart | None = None
    there, then = _Walk(before), _Walk(after)
    for first, until in pairwise(days):
        pair = Pair(there.on(first), then.on(first))
        if found is not None and _alike(found.pairs[-1], pair):
            found = Apart(found.first, until, (*found.pairs, pair))
            continue
        if found is not None:
            yield found
        found = Apart(first, until, (pair,)) if differ(pair) else None
    if found is not None:
        yield found


class _Walk:
    """Asks periods for days that only rise."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self._periods = sorted(periods, key=lambda period: period.first)
        self._at = 0

    def on(self, day: int) -> Answer:
        """Return the answer on a day that is not before those asked so far."""
        while self._at < len(self._periods) and self._periods[self._at].until <= day:
            self._at += 1
        here = self._periods[self._at] if self._at < len(self._periods) else None
        return here.answer if here is not None and here.first <= day else UNKNOWN


def _alike(one: Pair, other: Pair) -> bool:
    return gist(one.before) == gist(other.before) and gist(one.after) == gist(other.after)
