"""Ties: each stretch for which somebody had one value in something, once; on a day, or over all time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer, DayRange, Period
from archive.model.claim import NONE
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View, answers, periods

TOLD = ("certain", "attested", "possible")
"""Certainties of answers that give a value, the surest first."""


class Tie(NamedTuple):
    """A value on a timeline: `since` and `until` as written, with the bounds of the first day in and the first day out.

    Of what is only seen, the days (`seen`, as written) are all that is told. `otherwise` says that
    another account tells it differently.
    """

    line: Line
    value: str
    certainty: str
    since: str | None
    until: str | None
    first: DayRange | None
    out: DayRange | None
    seen: tuple[str, ...]
    otherwise: bool
    events: tuple[str, ...]


def ties(seen: View, wanted: Filters, day: int | None = None) -> tuple[list[Tie], Counter[str]]:
    """Return the ties on a day, or of all time, by property, object and subject; and what gives no value, counted."""
    left: Counter[str] = Counter()
    if day is not None:
        found = [(one.line, [one.answer]) for one in answers(seen, day, wanted)]
    else:
        found = [(line, run) for line, some in periods(seen, wanted).items() for run in _runs(some)]
    return [tie for line, run in found if (tie := _tie(line, run, left)) is not None], left


def _tie(line: Line, run: Sequence[Answer], left: Counter[str]) -> Tie | None:
    best = min(run, key=lambda answer: TOLD.index(answer.certainty) if answer.certainty in TOLD else len(TOLD))
    if best.value is None or best.value == NONE or best.certainty not in TOLD:
        if best.certainty in ("disputed", "scheduled", "possible"):
            left[best.certainty] += 1
        return None
    return Tie(
        line=line, value=best.value, certainty=best.certainty, since=best.since, until=best.until,
        first=best.since_bounds, out=best.until_bounds, seen=best.attested_on,
        otherwise=any(answer.contested or answer.since_contested for answer in run),
        events=tuple(dict.fromkeys(event for answer in run for event in answer.events)),
    )  # fmt: skip


def _runs(some: Iterable[Period]) -> Iterator[list[Answer]]:
    """Yield the answers of each run of one value that began once; days that leave its beginning open are no run."""
    run: list[Answer] = []
    until = None
    for period in some:
        answer = period.answer
        goes_on = bool(run) and until == period.first and (run[-1].value, run[-1].since) == (answer.value, answer.since)
        if run and not goes_on:
            yield run
            run = []
        if answer.value is not None or answer.certainty in ("disputed", "scheduled"):
            run.append(answer)
        until = period.until
    if run:
        yield run
