"""Counts told without names, against those whom the main account has on the day."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.claim import EVERYONE
from archive.model.dates import Bounds
from archive.questions.rules.base import TO_FILL, Finding, Ground, alike, ranked, told, values, words
from archive.questions.states.seen import SeenEvent

MOST_NAMES = 6
"""Beyond so many, who is counted is found with `archive as-of`."""


class Held(NamedTuple):
    """Who has a status on a day: surely, or perhaps, by their dates or by a coarser word for it."""

    surely: frozenset[str]
    perhaps: frozenset[str]

    @property
    def counts(self) -> range:
        """Return the counts that it leaves room for."""
        return range(len(self.surely), len(self.surely | self.perhaps) + 1)


def tally_differs(ground: Ground) -> Iterator[Finding]:
    """Find counts that the main account leaves no room for, on their day and, as it may change then, the day before."""
    lines = ground.lines("membership")
    for event in ground.events_of("membership.tallied"):
        there = [line for line in lines if line.object == event.facts["object"]]
        days = Bounds(*event.days)
        held = [_held(ground, there, str(event.facts["status"]), day) for day in _days(ground, there, days)]
        if there and not any(_fits(ground, int(event.facts["number"]), one) for one in held):
            yield _finding(ground, event, days, held[-1])


def _fits(ground: Ground, number: int, held: Held) -> bool:
    # One source need not name all whom it counts: only a count that is too small contradicts what it tells.
    return number in held.counts or (ground.of_some_sources and number >= held.counts.start)


def _finding(ground: Ground, event: SeenEvent, days: Bounds, held: Held) -> Finding:
    body, status, number = str(event.facts["object"]), str(event.facts["status"]), int(event.facts["number"])
    fewest, most = held.counts.start, held.counts.stop - 1
    mending = {"object": body, "status": status, "subject": TO_FILL, "date": TO_FILL}
    return Finding(
        rule="tally-differs", about=(Line("membership", EVERYONE, body),), days=days, events=(event.handle,),
        what=f"{ground.label(body)}, {words(status)}: {number} counted on {event.date}, "
        f"{fewest if fewest == most else f'{fewest} to {most}'} by the main account{_names(ground, held)}",
        fix=told("membership.changed", **mending) if number > most else ranked(event.handle, "rival"),
    )  # fmt: skip


def _names(ground: Ground, held: Held) -> str:
    names = sorted(ground.label(one) for one in held.surely | held.perhaps)
    return f" ({', '.join(names)})" if 0 < len(names) <= MOST_NAMES else ""


def _days(ground: Ground, lines: Sequence[Line], days: Bounds) -> list[int]:
    """Return the day before, the first and the last day, and those between on which an answer changes."""
    turns = {period.first for line in lines for period in ground.answered(line)}
    return sorted({days.earliest - 1, *days, *(day for day in turns if days.earliest < day < days.latest)})


def _held(ground: Ground, lines: Sequence[Line], status: str, day: int) -> Held:
    answers = {line.subject: answer for line in lines if (answer := ground.on(line, day)) is not None}
    exactly = {who for who, answer in answers.items() if _has(answer) and answer.value == status}
    roughly = {who for who, answer in answers.items() if _has(answer) and alike(status, str(answer.value))}
    perhaps = {who for who, answer in answers.items() if any(alike(status, value) for value in values(answer))}
    return Held(frozenset(exactly or roughly), frozenset(perhaps))


def _has(answer: Answer) -> bool:
    return answer.certainty in ("certain", "attested")
