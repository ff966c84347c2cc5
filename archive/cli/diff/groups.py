"""The changes between two states, grouped as people look for them: who became what, who left, who took office."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from archive.cli.as_of.page import QUIET
from archive.cli.diff.rows import (
    ANNOUNCED,
    ANNOUNCED_PAST,
    LEFT,
    MARKED,
    MARKED_PAST,
    MEETINGS,
    OFFICES,
    STATUSES,
    UNRECORDED,
    Rows,
)  # fmt: skip
from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import plural
from archive.questions.diff.answers import Pair, only_mark
from archive.questions.diff.world import Change, Diff
from archive.questions.scope.filters import Filters
from archive.questions.states.told import Telling

TITLES = {
    "participation": "TAKING PART", "representation": "SEATS", "accession": "STEPS TOWARDS A STATUS", "body": "BODIES",
    "office": OFFICES, "stance": "STANCES", "meeting": MEETINGS, "attendance": MEETINGS, "document": "DOCUMENTS",
    "control": "CONTROL", "recognition": "RECOGNITION", "name": "NAMES",
}  # fmt: skip
RANKS = (STATUSES, MARKED, MARKED_PAST, *dict.fromkeys(TITLES.values()), ANNOUNCED, ANNOUNCED_PAST)
GONE = ("none", None)

Group = tuple[int, int, str, str]
"""Ranks of a group, its title, and the body that it is of (or an empty text)."""


def grouped(found: Diff, telling: Telling, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the changes, group by group; of what is told only when asked for, how many there are."""
    groups: dict[Group, list[Change]] = defaultdict(list)
    quiet: Counter[str] = Counter()
    asked = wanted.properties or frozenset()
    for change in found.changes:
        name = change.line.property
        if name in QUIET and not (wanted.everything or name in asked):
            quiet[name] += 1
        else:
            groups[_group(change)].append(change)
    page = Rows(found, telling, wanted)
    for (_, _, title, body), some in sorted(groups.items()):
        place = f" · {found.label(body)}" if body and body not in wanted.bodies[:1] else ""
        yield ""
        yield " " + on.bold(f"{_counted(title, some)}{place}")
        yield from fitted(page.of(title, some), on.width, indent=" ")
    if quiet:
        yield ""
    for name, count in quiet.items():
        yield f" {TITLES[name]} {count} (--property {name})"


def _group(change: Change) -> Group:
    line, before, after = change.line, change.before, change.after
    mark = only_mark(Pair(before, after))
    title = TITLES.get(line.property, "")
    if title == MEETINGS or (not mark and title):
        return RANKS.index(title), 0, title, ""
    if mark == "expected":
        title = ANNOUNCED if after.expected else ANNOUNCED_PAST
    elif mark:
        begun = after.since_contested if mark == "first-day" else _more_told(change)
        title = MARKED if begun else MARKED_PAST
    else:
        return (0, *_of_status(change), line.object)
    return RANKS.index(title), 0, title, ""


def _more_told(change: Change) -> bool:
    """Return whether another account came up that was not there before."""
    there = {mark.value for mark in change.before.contested}
    return any(mark.value not in there for mark in change.after.contested)


def _of_status(change: Change) -> tuple[int, str]:
    before, after = change.before.value, change.after.value
    if after in GONE:
        if len(change.after.candidates) > 1:
            return 3, "POSSIBLE"
        if change.after.certainty != "not":
            return 6, UNRECORDED
        return 4, LEFT if before not in GONE else "WITHOUT A STATUS"
    if after == before:
        return 5, "THE SAME, BUT SURER OR LESS SURE"
    if after == "member":
        return 0, "BECAME MEMBERS"
    return (1, f"BECAME {plural(after).upper()}") if before in GONE else (2, "CHANGED STATUS")


def _counted(title: str, some: Sequence[Change]) -> str:
    """Return a title with how many are told of: offices and meetings each once, whoever took or attended them."""
    if title == MEETINGS:
        meetings = sum(change.line.property == "meeting" for change in some)
        return f"{MEETINGS} {meetings}" if meetings else f"ATTENDANCES {len(some)}"
    return f"{title} {len({change.line.object for change in some}) if title == OFFICES else len(some)}"
