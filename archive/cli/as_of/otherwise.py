"""What is told otherwise, on the page of a day: the other value in words, and who tells it."""

from collections.abc import Iterator

from archive.cli.printing.words import instead, short
from archive.model.answer import Answer, Contested
from archive.model.dates import iso
from archive.questions.day.overview import Overview


def otherwise(told: Overview, answer: Answer, most: int = 1) -> Iterator[str]:
    """Yield what each other account gives in the place of an answer, with its sources."""
    for mark in answer.contested:
        yield f"told otherwise: {_value(told, mark)} ({short(told.telling.sources(mark.events), most)})"


def _value(told: Overview, mark: Contested) -> str:
    """Return the value of another account; where it lets something begin later than the day, it is not yet there."""
    earliest = [told.telling.events[handle].earliest for handle in mark.events if handle in told.telling.events]
    if mark.value == "none" and earliest and min(day or "" for day in earliest) > (iso(told.day) or ""):
        return instead(None)
    return told.label(mark.value) if mark.value and mark.value in told.entities else instead(mark.value)
