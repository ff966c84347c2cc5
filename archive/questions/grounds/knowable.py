"""Knowable: whether sources told the answer by its own day, and since when they do."""

import msgspec

from archive.kinds.turning import turning_days
from archive.model.answer import Answer
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.questions.grounds.case import Case
from archive.questions.grounds.overturn import verdict


class Knowable(msgspec.Struct, frozen=True):
    """`since` is the day from which sources tell the answer; None where that is not known, or there is none.

    `then` is the answer as told by the day that is asked about. `undated` is true where it is the same, but told by
    sources without a date alone, which may have told it only later.
    """

    by_that_day: bool
    since: int | None
    then: Answer
    undated: bool


def knowable(case: Case, day: int) -> Knowable:
    """Return since when the answer for a day could be known."""
    whole = case.answer(day)
    then = case.known_by(day).answer(day)
    same = verdict(then) == verdict(whole)
    if whole.certainty == "unknown":
        return Knowable(same, None, then, undated=False)
    since = None
    for known in sorted(_turns(case), reverse=True):
        if verdict(case.known_by(known).answer(day)) != verdict(whole):
            break
        since = known
    return Knowable(
        same,
        None if since == DAY_MIN else since,
        then,
        undated=same and verdict(case.dated().known_by(day).answer(day)) != verdict(whole),
    )


def _turns(case: Case) -> set[int]:
    """Return the days on which more may come to be known: of publication, and of what may have been known at once."""
    last = DAY_MAX if case.cutoffs.known is None else case.cutoffs.known
    return {day for day in turning_days(case.entries, case.told) if day <= last}
