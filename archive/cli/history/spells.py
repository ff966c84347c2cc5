"""The page of `archive history` for many timelines: one row for each value and the time it lasted."""

from collections.abc import Iterator, Sequence

from archive.cli.printing.layout import apart, fixed, table, wrapped
from archive.cli.printing.marks import standing
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, instead, marks_of, plain, planned, said, until_of
from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.dates import DAY_MAX, iso
from archive.questions.states.history import History
from archive.questions.states.labels import labels
from archive.questions.states.state import View

QUIET = ("unknown", "not")
MARKS = {
    "!": "told otherwise", "±": "first day told otherwise", "?": "possible", "u": "undated", "»": "announced",
}  # fmt: skip


def spells(seen: View, told: History, asked: Sequence[str], on: Screen) -> Iterator[str]:
    """Yield the spells of every timeline, under the heading of its property and object; `asked` are ids."""
    title = f"History of {', '.join(map(told.label, asked))}" if asked else "History"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    shown = {line: runs for line, some in told.periods.items() if (runs := list(_rows(line, some, told, seen)))}
    if not shown:
        yield ""
        yield "nothing recorded"
        return
    marks: list[str] = []
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
        marks += [row[-1] for row in rows]
    yield ""
    legend = ["since: first day in", "until: last day in, or its date as written where it is vague"]
    there = standing(MARKS, marks)
    legend += [f"{sign} {words}" for sign, words in MARKS.items() if sign in there]
    yield from wrapped(" · ".join(map(fixed, legend)), on.width, indent=" ")


def _rows(line: Line, some: Sequence[Period], told: History, seen: View) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the runs of one value by first day, each with the name of its last day and all marks that its days bear."""
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
            who = labels(seen, max(run[0].first, run[-1].until - 1))(line.subject)
            yield run[0].first, (who, *_row(run, told))


def _only_otherwise(answer: Answer) -> bool:
    """Return whether only other accounts tell that a value is there."""
    return answer.certainty in QUIET or (answer.certainty == "scheduled" and bool(answer.contested))


def _row(run: Sequence[Period], told: History) -> tuple[str, ...]:
    only_otherwise = _only_otherwise(run[0].answer)
    answer = next((period.answer for period in run if period.answer.since and not only_otherwise), run[0].answer)
    marks = sorted({sign for period in run for sign in marks_of(period.answer).split()})
    since = ("" if only_otherwise else said(answer.since)) or iso(run[0].first) or "before all that is known"
    if answer.attested_on and not only_otherwise:
        since = f"seen {', '.join(answer.attested_on)}"
    last = _last_day(run[-1] if only_otherwise else run[-1]._replace(answer=answer), told_of=not only_otherwise)
    return _what(answer, told), since, last, " ".join(marks)


def _last_day(period: Period, *, told_of: bool) -> str:
    """Return the last day of a run: the one before that of what came next; of a vague one the date as written."""
    answer = period.answer
    if told_of and (answer.until or answer.attested_on):
        return until_of(answer)
    return iso(period.until - 1) or "" if period.until < DAY_MAX else ""


def _what(answer: Answer, told: History) -> str:
    if _only_otherwise(answer):
        kinds = {event.handle: event.kind for event in told.events}
        others = (
            instead(one.value, [kinds[handle] for handle in one.events if handle in kinds]) for one in answer.contested
        )
        return "told otherwise: " + ", ".join(others)
    if answer.certainty == "scheduled":
        return "announced: " + ", ".join(planned(value) for value in answer.candidates)
    if answer.value is None:
        return " or ".join(plain(value) for value in answer.candidates)
    return told.label(answer.value) if told.label(answer.value) != answer.value else plain(answer.value)


def _dawns(last: Period, following: Period) -> bool:
    """Return whether a stretch only leaves open from which day the next one's value holds."""
    if _only_otherwise(last.answer) or last.answer.value is not None:
        return False
    return following.answer.value in last.answer.candidates and last.until == following.first


def _same(one: Answer, other: Answer) -> bool:
    return _told(one) == _told(other)


def _told(answer: Answer) -> tuple[object, ...]:
    if _only_otherwise(answer):
        return True, tuple(mark.value for mark in answer.contested)
    return False, answer.value or answer.candidates
