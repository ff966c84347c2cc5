"""Runs: neighbouring periods with one value told as one row, whatever stands beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.model.answer import Answer
from archive.model.claim import NONE


@dataclass(slots=True)
class Run:
    """A value of a timeline from its first day to its last, as people browse it."""

    value: str | None
    certainty: str
    first: str
    until_day: str
    answer: Answer
    events: set[str] = field(default_factory=set)
    otherwise: set[str] = field(default_factory=set)

    def columns(self) -> dict[str, Any]:
        """Return the columns that all the tables share; what is not known is None."""
        answer = self.answer
        since, until = answer.since_bounds or (None, None), answer.until_bounds or (None, None)
        return {
            "value": self.value if self.value is not None else " or ".join(c or "nothing" for c in answer.candidates),
            "certainty": self.certainty,
            "since": answer.since,
            "until": answer.until or None,
            "seen_on": ", ".join(answer.attested_on) or None,
            "told_otherwise": "; ".join(sorted(self.otherwise)) or None,
            "since_year": _year(since[0] or since[1]),
            "since_earliest": since[0],
            "since_latest": since[1],
            "until_earliest": until[0],
            "until_latest": until[1],
            "confirmed": answer.confirmed,
        }


def runs_of(periods: Iterable[tuple[str, str, Answer]]) -> list[Run]:
    """Return the runs of a timeline's periods (first day, first day out, answer), in order of days."""
    runs: list[Run] = []
    for first, until, answer in periods:
        last = runs[-1] if runs else None
        if last is None or not _continues(last, first, answer):
            last = Run(answer.value, answer.certainty, first, until, answer)
            runs.append(last)
        last.until_day = until
        last.events.update(answer.events)
        last.otherwise.update(f"{mark.value or 'nothing'} ({', '.join(mark.events)})" for mark in answer.contested)
        if answer.since_contested:
            last.otherwise.add("first day")
    return [run for number, run in enumerate(runs) if not _only_vague(runs, number)]


def _only_vague(runs: Sequence[Run], number: int) -> bool:
    """Return whether a run only says that its neighbours begin or end on a vague day, which their bounds tell."""
    run = runs[number]
    if run.value is not None or run.certainty != "possible":
        return False
    sides = (range(number - 1, -1, -1), range(number + 1, len(runs)))
    told = [next((runs[at].value for at in side if runs[at].value is not None), None) for side in sides]
    return set(run.answer.candidates) <= {*told, None, NONE}


def _continues(run: Run, first: str, answer: Answer) -> bool:
    same = (run.value, run.certainty, run.answer.since, run.answer.candidates)
    return run.until_day == first and same == (answer.value, answer.certainty, answer.since, answer.candidates)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None
