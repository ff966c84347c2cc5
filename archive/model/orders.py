"""Orders: the changes of one timeline, sorted so that what can be the last begun is found quickly."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from archive.model.changes import Change

NO_FLOOR = -1
"""Where nothing has surely begun, anything may be the last, and nothing."""


class Order:
    """The changes by their latest days; each is known by its number in that order.

    `ends` has for the start of a bound extent the number of its end, `starts` the reverse.
    """

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = sorted(changes, key=attrgetter("latest"))
        self.latest = [change.latest for change in self.changes]
        self.earliest = [change.earliest for change in self.changes]
        # Of the first so many: the latest day before which none of them can have been the last.
        self._floors = list(accumulate(self.earliest, max))
        # Of those from here on: the first day on which one of them may have begun.
        self._openings = list(accumulate(reversed(self.earliest), min))[::-1]
        opened = {one.extent: at for at, one in enumerate(self.changes) if one.extent and not one.closes}
        self.starts = {at: opened[one.extent] for at, one in enumerate(self.changes) if one.extent and one.closes}
        self.ends = {start: end for end, start in self.starts.items()}

    def floor(self, day: int) -> int:
        """Return the day before which nothing can be the last begun by the day asked; or NO_FLOOR."""
        sure = bisect_right(self.latest, day)
        return self._floors[sure - 1] if sure else NO_FLOOR

    def near(self, day: int, floor: int) -> list[int]:
        """Return the numbers of the changes that may fall on a day from `floor` through `day`."""
        start = bisect_left(self.latest, floor)
        stop = bisect_right(self._openings, day)
        return [number for number in range(start, stop) if self.earliest[number] <= day]

    def is_over(self, number: int, day: int) -> bool:
        """Return whether the change is the start of an extent that has surely ended."""
        return number in self.ends and self.latest[self.ends[number]] <= day
