"""How dates and manners make claims: the verbs that the kinds are written in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, Bounds, EdtfDate


class Line(NamedTuple):
    """The address of a timeline: property, subject, object ("" where there is none)."""

    property: str
    subject: str
    object: str = ""


def lines(property: str, subjects: Iterable[str], object: str = "") -> list[Line]:
    """Return one timeline address for each subject."""
    return [Line(property, subject, object) for subject in subjects]


def begins(to: Iterable[Line], value: str, date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that `value` starts on the date; an extent also ends, on the day after its last."""
    for line in to:
        extent = date.form == "extent"
        yield Claim(
            *line, value=value, manner="begins", date=_first_text(date), bounds=date.first, event=event,
            part="start" if extent and date.end != "open" else "whole",
        )  # fmt: skip
        if extent and date.end != "open":
            yield _end(line, date, event)


def steps(to: Iterable[Line], value: str, date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that `value` starts on some day of the date and stays: a step taken, a stance, at a two-day summit."""
    for line in to:
        yield Claim(
            *line, value=value, manner="begins", date=date.text, event=event,
            bounds=Bounds(date.earliest, min(date.latest, DAY_MAX)),
        )  # fmt: skip


def occurs(to: Iterable[Line], value: str, date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that `value` is there on the date's own days only: a meeting, an attendance."""
    if date.form == "extent":
        yield from begins(to, value, date, event)
        return
    for line in to:
        start = Claim(*line, value=value, manner="begins", date=date.text, bounds=date.first, event=event, part="start")
        yield start
        yield Claim(
            *line, value=NONE, manner="begins", date=date.text, event=event, part="end",
            bounds=Bounds(date.first.earliest + 1, min(date.first.latest + 1, DAY_MAX)),
        )  # fmt: skip


def ends(to: Iterable[Line], date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that whatever was there is over: the date is the first day out."""
    for line in to:
        yield Claim(*line, value=NONE, manner="begins", date=_first_text(date), bounds=date.first, event=event)


def holds(to: Iterable[Line], value: str, date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that `value` is there on the date; of an extent, on its first and on its last day."""
    for line in to:
        yield Claim(*line, value=value, manner="holds", date=_first_text(date), bounds=date.first, event=event)
        if date.form == "extent" and date.end == "closed" and date.last is not None:
            last = Bounds(date.last.earliest, date.last.latest)
            yield Claim(*line, value=value, manner="holds", date=_last_text(date), bounds=last, event=event)


def lacks(to: Iterable[Line], date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that a complete list of the date has it not; of an extent, on its first and on its last day."""
    for claim in holds(to, NONE, date, event):
        yield claim._replace(manner="lacks")


def covers(to: Iterable[Line], days: Bounds | None, date: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that what is told of the days is all there was; nothing where there are none."""
    if days is None:
        return
    for line in to:
        yield Claim(*line, value=NONE, manner="covers", date=date.text, bounds=days, event=event)


def surely_inside(date: EdtfDate) -> Bounds | None:
    """Return the first and the last day that surely belong to the date; None where no day does."""
    first, last = date.first.latest, (date.last or date.first).earliest
    return Bounds(first, min(last, DAY_MAX)) if first <= last else None


def expected(to: Iterable[Line], value: str, planned: EdtfDate, announced: EdtfDate, event: str) -> Iterator[Claim]:
    """Yield that `value` is planned for `planned`, as told on the day of `announced`."""
    for line in to:
        yield Claim(
            *line, value=value, manner="expected", date=planned.text, event=event,
            bounds=Bounds(planned.earliest, planned.latest), announced=announced.first,
        )  # fmt: skip


def _end(line: Line, date: EdtfDate, event: str) -> Claim:
    last = date.last or date.first
    out = Bounds(min(max(last.earliest, date.first.earliest) + 1, DAY_MAX), min(last.latest + 1, DAY_MAX))
    return Claim(*line, value=NONE, manner="begins", date=_last_text(date), bounds=out, event=event, part="end")


def _first_text(date: EdtfDate) -> str:
    return date.text.split("/")[0] or ".." if date.form == "extent" else date.text


def _last_text(date: EdtfDate) -> str:
    return date.text.split("/")[-1]
