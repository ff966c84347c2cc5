"""The page of `archive as-of`: the state on a day, body by body, as a person likes to read it."""

from collections.abc import Iterator, Sequence

from archive.cli.as_of.around import ahead, around
from archive.cli.as_of.members import members
from archive.cli.as_of.offices import offices
from archive.cli.as_of.otherwise import otherwise
from archive.cli.as_of.stances import stances
from archive.cli.as_of.state import UNTOLD, heading, state
from archive.cli.printing.layout import apart, fitted, fixed, labelled, wrapped
from archive.cli.printing.marks import standing
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, marks_of, plain, said, short, since_of, weekday
from archive.model.answer import Answer
from archive.questions.day.overview import Overview, Section, overview
from archive.questions.scope.filters import Filters
from archive.questions.states.state import Answered, View

LEGEND = {
    "!": "told otherwise for this day", "±": "first day told otherwise", "»": "announced only", "u": "undated",
    "?": "possible",
}  # fmt: skip
QUIET = ("name", "document")
"""Properties that are told only when they are asked for."""


def page(seen: View, day: int, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the lines of the page."""
    told = overview(seen, day, wanted)
    yield from apart(on.bold(weekday(day)), on.faint(horizon_text(seen.horizon)), on.width)
    if not told.sections and not told.elsewhere:
        yield ""
        yield "nothing recorded for this day"
        return
    lines = [*_sections(seen, told, wanted, on), *_elsewhere(told, wanted, on)]
    yield from lines or ["", "nothing recorded for this day but what --all tells"]
    yield ""
    yield from _foot(told, wanted, lines, on)


def _sections(seen: View, told: Overview, wanted: Filters, on: Screen) -> Iterator[str]:
    for section in _full(told, wanted):
        lines = list(_section(seen, told, section, wanted, on))
        if len(lines) > 1 or section.state is not None:
            yield ""
            yield from lines


def _section(seen: View, told: Overview, section: Section, wanted: Filters, on: Screen) -> Iterator[str]:
    yield from heading(told, section, on)
    yield from state(seen, told, section, on)
    yield from members(told, section, wanted, on)
    yield from around(told, section, on)
    yield from _others(told, _asked(section.others, wanted), on)


def _asked(found: list[Answered], wanted: Filters) -> list[Answered]:
    asked = wanted.properties or frozenset()
    return [one for one in found if wanted.everything or one.line.property in asked or one.line.property not in QUIET]


def _elsewhere(told: Overview, wanted: Filters, on: Screen) -> Iterator[str]:
    shown = told.elsewhere if wanted.subjects is not None else _asked(told.elsewhere, wanted)
    rest = [section for section in told.sections if section not in _full(told, wanted)]
    held = [one for section in rest for one in section.offices] + [
        one for one in shown if one.line.property == "office"
    ]
    gone = [
        f"{told.label(section.body.id)} ({said(section.state.since)})"
        for section in rest
        if section.gone and section.state
    ]
    plans = [row for section in rest for row in ahead(told, section)]
    rows = [*offices(told, held), *plans, *([("Dissolved", ", ".join(gone))] if gone else [])]
    others = [one for one in shown if one.line.property != "office"]
    taken = [line for section in rest for line in stances(told, section, on)]
    if rows or others or taken:
        yield ""
        yield on.bold("BESIDES")
        yield from labelled(rows, on.width, indent=" ")
        yield from _others(told, others, on)
        yield from taken if rows or others else taken[1:]


def _full(told: Overview, wanted: Filters) -> list[Section]:
    """Return the sections that are told in full: of bodies that are there, and of which more than offices are told.

    Of a body that was asked for, or is there and followed from one, whatever is told is told in full.
    """
    followed = wanted.lineage.of_bodies if wanted.lineage else ()
    return [
        section
        for section in told.sections
        if section.body.id in wanted.bodies
        or wanted.everything
        or not (section.gone or (section.thin and section.body.id not in followed))
    ]


def _others(told: Overview, found: list[Answered], on: Screen) -> Iterator[str]:
    rows = [
        (
            one.line.property,
            told.label(one.line.subject),
            _value(told, one.answer),
            "; ".join([_since(told, one), *otherwise(told, one.answer)]),
        )
        for one in found
    ]
    yield from fitted(rows, on.width, indent=" ")


def _value(told: Overview, answer: Answer) -> str:
    if answer.value is None:
        return UNTOLD.get(answer.certainty) or " or ".join(plain(value) for value in answer.candidates)
    return told.label(answer.value) if answer.value in told.entities else plain(answer.value)


def _since(told: Overview, one: Answered) -> str:
    """Return to what it is, since when, and who tells it."""
    since = " ".join(part for part in (since_of(one.answer, told.day), marks_of(one.answer)) if part)
    text = " · ".join(part for part in (told.label(one.line.object), since) if part)
    sources = short(told.telling.sources(one.answer.events))
    return f"{text} ({sources})" if sources else text


def _printed(told: Overview, wanted: Filters) -> list[Answered]:
    """Return the answers of which other accounts are told on the page."""
    today = {one.line for section in told.sections for meetings in section.meetings.values() for one in meetings.today}
    return [
        one
        for one in _asked(told.found, wanted)
        if one.line in today or one.line.property not in ("meeting", "accession")
    ]


def _foot(told: Overview, wanted: Filters, lines: Sequence[str], on: Screen) -> Iterator[str]:
    """Yield what the marks mean that stand in the lines, how many answers bear them, and where to ask on."""
    answers = [one.answer for one in told.found]
    used = standing(LEGEND, lines)
    others = sum(bool(one.answer.contested) for one in _printed(told, wanted))
    if not others:
        used.discard("!")
    moved = sum(answer.since_contested for answer in answers)
    counts = {"!": f" ({others})", "±": f" ({moved} of {len(answers)} answers)"}
    legend = GAP.join(fixed(f"{sign} {what}{counts.get(sign, '')}") for sign, what in LEGEND.items() if sign in used)
    if legend:
        yield from wrapped(legend, on.width, indent="   ", first=" ")
    yield from wrapped("More: " + " · ".join(map(fixed, _more(told, wanted))), on.width, indent="   ", first=" ")


def _more(told: Overview, wanted: Filters) -> Iterator[str]:
    full = [one for section in _full(told, wanted) for some in section.members.values() for one in some]
    striking = next((one for one in sorted(full, key=lambda one: not one.answer.contested) if one.answer.marked), None)
    if striking is not None:
        yield f"archive history {striking.line.subject} {striking.line.object}"
    elif wanted.bodies:
        yield f"archive history --body {wanted.bodies[0]}"
    for one in _printed(told, wanted):
        if one.answer.contested and one is not striking:
            yield f"archive show {one.answer.contested[0].events[0]}"
            break
    else:
        handle = next((one.answer.events[0] for one in told.found if one.answer.events), None)
        if handle is not None:
            yield f"archive show {handle}"
    yield "--all for what is not told here"


GAP = "   "
