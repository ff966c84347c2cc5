"""The matrix: for each body and year, a code for the membership of each state.

The codes are those of the Correlates of War project's data on intergovernmental organisations (version 3).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.claim import NONE
from archive.model.errors import UsageError
from archive.questions.over_time.cells import within
from archive.questions.over_time.frames import days, frames
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import View, periods
from archive.store.reading import names as reading_names

NO, FULL, ASSOCIATE, OBSERVER, UNSURE, NO_STATE = 0, 1, 2, 3, -9, -1

CODES: Mapping[str, int] = {
    "member": FULL, "suspended": FULL, "associate": ASSOCIATE, "observer": OBSERVER, "dialogue-partner": NO,
    "partner": NO, NONE: NO,
}  # fmt: skip
"""A suspended member is still one; a partner of whatever kind has no seat, and no code of its own."""

COUNTRY = "country"

STRONGEST = (FULL, ASSOCIATE, OBSERVER, NO, UNSURE)
"""Of the days of a year, the first of these that any of them has."""


class Asking(NamedTuple):
    """What is asked: the day of each year (month and day; None for any day), from and through which day as written.

    `codes` are those of the statuses, `unrecorded` that of what nothing is recorded of; `states` is the body whose
    members are the states that there are.
    """

    at: tuple[int, int] | None
    since: str | None = None
    until: str | None = None
    codes: Mapping[str, int] = CODES
    unrecorded: int = UNSURE
    states: str | None = None


class Row(NamedTuple):
    """A body in a year, and the code of each state in the order of the columns."""

    body: str
    year: int
    codes: list[int]


class Matrix(NamedTuple):
    """The states, by id and sorted so, and the rows, which are made as they are asked for, body by body.

    `bodies` is how many bodies there are; not each has a row.
    """

    states: list[str]
    rows: Iterator[Row]
    label: Labels
    bodies: int


def matrix(seen: View, wanted: Filters, asking: Asking) -> Matrix:
    """Return the matrix of the memberships asked for; where no subject is named, of countries.

    Raises UsageError for a span that is none.
    """
    found = periods(seen, wanted._replace(properties=frozenset({"membership"})))
    system = _system(seen, asking.states)
    countries = {one.id for one in reading_names.entities(seen.db, seen.horizon.position) if one.type == COUNTRY}
    found = {
        line: some
        for line, some in found.items()
        if line.object != asking.states and (wanted.subjects is not None or line.subject in countries)
    }
    span = days(found, seen.horizon, asking.since, asking.until)
    years = [date.fromordinal(frame.first).year for frame in frames("year", span.first, span.last)]
    states = sorted({line.subject for line in found} | set(system or ()))
    bodies: dict[str, dict[str, list[Period]]] = defaultdict(dict)
    for line, some in found.items():
        bodies[line.object][line.subject] = some
    making = _Making(seen, asking, years, [_days(asking, year) for year in years], states, system)
    return Matrix(states, _rows(making, bodies), labels(seen, span.last), len(bodies))


class _Making(NamedTuple):
    seen: View
    asking: Asking
    years: Sequence[int]
    days: Sequence[tuple[int, int]]
    states: Sequence[str]
    system: Mapping[str, list[Period]] | None


class _Stretch(NamedTuple):
    """Days with one code, the last one not in."""

    first: int
    until: int
    code: int


def _rows(making: _Making, bodies: Mapping[str, Mapping[str, list[Period]]]) -> Iterator[Row]:
    strangers = _strangers(making)
    for body in sorted(bodies):
        lives = periods(making.seen, Filters(properties=frozenset({"body"}), subjects=frozenset({body})))
        life = lives.get(Line("body", body, ""))
        columns = [_codes(making, bodies[body].get(state, [])) for state in making.states]
        for number, year in enumerate(making.years):
            if life is not None and not _lives(life, making.days[number]):
                continue
            codes = [column[number] for column in columns]
            for place in strangers[number]:
                codes[place] = NO_STATE
            yield Row(body, year, codes)


def _codes(making: _Making, some: Sequence[Period]) -> list[int]:
    """Return the code of a state in a body for each year; the periods are in the order of their days."""
    unrecorded = making.asking.unrecorded
    if not some:
        return [unrecorded] * len(making.days)
    begin, end = making.days[0][0], making.days[-1][1]
    told = [
        _Stretch(one.first, one.until, _code(one.answer, making.asking))
        for one in some
        if one.first <= end and one.until > begin
    ]
    return [_strongest(_among(told, first, last, unrecorded)) for first, last in making.days]


def _among(told: Sequence[_Stretch], first: int, last: int, unrecorded: int) -> set[int]:
    """Return the codes of the days from `first` through `last`."""
    codes, days = set(), 0
    for one in told:
        if one.first > last:
            break
        if one.until > first:
            codes.add(one.code)
            days += min(one.until, last + 1) - max(one.first, first)
    if days <= last - first:
        codes.add(unrecorded)
    return codes


def _strongest(codes: set[int]) -> int:
    return next((code for code in STRONGEST if code in codes), UNSURE)


def _code(answer: Answer, asking: Asking) -> int:
    """Return the code of an answer: where several values are possible, theirs if it is one and the same."""
    if answer.certainty in ("unknown", "scheduled"):
        return asking.unrecorded
    values = answer.candidates or (answer.value,)
    codes = {_of_status(value or NONE, asking) for value in values}
    return codes.pop() if len(codes) == 1 else UNSURE


def _of_status(status: str, asking: Asking) -> int:
    code = asking.codes.get(status)
    if code is None:
        raise UsageError(f"the status {status} has no code", hint=f"give it one: --code {status}=0")
    return code


def _days(asking: Asking, year: int) -> tuple[int, int]:
    """Return the first and the last day of a year that count; 29 February is the 28th in other years."""
    if asking.at is None:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    month, day = asking.at
    there = date(year, 3, 1).toordinal() - 1 if (month, day) == (2, 29) else date(year, month, day).toordinal()
    return there, there


def _lives(life: Sequence[Period], among: tuple[int, int]) -> bool:
    """Return whether a body may be there on one of the days."""
    return any({answer.value, *answer.candidates} & {"active", "suspended"} for answer, _ in within(life, *among))


def _system(seen: View, body: str | None) -> dict[str, list[Period]] | None:
    """Return the periods of every member of the body whose members are the states; None where none is named."""
    if body is None:
        return None
    asked = Filters(properties=frozenset({"membership"}), within=frozenset({body}), bodies=(body,))
    return {line.subject: some for line, some in periods(seen, asked).items()}


def _strangers(making: _Making) -> list[list[int]]:
    """Return for each year the places of those who are surely no states then."""
    system = making.system
    if system is None:
        return [[] for _ in making.years]
    return [
        [
            place
            for place, state in enumerate(making.states)
            if all(_no_member(answer) for answer, _ in within(system.get(state, ()), *days))
        ]
        for days in making.days
    ]


def _no_member(answer: Answer) -> bool:
    return answer.value in (None, NONE) and not answer.candidates
