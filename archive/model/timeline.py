"""The fold: from the claims of one timeline to its answer on every day.

- Begins claims make the state. Each fell on one unknown day within its bounds; an answer is
  `certain` (or `not`) when every such choice gives it, else `possible`, or `disputed` between
  equals. Two of one value with nothing else between are one change where their bounds overlap.
- Holds claims answer (`attested`) only until something has surely begun; afterwards one of another
  value is told otherwise on its own days.
- Covers claims answer (`not`) where nothing else has begun, been seen or may have; lacks claims take the
  place of an older sighting, and tell their own days otherwise, but say nothing of later ones.
- Expected claims answer (`scheduled`) where nothing else does; elsewhere they are the mark
  `expected`, until they are settled, overtaken or over.
- A rival event replaces what it tells otherwise; its account is compared day by day.
- A holder's own words outrank what is attributed to it; both are told.

The claims given are those of the timeline and its body's claims on everyone, after all cut-offs.
Their order never matters.
"""

from collections.abc import Iterable, Iterator

from archive.model.answer import Answer, Period
from archive.model.claim import Claim
from archive.model.simple import simple
from archive.model.ways import Cue, Way, ways

RULES_VERSION = 3
"""Raised whenever the same events may get another answer. A schema change of that number folds stored periods anew."""


def answer_on(claims: Iterable[Claim], day: int) -> Answer:
    """Return what the claims of a timeline say on a day, an ordinal from DAY_MIN up to DAY_MAX."""
    way = next(way for way in reversed(ways(claims)) if way.first <= day)
    return way.answer(way.cue(day))


def fold(claims: Iterable[Claim]) -> list[Period]:
    """Return the periods in which something is recorded, in order; no two neighbours are equal."""
    every = list(claims)
    found = simple(every)
    return _fold(every) if found is None else found


def _fold(claims: Iterable[Claim]) -> list[Period]:
    """Return the periods of any timeline."""
    found: list[Period] = []
    for way in ways(claims):
        for first, until, answer in _stretches(way):
            if found and found[-1].until == first and found[-1].answer == answer:
                found[-1] = Period(found[-1].first, until, answer)
            elif not answer.silent:
                found.append(Period(first, until, answer))
    return found


def _stretches(way: Way) -> Iterator[Period]:
    """Yield the days of a way in order, as stretches that may still be equal, or silent."""
    first = way.first
    cue: Cue = way.cue(first)
    for day in way.days():
        following = way.cue(day)
        if following != cue:
            yield Period(first, day, way.answer(cue))
            first, cue = day, following
    yield Period(first, way.until, way.answer(cue))
