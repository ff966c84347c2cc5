"""Members on the page of a day: grouped by status, with their marks, and notes on what stands beside."""

from collections.abc import Iterator, Sequence

from archive.cli.as_of.otherwise import otherwise
from archive.cli.printing.layout import beside, fitted, table
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import listed, marks_of, plain, plural, said, short, since_of
from archive.model.answer import UNKNOWN
from archive.questions.day.overview import Overview, Section
from archive.questions.day.steps import Step
from archive.questions.scope.filters import Filters
from archive.questions.states.state import Answered

ORDER = ("member", "observer", "dialogue-partner", "partner", "associate", "suspended")
NONE = ("unknown", "not", "scheduled")
"""Answers of the main account that give no status."""
LEFT_OPEN = {"possible": "possible", "disputed": "open"}
"""Answers that leave open which status it is, and the heading that they stand under: they count for no status."""
STEPS = {"memorandum-signed": "memorandum", "in-force": "in force"}

Row = tuple[str, str, str]


def members(told: Overview, section: Section, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the members of a body, those on the way, and the notes on both."""
    notes = _Notes(told, section)
    groups = {status: [_row(told, one, notes) for one in _by_name(told, some)] for status, some in _groups(section)}
    if groups:
        yield ""
        yield from _side_by_side(groups, on) if on.columns else _row_by_row(groups)
    rows = _outside(told, section, wanted, notes)
    if notes.lines:
        yield ""
        yield from fitted(notes.lines, on.width, indent=" ")
    if rows:
        yield ""
        yield " " + on.bold("BESIDES, WITHOUT A STATUS HERE")
        yield from fitted(rows, on.width, indent=" ")


def _groups(section: Section) -> list[tuple[str, list[Answered]]]:
    """Return the members by status, in the order of the statuses; those whose status is left open come last."""
    shown: dict[str, list[Answered]] = {}
    for status, some in section.members.items():
        for one in some:
            if one.answer.certainty not in NONE:
                head = status if one.answer.value is not None else LEFT_OPEN.get(one.answer.certainty, status)
                shown.setdefault(head, []).append(one)
    return sorted(shown.items(), key=lambda item: (_place(item[0]), item[0]))


def _place(status: str) -> int:
    last = len(ORDER) + 1 if status in LEFT_OPEN.values() else len(ORDER)
    return ORDER.index(status) if status in ORDER else last


def _by_name(told: Overview, some: Sequence[Answered]) -> list[Answered]:
    return sorted(some, key=lambda one: told.label(one.line.subject))


def _row(told: Overview, one: Answered, notes: "_Notes") -> Row:
    event = told.telling.event(one.answer.events)
    since = since_of(one.answer, told.day, event.date if event else "")
    number = notes.add(one)
    told_otherwise = f"!{number}" if one.answer.contested else str(number or "")
    marks = " ".join(part for part in (marks_of(one.answer, told=False), told_otherwise) if part)
    return told.label(one.line.subject), since, marks


def _heading(status: str) -> str:
    return (status if status in LEFT_OPEN.values() else plural(status)).upper()


def _side_by_side(groups: dict[str, list[Row]], on: Screen) -> Iterator[str]:
    blocks = []
    for status, rows in groups.items():
        head = (f"{_heading(status)} {len(rows)}", "since", "")
        lines = table([head, *rows], width=on.width - 1)
        blocks.append([on.bold(lines[0]) if on.colour else lines[0], *lines[1:]])
    yield from (f" {line}" for line in beside(blocks, on.width - 1))


def _row_by_row(groups: dict[str, list[Row]]) -> Iterator[str]:
    yield " " + "   ".join(f"{_heading(status)} {len(rows)}" for status, rows in groups.items())
    every = [(status, name, since, marks) for status, rows in groups.items() for name, since, marks in rows]
    yield from table(every, indent=" ")


def _outside(told: Overview, section: Section, wanted: Filters, notes: "_Notes") -> list[Row]:
    """Return those that no main account gives a status, one row for each: what is told of them all the same."""
    silent = {
        one.line.subject: one.answer
        for some in section.members.values()
        for one in some
        if one.answer.certainty in NONE
    }
    rows = []
    for who in sorted({*section.steps, *section.beside, *silent} - notes.subjects, key=told.label):
        answer = silent.get(who, UNKNOWN)
        asked = wanted.everything or wanted.subjects is not None
        since = [f"no status since {said(answer.since)}"] if answer.since else []
        if asked and not since and answer.certainty == "not":
            since = [f"not there ({short(told.telling.sources(answer.events))})"]
        parts = [*since, *otherwise(told, answer, 2), *notes.texts(who)]
        if asked and answer.certainty == "unknown" and not parts:
            parts.insert(0, "nothing recorded")
        if parts and (asked or parts != since):
            rows.append(("!" if answer.contested else " ", told.label(who), "; ".join(parts)))
    return rows


class _Notes:
    """Numbered notes on members: what is told otherwise, what they take part in, how far they have come."""

    def __init__(self, told: Overview, section: Section) -> None:
        self._told = told
        self._section = section
        self.lines: list[tuple[str, str, str]] = []
        self.subjects: set[str] = set()

    def add(self, one: Answered) -> int | None:
        """Write a note on a member, if there is anything to note, and return its number."""
        self.subjects.add(one.line.subject)
        parts = [*self._open(one), *otherwise(self._told, one.answer, 2), *self.texts(one.line.subject)]
        if not parts:
            return None
        number = len(self.lines) + 1
        sign = f"!{number}" if one.answer.contested else f" {number}"
        self.lines.append((sign, self._told.label(one.line.subject), "; ".join(parts)))
        return number

    def texts(self, subject: str) -> list[str]:
        """Return what stands beside a status: participation, the seat, steps."""
        return [*self._beside(subject), *self._joining(subject)]

    def _open(self, one: Answered) -> Iterator[str]:
        if one.answer.certainty in ("possible", "disputed"):
            values = [plain(value) for value in one.answer.candidates]
            event = self._told.telling.event(one.answer.events)
            day = f", dated {said(event.date)}" if event else ""
            sources = short(self._told.telling.sources(one.answer.events), 2)
            word = "possible" if one.answer.certainty == "possible" else "open"
            yield f"{word}: {listed(values, 'or')}{day} ({sources})"

    def _beside(self, subject: str) -> Iterator[str]:
        for line, answer in self._section.beside.get(subject, ()):
            if answer.silent:
                continue
            seat = "seat: " if line.property == "representation" else ""
            value = self._told.label(answer.value or "") if seat else plain(answer.value)
            since = since_of(answer, self._told.day)
            when = "" if not since else f" {since}" if since.startswith("seen") else f" since {since}"
            marks = f" {marks_of(answer)}" if marks_of(answer) else ""
            yield f"{seat}{value}{when}{marks} ({short(self._told.telling.sources(answer.events))})"

    def _joining(self, subject: str) -> Iterator[str]:
        by_aim: dict[str | None, list[Step]] = {}
        for step in self._section.steps.get(subject, ()):
            by_aim.setdefault(step.towards, []).append(step)
        for aim, some in by_aim.items():
            name = f"to become {plain(aim)}" if aim else "joining"
            yield f"{name}: {', '.join(_steps(some))}"


def _steps(some: Sequence[Step]) -> Iterator[str]:
    """Yield the steps in words; of neighbours that are the same step, only the first is named."""
    before = None
    for step in some:
        name = STEPS.get(step.value, step.value.replace("-", " ")) + " "
        again = before == (step.value, step.ahead)
        before = (step.value, step.ahead)
        yield f"{'» ' if step.ahead else ''}{'' if again else name}{said(step.date)}".rstrip()
