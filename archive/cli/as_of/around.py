"""What stands around the members on the page of a day: offices, organs, meetings, stances, what is ahead."""

from collections.abc import Iterator

from archive.cli.as_of.offices import offices
from archive.cli.as_of.otherwise import otherwise
from archive.cli.as_of.stances import stances
from archive.cli.printing.layout import labelled
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import listed, marks_of, plain, planned, said, short, since_of
from archive.model.answer import Answer, Expected
from archive.questions.day.meetings import days_between
from archive.questions.day.overview import Overview, Section, handles_of
from archive.questions.states.state import Answered

Row = tuple[str, str]
ANNOUNCING = (".expected", ".announced")
"""What kinds end in whose date is that of the announcement."""
RECENT = 3653
"""Days within which the last meeting of an organ is told beside a later one of another."""


def around(told: Overview, section: Section, on: Screen) -> Iterator[str]:
    """Yield the lines on offices, organs, meetings, what is ahead, and stances."""
    rows = [
        *offices(told, section.offices, section.body.id),
        *_organs(told, section),
        *_meetings(told, section),
        *_guests(told, section),
        *ahead(told, section),
    ]
    if rows:
        yield ""
        yield from labelled(rows, on.width, indent=" ")
    yield from stances(told, section, on)


def _organs(told: Overview, section: Section) -> Iterator[Row]:
    organs = [one for one in section.organs if one.answer.certainty not in ("unknown", "not")]
    if organs:
        texts = [f"{told.label(one.line.subject)} ({_first(told, one.answer)})" for one in organs]
        yield "Organs", ", ".join(texts)


def _first(told: Overview, answer: Answer) -> str:
    since = since_of(answer, told.day)
    return f"{since if since.startswith('seen') else f'since {since}'}{_marked(answer)}"


def _meetings(told: Overview, section: Section) -> Iterator[Row]:
    first = "On this day"
    for meetings in section.meetings.values():
        for one in meetings.today:
            yield first, _meeting(told, one)
            first = ""
    over = [one for meetings in section.meetings.values() for one in meetings.last]
    over.sort(key=lambda one: (one.answer.since_bounds or ("", ""))[1] or "", reverse=True)
    last = [*over[:1], *(one for one in over[1:] if (days_between(one.answer, told.day) or 0) <= RECENT)]
    first = "Last meetings" if len(last) > 1 else "Last meeting"
    for one in last:
        yield first, f"{said(one.answer.since)} {_what(told, one)}"
        first = ""


def _meeting(told: Overview, one: Answered) -> str:
    answer = one.answer
    value = answer.value or "possibly held"
    marks = marks_of(answer)
    return f"{value}{' ' + marks if marks else ''}: {_what(told, one)}"


def _what(told: Overview, one: Answered) -> str:
    """Return a meeting in words: its name, its place, who tells it."""
    event = told.telling.event(one.answer.events)
    facts = event.facts if event else {}
    place = told.label(str(facts.get("place") or ""))
    name = told.label(one.line.subject)
    shown = f"{name}, {place}" if place and place not in name else name
    sources = short(told.telling.sources(one.answer.events))
    return f"{shown} ({sources})" if sources else shown


def _guests(told: Overview, section: Section) -> Iterator[Row]:
    """Yield who came to a meeting, and apart from them who is only listed, with no meeting being named."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    lists: dict[str, None] = {}
    for one in section.attendance:
        if parts := [*_came(one.answer), *otherwise(told, one.answer)]:
            events = [told.telling.events[handle] for handle in handles_of(one.answer) if handle in told.telling.events]
            named = not events or any(event.facts.get("meeting") for event in events)
            texts[named].append(f"{told.label(one.line.subject)} ({'; '.join(parts)})")
            lists.update({} if named else dict.fromkeys(told.telling.sources(one.answer.events)))
    if texts[True]:
        yield "Attending", ", ".join(texts[True])
    if texts[False]:
        told_by = f" ({short(list(lists))})" if lists else ""
        yield "Listed, no meeting named", f"{', '.join(texts[False])}{told_by}"


def _came(answer: Answer) -> Iterator[str]:
    """Yield as what somebody came, or may have come on the day; nothing where only other accounts tell it."""
    if answer.certainty in ("unknown", "not", "scheduled"):
        return
    values = [plain(value) for value in (answer.value, *answer.candidates) if value not in (None, "none")]
    possible = "possibly " if answer.value is None else ""
    yield f"{possible}{listed(list(dict.fromkeys(values)), 'or')}"


def ahead(told: Overview, section: Section) -> Iterator[Row]:
    """Yield what is announced, with what came of the meetings."""
    first = "Ahead"
    for one, mark in _marks(section):
        announced = _announced(told, mark)
        sources = short(told.telling.sources(mark.events))
        what = told.label(one.line.subject)
        if one.line.property != "meeting":
            where = f", {told.label(one.line.object)}" if one.line.property == "office" else ""
            what += f": {planned(mark.value)}{where}"
        note = ", ".join(part for part in (announced, sources) if part)
        yield first, f"» {said(mark.date)} {what} ({note}){_came_of(section, one)}"
        first = ""


def _announced(told: Overview, mark: Expected) -> str:
    """Return when something was announced: not on the day planned, where the event that is only announced bears that.

    Then it is the day of who announces it first; nothing where no source has one.
    """
    event = told.telling.event(mark.events)
    if event is None:
        return ""
    published = (cited.published for cited in told.telling.citations(event.handle) if cited.published)
    day = event.date if event.kind.endswith(ANNOUNCING) else next(published, None)
    return f"told {said(day)}" if day else ""


def _marks(section: Section) -> list[tuple[Answered, Expected]]:
    ahead = [one for meetings in section.meetings.values() for one in meetings.ahead]
    every = [(one, mark) for one in (*ahead, *section.ahead) for mark in one.answer.expected]
    return sorted(every, key=lambda pair: (pair[1].date.lstrip("["), pair[0].line))


def _came_of(section: Section, one: Answered) -> str:
    for meetings in section.meetings.values():
        came = meetings.came_of.get(one.line.subject)
        if came is not None and one.line.property == "meeting":
            return f"; {plain(came.value)} {said(came.since)}"
    return ""


def _marked(answer: Answer) -> str:
    marks = marks_of(answer, told=False)
    return f" {marks}" if marks else ""
