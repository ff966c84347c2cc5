"""Stances on the page of a day: who is for and who against, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.cli.as_of.otherwise import otherwise
from archive.cli.printing.layout import fitted, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import marks_of, plain, said, short
from archive.model.answer import Answer
from archive.model.dates import iso
from archive.questions.day.overview import Overview, Section
from archive.questions.states.state import Answered
from archive.store.reading.events import EventRow

ORDER = ("support", "condition", "abstain", "doubt", "oppose")


def stances(told: Overview, section: Section, on: Screen) -> Iterator[str]:
    """Yield the stances on each question that concerns the body, of those on which any is told."""
    for issue in sorted(section.stances, key=lambda issue: (-len(section.stances[issue]), told.label(issue))):
        rows = _issue(told, section.stances[issue])
        if rows:
            yield ""
            yield from wrapped(on.bold(told.label(issue)), on.width, indent=" ")
            yield from fitted(rows, on.width, indent="   ")


def _issue(told: Overview, some: Iterable[Answered]) -> list[tuple[str, str, str]]:
    by_value: dict[str, list[Answered]] = defaultdict(list)
    for one in sorted(some, key=lambda one: (one.answer.since or "9999", one.line.subject)):
        values = [value for value in (one.answer.value, *one.answer.candidates) if value not in (None, "none")]
        if values:
            by_value[values[0] or ""].append(one)
    return [
        (_sign(one.answer), plain(value) if number == 0 else "", _stance(told, one))
        for value in sorted(by_value, key=lambda value: (ORDER.index(value) if value in ORDER else 99, value))
        for number, one in enumerate(by_value[value])
    ]


def _sign(answer: Answer) -> str:
    return "!" if _taken_otherwise(answer).contested else " "


def _stance(told: Overview, one: Answered) -> str:
    answer = one.answer
    tellings = _tellings(told, answer)
    first = tellings[0] if tellings else None
    marks = marks_of(answer, told=False)
    perhaps = "perhaps " if answer.value is None else ""
    when = f"{perhaps}{said(first.date if first else answer.since)} {marks}".strip()
    sources = short(told.telling.sources([first.handle] if first else answer.events))
    begun = f"{told.label(one.line.subject)}{_by(told, first)}, {when} ({sources})"
    return "; ".join([begun, *_again(told, tellings), *otherwise(told, _taken_otherwise(answer))])


def _tellings(told: Overview, answer: Answer) -> list[EventRow]:
    """Return the events that tell a stance by the day, in order; of those that may be one, the narrowest date."""
    today = iso(told.day) or ""
    found = [told.telling.events[handle] for handle in answer.events if handle in told.telling.events]
    by_then = [event for event in found if (event.earliest or "") <= today]
    narrowest = [event for event in by_then if not any(_within(other, event) for other in by_then)]
    return sorted(narrowest, key=lambda event: (event.latest or "", event.earliest or "", event.position))


def _within(one: EventRow, other: EventRow) -> bool:
    """Return whether an event has a narrower date than another one, within the bounds of that."""
    mine, its = (one.earliest or "", one.latest or ""), (other.earliest or "", other.latest or "")
    return mine != its and its[0] <= mine[0] and mine[1] <= its[1]


def _again(told: Overview, tellings: Sequence[EventRow]) -> list[str]:
    """Return when a stance was told last, by whom, and the source of that telling, where it was told again."""
    if not tellings or tellings[0].date == tellings[-1].date:
        return []
    first, last = tellings[0], tellings[-1]
    by = "" if last.facts.get("told_by") == first.facts.get("told_by") else _by(told, last)
    return [f"again {said(last.date)}{by} ({short(told.telling.sources([last.handle]))})"]


def _by(told: Overview, event: EventRow | None) -> str:
    tellers = [told.label(name) for name in (event.facts.get("told_by") or ())] if event else []
    return f", so says {', '.join(tellers)}" if tellers else ""


def _taken_otherwise(answer: Answer) -> Answer:
    """Return the answer with what goes against it. That a stance was taken again later goes against nothing."""
    return answer._replace(contested=tuple(mark for mark in answer.contested if mark.value is not None))
