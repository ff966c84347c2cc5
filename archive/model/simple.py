"""Simple timelines: each change told once, on an exact day of its own, and nothing else. Most are of this sort.

What the fold finds by looking at all possible orders is here plain to see: each change holds from its day until
the next. The answers are the same; tests compare them.
"""

from collections.abc import Sequence
from itertools import pairwise

from archive.model.answer import Answer, Period
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso


def simple(claims: Sequence[Claim]) -> list[Period] | None:
    """Return the periods of a simple timeline; None where it is not simple, or has no claims."""
    if not claims or not all(map(_is_plain, claims)):
        return None
    told = sorted(claims, key=_day)
    for earlier, later in pairwise(told):
        if _day(earlier) == _day(later) or earlier.value == later.value:
            return None
    days = [iso(_day(claim)) for claim in told]
    following = [*told[1:], None]
    untils = [*days[1:], None]
    return [
        Period(
            _day(claim),
            DAY_MAX if after is None else _day(after),
            Answer(
                value=claim.value,
                certainty="not" if claim.value == NONE else "certain",
                since=claim.date,
                until=None if after is None else after.date,
                since_bounds=(day, day),
                until_bounds=None if after is None else (until, until),
                confirmed=None if claim.value == NONE else day,
                undated=claim.undated,
                events=(claim.event,),
            ),
        )
        for claim, after, day, until in zip(told, following, days, untils, strict=True)
    ]


def _is_plain(claim: Claim) -> bool:
    """Return whether a claim says that a value begins on one exact day, and nobody has another opinion of it."""
    earliest, latest = claim.bounds
    return (
        earliest == latest
        and DAY_MIN < earliest < DAY_MAX
        and claim.manner == "begins"
        and not (claim.rival or claim.attributed or claim.disputes)
    )


def _day(claim: Claim) -> int:
    return claim.bounds[0]
