"""What the archive knew already, from whoever: a list that says so too begins nothing, and ends nothing."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.exchange.lists.compare import Began, Ended, News
from archive.exchange.lists.snapshot import Fact, Told
from archive.kinds.claiming import Line
from archive.kinds.endings import seen
from archive.model.answer import Answer
from archive.store.reading.states import Window, stretches_of_subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The news that are news to the archive; states that it knew to be there; those that it knew to be over."""

    news: Sequence[News]
    sightings: Sequence[Fact]
    over: Sequence[Told]


def settled(db: sqlite3.Connection, news: Iterable[News], day: int) -> Settled:
    """Return the news of the day parted by what the archive answers for that day.

    Only a state without a day of its own is asked for: a day that the list tells is news in any case.
    """
    every = list(news)
    answers = _answers(db, [line for one in every for line in _asked(one)], day)
    told: list[News] = []
    sightings: list[Fact] = []
    over: list[Told] = []
    for one in every:
        there = [answers.get(line) for line in _asked(one)]
        if isinstance(one, Began) and there and all(_is(answer, one.fact.value) for answer in there):
            sightings.append(one.fact)
        elif isinstance(one, Ended) and there and all(answer and answer.certainty == "not" for answer in there):
            over.append(one.told)
        else:
            told.append(one)
    return Settled(news=told, sightings=sightings, over=over)


def _asked(news: News) -> tuple[Line, ...]:
    match news:
        case Began(fact=fact) if fact.lasts and not fact.date and seen(fact.payload) is not None:
            return fact.about
        case Ended(told=told):
            return told.fact.about
        case _:
            return ()


def _is(answer: Answer | None, value: str) -> bool:
    return answer is not None and answer.certainty == "certain" and answer.value == value


def _answers(db: sqlite3.Connection, lines: Sequence[Line], day: int) -> dict[Line, Answer]:
    wanted = set(lines)
    window = Window(None, day, day)
    properties, subjects = {line.property for line in wanted}, {line.subject for line in wanted}
    found = stretches_of_subjects(db, window, properties, subjects)
    return {stretch.line: stretch.period.answer for stretch in found if stretch.line in wanted}
