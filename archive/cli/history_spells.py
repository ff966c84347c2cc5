"""The page of `archive history` for many timelines: one row for each value and the time it lasted."""

from collections.abc import Iterator, Sequence

from archive.cli.layout import apart, fixed, table, wrapped
from archive.cli.screen import Screen
from archive.cli.words import horizon_text, marks_of, plain, said
from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.dates import iso
from archive.questions.history import History
from archive.questions.state import View

QUIET = ("unknown", "not")
WORDS = {"holds": "in office"}


def spells(seen: View, told: History, title: str, on: Screen) -> Iterator[str]:
    """Yield the spells of every timeline, under the heading of its property and object."""
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    shown = {line: runs for line, some in told.periods.items() if (runs := list(_rows(line, some, told)))}
    if not shown:
        yield ""
        yield "nothing recorded"
        return
    by_head: dict[tuple[str, str], list[Line]] = {}
    for line in shown:
        by_head.setdefault((line.property, line.object), []).append(line)
    for (name, where), lines in by_head.items():
        placed = [row for line in lines for row in shown[line]]
        if name == "office":  # its holders follow one another
            placed.sort(key=lambda row: row[0])
        rows = [row for _, row in placed]
        place = f" · {told.label(where)}" if where else ""
        yield ""
        yield on.bold(f"{name.upper()}{place}")
        yield from table([("who", "what", "since", "until", ""), *rows], indent=" ", width=on.width)
    yield ""
    legend = (
        "since: first day in", "until: last day told, or the day of what came next", "! told otherwise",
        "± first day told otherwise", "? possible", "u undated", "» announced",
    )  # fmt: skip
    yield from wrapped(" · ".join(map(fixed, legend)), on.width, indent=" ")


def _rows(line: Line, some: Sequence[Period], told: History) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the runs of one value by first day, each with all marks that its days bear."""
    runs: list[list[Period]] = []
    for period in some:
        if period.answer.certainty in QUIET and not period.answer.contested:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and last.until == period.first and _same(last.answer, period.answer):
            runs[-1].append(period)
        else:
            runs.append([period])
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if not (following and _dawns(run[-1], following[0])):
            yield run[0].first, _row(line, run, told)


def _row(line: Line, run: Sequence[Period], told: History) -> tuple[str, ...]:
    answer = next((period.answer for period in run if period.answer.since), run[0].answer)
    marks = sorted({sign for period in run for sign in marks_of(period.answer).split()})
    since = said(answer.since) or iso(run[0].first) or "before all that is known"
    if answer.attested_on:
        since = f"seen {', '.join(answer.attested_on)}"
    until = said(answer.until) or ("" if answer.attested_on else iso(run[-1].until) or "")
    return told.label(line.subject), _what(answer, told), since, until, " ".join(marks)


def _what(answer: Answer, told: History) -> str:
    if answer.certainty in QUIET:
        return "told otherwise: " + ", ".join(_word(mark.value) for mark in answer.contested)
    if answer.certainty == "scheduled":
        return "announced: " + ", ".join(_word(value) for value in answer.candidates)
    if answer.value is None:
        return " or ".join(_word(value) for value in answer.candidates)
    return WORDS.get(answer.value) or told.label(answer.value).replace("-", " ")


def _word(value: str | None) -> str:
    return WORDS.get(value or "") or plain(value)


def _dawns(last: Period, following: Period) -> bool:
    """Return whether a stretch only leaves open from which day the next one's value holds."""
    open_day = last.answer.value is None and following.answer.value in last.answer.candidates
    return open_day and last.until == following.first


def _same(one: Answer, other: Answer) -> bool:
    return (one.value, one.certainty in QUIET, one.value or one.candidates) == (
        other.value, other.certainty in QUIET, other.value or other.candidates,
    )  # fmt: skip
