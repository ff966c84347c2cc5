"""The state on several days side by side, and what came or went within a month or a year."""

from collections.abc import Iterator, Sequence

from archive.cli.layout import fitted, table
from archive.cli.screen import Screen
from archive.cli.words import horizon_text, long_day, marks_of, plain, short
from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.dates import EdtfDate
from archive.questions.changes import Change, changes
from archive.questions.filters import Filters
from archive.questions.labels import Labels, labels
from archive.questions.state import View, answers
from archive.questions.told import Telling

COLUMNS = [
    "property", "subject", "subject_label", "object", "object_label", "value", "certainty", "candidates", "since",
    "until", "attested_on", "confirmed", "undated", "contested", "since_contested", "expected", "events",
]  # fmt: skip


def side_by_side(seen: View, dates: Sequence[EdtfDate], wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield one row for each timeline, one column for each day."""
    days = [date.latest for date in dates]
    label = labels(seen, days[-1])
    found = [{one.line: one.answer for one in answers(seen, day, wanted)} for day in days]
    lines = dict.fromkeys(line for there in found for line in there if line.property not in ("meeting", "attendance"))
    yield on.faint(horizon_text(seen.horizon))
    yield ""
    rows = [["", "", *(f"{date.text}" for date in dates)]]

    def rank(line: Line) -> tuple[bool, str, str, str]:
        return line.property != "membership", line.property, line.object, label(line.subject)

    for line in sorted(lines, key=rank):
        where = f"{line.property}, {line.object}" if line.object else line.property
        rows.append([label(line.subject), where, *(_cell(there.get(line)) for there in found)])
    yield from table(rows, indent=" ", width=on.width)


def within(seen: View, span: EdtfDate, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield what came or went within a month or a year."""
    found = changes(seen, span.earliest, span.latest, wanted)
    yield ""
    yield on.bold(f"WITHIN {span.text} ({long_day(span.earliest)} to {long_day(span.latest)})")
    if not found:
        yield " nothing came or went"
        return
    label = labels(seen, span.latest)
    telling = Telling(seen.db, seen.horizon, (handle for change in found for handle in change.events))
    yield from fitted([_change(change, label, telling) for change in found], on.width, indent=" ")


def _change(change: Change, label: Labels, telling: Telling) -> tuple[str, ...]:
    line = change.line
    where = f"{line.property}, {line.object}" if line.object else line.property
    turn = f"{_short(change.before)} → {_short(change.after)}"
    return change.date, label(line.subject), where, turn, short(telling.sources(change.events))


def _short(value: str | None) -> str:
    return "nothing recorded" if value is None else plain(value)


def _cell(answer: Answer | None) -> str:
    if answer is None:
        return ""
    value = answer.value or " or ".join(plain(value) for value in answer.candidates) or answer.certainty
    return " ".join(part for part in (plain(value), marks_of(answer)) if part)
