"""Stances on the page of a day: who is for and who against, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from archive.cli.layout import fitted, wrapped
from archive.cli.screen import Screen
from archive.cli.words import instead, marks_of, plain, said, short
from archive.questions.overview import Overview, Section
from archive.questions.state import Answered

ORDER = ("support", "condition", "abstain", "doubt", "oppose")


def stances(told: Overview, section: Section, on: Screen) -> Iterator[str]:
    """Yield the stances on each question that concerns the body."""
    for issue in sorted(section.stances, key=lambda issue: (-len(section.stances[issue]), told.label(issue))):
        rows = _issue(told, section.stances[issue])
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
        ("!" if _against(told, one) else " ", plain(value) if number == 0 else "", _stance(told, one))
        for value in sorted(by_value, key=lambda value: (ORDER.index(value) if value in ORDER else 99, value))
        for number, one in enumerate(by_value[value])
    ]


def _stance(told: Overview, one: Answered) -> str:
    answer = one.answer
    event = max(
        (told.telling.events[handle] for handle in answer.events), key=lambda event: event.latest or "", default=None
    )
    tellers = [told.label(name) for name in (event.facts.get("told_by") or ())] if event else []
    by = f", so says {', '.join(tellers)}" if tellers else ""
    marks = marks_of(answer, told=False)
    perhaps = "perhaps " if answer.value is None else ""
    when = f"{perhaps}{said(event.date if event else answer.since)} {marks}".strip()
    sources = short(told.telling.sources(answer.events))
    return "; ".join([f"{told.label(one.line.subject)}{by}, {when} ({sources})", *_against(told, one)])


def _against(told: Overview, one: Answered) -> list[str]:
    """Return what is told otherwise. That a stance was taken again later goes against nothing."""
    return [
        f"told otherwise: {instead(mark.value)} ({short(told.telling.sources(mark.events))})"
        for mark in one.answer.contested
        if mark.value is not None
    ]
