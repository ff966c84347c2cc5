"""The page of `archive diff`: its heading, what changed, and what did not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from archive.cli.as_of.members import ORDER
from archive.cli.diff.groups import grouped
from archive.cli.diff.spells import spelled
from archive.cli.printing.layout import GAP, fixed, wrapped
from archive.cli.printing.marks import standing
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, listed, long_day, many, plural
from archive.model.dates import day_of
from archive.questions.diff.world import Change, Diff
from archive.questions.scope.filters import Filters
from archive.questions.states.shown import shown
from archive.questions.states.state import Answered
from archive.questions.states.told import Telling

LEGEND = {
    "!": "told otherwise for this day", "±": "first day told otherwise", "»": "announced only", "u": "undated",
    "?": "possible",
}  # fmt: skip
COUNTED = ("certain", "attested")


def page(found: Diff, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the lines of the page."""
    yield on.bold(f"{_whom(found, wanted)}{_between(found)}")
    yield on.faint(horizon_text(found.seen.horizon))
    yield from _counts(found, on)
    telling = Telling(found.seen.db, found.seen.horizon, shown(found.seen, _events(found.changes)))
    if not found.changes:
        lines = ["", "nothing changed"]
    else:
        lines = list(spelled(found, telling, on) if found.over_time else grouped(found, telling, wanted, on))
    yield from lines
    yield ""
    yield from _foot(found, wanted, lines, on)


def _events(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the events of the changes, and of steps those of both sides: they say to which status each leads."""
    for change in changes:
        yield from change.events
        if change.line.property == "accession":
            yield from (*change.before.events, *change.after.events)


def _whom(found: Diff, wanted: Filters) -> str:
    names = [found.label(one) for one in (*wanted.called, *wanted.bodies)]
    return listed(names) or "All that is recorded"


def _between(found: Diff) -> str:
    asked = found.asked
    day = f"about {long_day(day_of(asked['date']))}, " if isinstance(asked["date"], str) else ""
    if found.form == "world":
        first, last = (long_day(day_of(date)) for date in asked["date"])
        return f", {first} to {last}"
    if found.form == "known":
        first, last = (long_day(day_of(date)) for date in asked["known"])
        return f": {day}what sources told by {first}, and by {last}"
    first, last = asked["position"]
    return f": {day}what the archive held at position {first}, and at {last}"


def _counts(found: Diff, on: Screen) -> Iterator[str]:
    """Yield how many had each status on both sides, body by body."""
    if found.over_time:
        return
    pairs = [(change.line, change.before, change.after) for change in found.changes]
    pairs += [(one.line, one.answer, one.answer) for one in found.unchanged]
    before: Counter[tuple[str, str]] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    for line, *answers in pairs:
        for counter, answer in zip((before, after), answers, strict=True):
            if line.property == "membership" and answer.certainty in COUNTED and answer.value:
                counter[line.object, answer.value] += 1
    for body in sorted({body for body, _ in before | after}, key=found.label):
        values = sorted({value for where, value in before | after if where == body}, key=_rank)
        counts = [f"{plural(value)} {before[body, value]} → {after[body, value]}" for value in values]
        name = found.label(body) + ": "
        yield from wrapped(name + GAP.join(map(fixed, counts)), on.width, indent="   ", first="")


def _rank(status: str) -> tuple[int, str]:
    return ORDER.index(status) if status in ORDER else len(ORDER), status


def _foot(found: Diff, wanted: Filters, lines: list[str], on: Screen) -> Iterator[str]:
    if found.unchanged:
        yield from wrapped(_unchanged(found.unchanged), on.width, indent="   ", first=" ")
    if wanted.everything:
        rows = [_same(one, found) for one in found.unchanged]
        lines = [*lines, *rows]
        yield from (line for text in rows for line in wrapped(text, on.width, indent="     ", first="   "))
    causes = Counter(change.cause for change in found.changes)
    told = [f"{cause} {count}" for cause, count in causes.most_common()]
    if len(causes) == 1:
        yield f" Cause of every change: {next(iter(causes))}"
    elif told:
        yield from wrapped("Causes: " + " · ".join(map(fixed, told)), on.width, indent="   ", first=" ")
    used = standing(LEGEND, lines)
    legend = GAP.join(fixed(f"{sign} {what}") for sign, what in LEGEND.items() if sign in used)
    if legend:
        yield from wrapped(legend, on.width, indent="   ", first=" ")
    first = next((one.line for one in sorted(found.changes, key=_telling_most) if one.line.object), None)
    if first is not None:
        more = [f"archive history {first.subject} {first.object}"]
        more += ["archive events {}..{}".format(*found.asked["date"])] if found.form == "world" else []
        yield from wrapped("More: " + " · ".join(map(fixed, more)), on.width, indent="   ", first=" ")


def _telling_most(change: Change) -> tuple[bool, bool]:
    return change.line.property != "membership", change.after.value != "member"


def _unchanged(same: Sequence[Answered]) -> str:
    statuses = Counter(one.answer.value for one in same if one.line.property == "membership" and one.answer.value)
    parts = [many(count, status) for status, count in sorted(statuses.items(), key=lambda one: _rank(one[0]))]
    rest = len(same) - statuses.total()
    word = "other" if parts else "timeline"
    parts += [f"{rest} {word}{'' if rest == 1 else 's'}"] if rest else []
    return f"Unchanged {len(same)}: {', '.join(parts)} (--all names them)"


def _same(one: Answered, found: Diff) -> str:
    where = f"{one.line.property}, {one.line.object}" if one.line.object else one.line.property
    return f"{found.label(one.line.subject)} · {where} · {one.answer.value or one.answer.certainty}"
