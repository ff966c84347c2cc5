"""The matrix: for each body and year, a code for the membership of each state.

The codes are those of the Correlates of War project's data on intergovernmental organisations (version 3).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN, Answer, Period
from archive.model.claim import NONE
from archive.model.errors import UsageError
from archive.questions.cells import within
from archive.questions.filters import Filters
from archive.questions.frames import days, frames
from archive.questions.labels import Labels, labels
from archive.questions.state import View, periods

NO, FULL, ASSOCIATE, OBSERVER, UNSURE, NO_STATE = 0, 1, 2, 3, -9, -1

CODES: Mapping[str, int] = {
    "member": FULL, "suspended": FULL, "associate": ASSOCIATE, "observer": OBSERVER, "dialogue-partner": NO,
    "partner": NO, NONE: NO,
}  # fmt: skip
"""A suspended member is still one; a partner of whatever kind has no seat, and no code of its own."""

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


@dataclass(frozen=True, slots=True)
class Matrix:
    """The states, by id and sorted so, and the rows, which are made as they are asked for."""

    states: list[str]
    rows: Iterator[Row]
    label: Labels


def matrix(seen: View, wanted: Filters, asking: Asking) -> Matrix:
    """Return the matrix of the memberships asked for. Raises UsageError for a span that is none."""
    found = periods(seen, replace(wanted, properties=frozenset({"membership"})))
    system = _system(seen, asking.states)
    found = {line: some for line, some in found.items() if line.object != asking.states}
    span = days(found, seen.horizon, asking.since, asking.until)
    years = [date.fromordinal(frame.first).year for frame in frames("year", span.first, span.last)]
    states = sorted({line.subject for line in found} | set(system or ()))
    bodies: dict[str, dict[str, list[Period]]] = defaultdict(dict)
    for line, some in found.items():
        bodies[line.object][line.subject] = some
    return Matrix(states, _rows(_Making(seen, asking, years, states, system), bodies), labels(seen, span.last))


class _Making(NamedTuple):
    seen: View
    asking: Asking
    years: Sequence[int]
    states: Sequence[str]
    system: Mapping[str, list[Period]] | None


def _rows(making: _Making, bodies: Mapping[str, Mapping[str, list[Period]]]) -> Iterator[Row]:
    none_yet = _system_codes(making)
    for body in sorted(bodies):
        lives = periods(making.seen, Filters(properties=frozenset({"body"}), subjects=frozenset({body})))
        life = lives.get(Line("body", body, ""))
        columns = [_codes(making, bodies[body].get(state, [])) for state in making.states]
        for number, year in enumerate(making.years):
            if life is not None and not _lives(life, _days(making.asking, year)):
                continue
            codes = [column[number] for column in columns]
            yield Row(
                body, year, [NO_STATE if gone[number] else code for code, gone in zip(codes, none_yet, strict=True)]
            )


def _codes(making: _Making, some: Sequence[Period]) -> list[int]:
    """Return the code of a state in a body for each year."""
    return [_strongest({_code(answer, making.asking) for answer, _ in within(some, *_days(making.asking, year))})
            for year in making.years]  # fmt: skip


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


def _system_codes(making: _Making) -> list[list[bool]]:
    """Return for each state and year whether it is surely no state then."""
    if making.system is None:
        return [[False] * len(making.years) for _ in making.states]
    return [
        [
            all(answer.value in (None, NONE) and not answer.candidates
                for answer, _ in within(making.system.get(state, [Period(1, 2, UNKNOWN)]), *_days(making.asking, year)))
            for year in making.years
        ]
        for state in making.states
    ]  # fmt: skip
