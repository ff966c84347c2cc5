"""Cells: what a timeline tells in a frame: on one day of it, on any, or for how many."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from archive.model.answer import UNKNOWN, Answer, Period
from archive.model.claim import NONE
from archive.model.errors import UsageError
from archive.questions.over_time.frames import Each, Frame
from archive.questions.states.state import tells

ORDER = ("member", "observer", "dialogue-partner", "partner", "associate", "suspended")
"""Statuses from the highest down; those that an archive declares itself follow, by name."""

OPEN, UNTOLD = "open", "unknown"
"""Words for days of several possible values of which none is surely begun, and of which nothing is recorded."""

LAST = (OPEN, NONE, UNTOLD)

At = Literal["any", "share"]
When = tuple[int, int] | None | At
"""The day of each frame (a month and a day; None for its last), or `any`, or `share`."""


class Share(NamedTuple):
    """For how many days of a frame a status is told."""

    value: str
    days: int


class Cell(NamedTuple):
    """A timeline in a frame: what is told on its day, or on all of its days.

    `value` is the status (of the day, or the highest of any); `values` are all of the frame; `changed` says
    that the days do not all tell the same.
    """

    frame: Frame
    on: int | None
    value: str | None
    answer: Answer | None
    values: tuple[str, ...]
    changed: bool
    otherwise: bool
    vague: bool
    announced: bool
    shares: tuple[Share, ...]


def at_of(text: str, each: Each) -> When:
    """Return what `--at` asks for: `MM-DD` (in years only), `last`, `any` or `share`."""
    if text in ("any", "share"):
        return "any" if text == "any" else "share"
    if text == "last":
        return None
    month, dash, day = text.partition("-")
    if not (dash and len(month) == len(day) == 2 and (month + day).isascii() and (month + day).isdigit()):
        raise UsageError(f"--at {text}: a month and a day, last, any or share", hint="--at 12-31")
    try:
        date(2000, int(month), int(day))
    except ValueError:
        raise UsageError(f"--at {text}: no year has that day", hint="--at 12-31 is a month and a day") from None
    if each != "year":
        raise UsageError(f"--at {text} is a day of a year, not of a {each}", hint=f"--each {each} --at last")
    return int(month), int(day)


def status_of(answer: Answer) -> str:
    """Return the status that an answer tells, `none`, `open` where several are possible, or `unknown`."""
    if answer.value is not None:
        return answer.value
    return OPEN if answer.certainty in ("possible", "disputed") else UNTOLD


def rank(value: str) -> tuple[int, str]:
    """Return the place of a status: the highest first, those that are none last."""
    if value in LAST:
        return len(ORDER) + 1 + LAST.index(value), value
    return (ORDER.index(value) if value in ORDER else len(ORDER)), value


def cell(some: Sequence[Period], frame: Frame, at: When) -> Cell:
    """Return what the periods of a timeline tell in a frame."""
    if not isinstance(at, str):
        day = _day(frame, at)
        answer = next((period.answer for period in some if period.first <= day < period.until), UNKNOWN)
        value = status_of(answer)
        return Cell(
            frame, day, value, answer, (value,), False, bool(answer.contested),
            answer.certainty in ("possible", "disputed"), bool(answer.expected), (),
        )  # fmt: skip
    counted: dict[str, int] = {}
    marks: list[Answer] = []
    for answer, many in within(some, frame.first, frame.last):
        counted[status_of(answer)] = counted.get(status_of(answer), 0) + many
        marks.append(answer)
    values = tuple(sorted(counted, key=rank))
    return Cell(
        frame, None, values[0], None, values, len({NONE if value == UNTOLD else value for value in values}) > 1,
        any(answer.contested for answer in marks),
        any(answer.certainty in ("possible", "disputed") for answer in marks),
        any(answer.expected for answer in marks),
        tuple(Share(value, counted[value]) for value in values) if at == "share" else (),
    )  # fmt: skip


def within(some: Sequence[Period], first: int, last: int) -> Iterator[tuple[Answer, int]]:
    """Yield the answers of the days first..last in order, each with its number of days."""
    day = first
    for period in some:
        if period.until <= first or period.first > last:
            continue
        if period.first > day:
            yield UNKNOWN, period.first - day
        until = min(period.until, last + 1)
        yield period.answer, until - max(period.first, first)
        day = until
    if day <= last:
        yield UNKNOWN, last + 1 - day


def _day(frame: Frame, at: tuple[int, int] | None) -> int:
    """Return the day of a frame; 29 February is the last of its month in other years."""
    if at is None:
        return frame.last
    year = date.fromordinal(frame.first).year
    if at == (2, 29):
        return date(year, 3, 1).toordinal() - 1
    return date(year, *at).toordinal()


def speaks(cell: Cell) -> bool:
    """Return whether a cell tells of a status, or of anything beside."""
    if cell.answer is not None:
        return tells(cell.answer)
    return any(value not in (NONE, UNTOLD) for value in cell.values) or cell.otherwise or cell.announced


def entry(cells: Sequence[Cell]) -> tuple[int, tuple[int, str]]:
    """Return when a timeline first has a status, and which: who came first is told first."""
    for number, cell in enumerate(cells):
        for value in cell.values:
            if value not in (NONE, OPEN, UNTOLD):
                return number, rank(value)
    return len(cells), rank(NONE)
