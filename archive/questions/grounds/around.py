"""Around: of an office or a question of which nothing is recorded on a day, what was told before it and comes next."""

from collections.abc import Collection
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View, periods


class Around(NamedTuple):
    """The last stretch that ended by a day and the first that begins after it; None where there is none."""

    before: tuple[Line, Period] | None
    after: tuple[Line, Period] | None


def around(seen: View, where: str, day: int, properties: Collection[str]) -> Around:
    """Return who is told of last before a day, and first after it, on the timelines in one place."""
    wanted = Filters(within=frozenset({where}), bodies=(where,))
    told = [
        (line, period)
        for line, some in periods(seen, wanted).items()
        if not properties or line.property in properties
        for period in some
        if period.answer.value not in (None, "none")
    ]
    before = [one for one in told if one[1].until <= day]
    after = [one for one in told if one[1].first > day]
    return Around(
        max(before, key=lambda one: one[1].until, default=None),
        min(after, key=lambda one: one[1].first, default=None),
    )
