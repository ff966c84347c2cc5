"""Stances: who thinks what of a question by a day, in own words or as another tells it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.questions.over_time.panel import place
from archive.questions.scope.filters import Filters, lines_named
from archive.questions.states.as_of import plain
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.state import View, answers
from archive.store.reading import events as reading_events
from archive.store.reading import names as reading_names

ORDER = ("support", "condition", "abstain", "doubt", "oppose")
"""From those who are for it to those who are against it."""


class Word(NamedTuple):
    """One time that a stance was told: in the holder's own words, or by others (`told_by`)."""

    value: str
    told_by: tuple[str, ...]
    persons: tuple[str, ...]
    event: SeenEvent

    @property
    def own(self) -> bool:
        """True where the holder itself says it."""
        return not self.told_by


class Held(NamedTuple):
    """What a holder thinks of a question on the day, and every word of it by then, in order."""

    line: Line
    answer: Answer
    words: list[Word]


class Stances(NamedTuple):
    """The stances on each question, those for it first, and how all are called."""

    issues: Mapping[str, list[Held]]
    label: Labels


def stances(seen: View, day: int, wanted: Filters) -> Stances:
    """Return who thinks what on a day of the questions asked for."""
    wanted = wanted._replace(properties=frozenset({"stance"}), named=_named(seen, wanted))
    found = [Held(*one, _words(seen, one.line, day)) for one in answers(seen, day, wanted)]
    label = labels(seen, day)
    issues: dict[str, list[Held]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (_rank(one.answer), label(one.line.subject))):
        issues[one.line.object].append(one)
    return Stances(dict(sorted(issues.items(), key=lambda item: (-len(item[1]), label(item[0])))), label)


def _named(seen: View, wanted: Filters) -> tuple[Line, ...]:
    """Return the stances of which holder and question are both named; on a body itself there are none."""
    some = (reading_names.entity(seen.db, name) for name in wanted.bodies)
    issues = [one.id for one in some if one is not None and one.type == "question"]
    return lines_named(wanted.subjects or (), issues, ("stance",))


def value_of(answer: Answer) -> str:
    """Return the stance told; of several possible ones all, and `none` where it was given up or never told."""
    if answer.value is not None:
        return answer.value
    return " or ".join(value for value in answer.candidates if value is not None) or "none"


def as_data(
    seen: View, told: Stances, date: str, question: str | None, **asked: Any  # noqa: ANN401 - JSON
) -> dict[str, Any]:  # fmt: skip
    """Return stances as plain data; `asked` is what else the question says."""
    return {
        "question": seen.horizon.block(date, object=question, **asked),
        "stances": [
            {
                **place(one.line, told.label), **plain(one.answer),
                "own_words": any(word.own for word in one.words),
                "words": [_plain(word) for word in one.words],
            }
            for some in told.issues.values()
            for one in some
        ],
    }  # fmt: skip


def _plain(word: Word) -> dict[str, Any]:
    event = word.event
    return {
        "date": event.date, "value": word.value, "own": word.own, "told_by": list(word.told_by),
        "persons": list(word.persons), "gist": event.gist, "standing": event.standing, "told": event.told,
        "event": event.handle, "sources": event.sources,
    }  # fmt: skip


def _words(seen: View, line: Line, day: int) -> list[Word]:
    positions = reading_events.on_line(seen.db, *line, seen.horizon.position)
    positions |= reading_events.acted_on(seen.db, positions)
    some = [
        event
        for event in ordered(seen_events(seen.db, seen.horizon, positions))
        if event.live and event.kind == "stance.taken" and event.days[0] <= day
        and line.subject in event.facts["holder"] and line.object == event.facts["question"]
    ]  # fmt: skip
    return [
        Word(
            str(event.facts["stance"]), tuple(event.facts.get("told_by") or ()),
            tuple(event.facts.get("persons") or ()), event,
        )
        for event in some
    ]  # fmt: skip


def _rank(answer: Answer) -> tuple[int, str]:
    value = value_of(answer)
    return (ORDER.index(value) if value in ORDER else len(ORDER)), value
