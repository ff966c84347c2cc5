"""The state on several days side by side, and what came or went within a month or a year."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from archive.cli.printing.cells import length
from archive.cli.printing.layout import fitted, table, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, long_day, marks_of, plain, planned, short, since_of
from archive.kinds.claiming import Line
from archive.model.dates import EdtfDate
from archive.questions.scope.filters import Filters
from archive.questions.states.changes import Change, changes
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import Answered, View, answers
from archive.questions.states.told import Telling

DAY = 12
"""Columns of a day beside another, with the gap: it is told in full, and statuses are wrapped to that."""


def side_by_side(seen: View, dates: Sequence[EdtfDate], wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield one row for each timeline, one column for each day."""
    days = [date.latest for date in dates]
    label = labels(seen, days[-1])
    found = [{one.line: _cell(one, day) for one in answers(seen, day, wanted)} for day in days]
    lines = dict.fromkeys(line for there in found for line in there if line.property not in ("meeting", "attendance"))
    yield from wrapped(on.faint(horizon_text(seen.horizon)), on.width)
    yield ""

    def rank(line: Line) -> tuple[bool, str, str, str]:
        return line.property != "membership", line.property, line.object, label(line.subject)

    ranked = sorted(lines, key=rank)
    if on.columns:
        yield from _by_timeline(ranked, [date.text for date in dates], found, label, on)
        return
    rows = [["", "", *(date.text for date in dates)]]
    for line in ranked:
        where = f"{line.property}, {line.object}" if line.object else line.property
        rows.append([label(line.subject), where, *(there.get(line, "") for there in found)])
    yield from table(rows, indent=" ")


def _by_timeline(
    lines: Sequence[Line], dates: Sequence[str], found: Sequence[Mapping[Line, str]], label: Labels, on: Screen
) -> Iterator[str]:
    """Yield the rows under the heading of their property and object, with as many days side by side as fit."""
    longest = max((length(label(line.subject)) for line in lines), default=0)
    many = max((on.width - 1 - min(longest, on.width // 3)) // DAY, 1)
    bands = [slice(first, first + many) for first in range(0, len(dates), many)]
    for (name, where), some in groupby(lines, key=lambda line: (line.property, line.object)):
        there = list(some)
        yield on.bold(f"{name.upper()} · {label(where)}" if where else name.upper())
        for band in bands:
            rows = [(label(line.subject), *(one.get(line, "") for one in found[band])) for line in there]
            yield from table([("", *dates[band]), *rows], indent=" ", width=on.width)
            yield ""


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


def _cell(one: Answered, day: int) -> str:
    answer = one.answer
    if one.line.property == "office" and answer.certainty == "attested":
        # Who was seen once may be out of office since: only when is told.
        return " ".join(part for part in (since_of(answer, day), marks_of(answer)) if part)
    words = planned if answer.certainty == "scheduled" else plain
    value = answer.value or " or ".join(words(value) for value in answer.candidates) or answer.certainty
    return " ".join(part for part in (plain(value), marks_of(answer)) if part)
