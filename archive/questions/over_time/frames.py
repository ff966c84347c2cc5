"""Frames: the years, quarters or months in which a question is asked over and over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.dates import DAY_MAX, DAY_MIN, day_of, parse
from archive.model.errors import UsageError
from archive.questions.scope.horizon import Horizon
from archive.questions.states.state import tells

Each = Literal["year", "quarter", "month"]

MONTHS: Mapping[Each, int] = {"year": 12, "quarter": 3, "month": 1}
MOST = 1200
"""Frames in one answer: a hundred years, month by month."""


class Frame(NamedTuple):
    """A year, quarter or month: `2024`, `2024-Q3`, `2024-07`; `last` is its last day."""

    label: str
    first: int
    last: int


def frames(each: Each, first: int, last: int) -> list[Frame]:
    """Return the frames that the days first..last touch, in order. Raises UsageError where they are too many."""
    months = MONTHS[each]
    begin, end = date.fromordinal(first), date.fromordinal(last)
    start = begin.year * 12 + (begin.month - 1) // months * months
    stop = end.year * 12 + end.month
    if stop - start > MOST * months:
        raise UsageError(
            f"{(stop - start) // months} {each}s are more than one answer holds ({MOST})",
            hint="--from and --to limit it",
        )
    return [_frame(each, month, month + months) for month in range(start, stop, months)]


def days(found: Mapping[Line, Iterable[Period]], horizon: Horizon, since: str | None, until: str | None) -> Frame:
    """Return the days from `since` through `until` (EDTF as asked).

    Without `since`, they begin with the first day of which anything is told; without `until`, they end
    where the sources do. Raises DateError, or UsageError where they end before they begin.
    """
    begin, end = bounds(since, until)
    last = end or max(_reach(found, horizon), begin or DAY_MIN)
    first = begin or min([*_told(found), last])
    return Frame("", first, last)


def bounds(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last day asked for, None where not asked. Raises UsageError where they are reversed."""
    first = _begin(since) if since else None
    last = _end(until) if until else None
    if first is not None and last is not None and last < first:
        raise UsageError(f"--from {since} is after --to {until}", hint="--from is the earlier one")
    return first, last


def _frame(each: Each, month: int, after: int) -> Frame:
    year, number = divmod(month, 12)
    label = {"year": f"{year:04}", "quarter": f"{year:04}-Q{number // 3 + 1}", "month": f"{year:04}-{number + 1:02}"}
    return Frame(label[each], _first_of(month), _first_of(after) - 1)


def _first_of(month: int) -> int:
    year, number = divmod(month, 12)
    return DAY_MAX if year > date.max.year else date(year, number + 1, 1).toordinal()


def _begin(text: str) -> int:
    first = parse(text).earliest
    if first <= DAY_MIN or first >= DAY_MAX:
        raise UsageError(f"--from {text}: it has no first day", hint="give a year, a month or a day: --from 2001")
    return first


def _end(text: str) -> int:
    last = parse(text).latest
    if last >= DAY_MAX or last <= DAY_MIN:
        raise UsageError(f"--to {text}: it has no last day", hint="give a year, a month or a day: --to 2025")
    return last


def _reach(found: Mapping[Line, Iterable[Period]], horizon: Horizon) -> int:
    """Return how far the sources that count reach; where none bears a date, the last change told."""
    reach = [day for day in (horizon.known_day, horizon.sources_to and day_of(horizon.sources_to)) if day]
    return min(reach, default=0) or max(_told(found), default=day_of("2000-12-31"))


def _told(found: Mapping[Line, Iterable[Period]]) -> list[int]:
    """Return the first day of every period that tells something; of one without, its end."""
    edges = [
        period.first if period.first > DAY_MIN else period.until
        for some in found.values()
        for period in some
        if tells(period.answer)
    ]
    return [day for day in edges if DAY_MIN < day < DAY_MAX]
