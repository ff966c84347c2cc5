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
    events = [told.telling.events[handle] for handle in mark.events if handle in told.telling.events]
    earliest = [event.earliest for event in events]
    if mark.value == "none" and earliest and min(day or "" for day in earliest) > (iso(told.day) or ""):
        return instead(None)
    if mark.value and mark.value in told.entities:
        return told.label(mark.value)
    return instead(mark.value, [event.kind for event in events])
