"""The rows of the groups of a diff: when, who, from what to what, why, and who tells it."""

from collections import defaultdict
from collections.abc import Sequence

from archive.cli.diff.offices import Offices, may_hold
from archive.cli.diff.words import NOT_TOLD, announced, turn, was, when
from archive.cli.printing.words import listed, marks_of, short
from archive.questions.diff.answers import Pair, only_mark
from archive.questions.diff.world import Change, Diff
from archive.questions.scope.filters import Filters
from archive.questions.states.told import Telling

STATUSES, LEFT, UNRECORDED = "STATUSES", "LEFT", "NOTHING RECORDED ANY MORE"
MARKED, MARKED_PAST, ANNOUNCED, ANNOUNCED_PAST, OFFICES, MEETINGS = (
    "BEGAN TO BE TOLD OTHERWISE", "NO LONGER TOLD OTHERWISE", "ANNOUNCED", "ANNOUNCED NO LONGER", "OFFICES", "MEETINGS",
)  # fmt: skip
"""Titles of groups whose rows are made in a way of their own."""


class Rows:
    """Makes rows of changes; the last text of each is who tells it."""

    def __init__(self, found: Diff, telling: Telling, wanted: Filters) -> None:
        self._wanted = wanted
        self._found = found
        self._telling = telling
        self._label = found.label
        self._offices = Offices(found, wanted)

    def of(self, title: str, some: Sequence[Change]) -> list[tuple[str, ...]]:
        """Return the rows of a group, in the order of its dates."""
        if title == OFFICES:
            return [self._office(office, some) for office in dict.fromkeys(change.line.object for change in some)]
        if title == MEETINGS:
            return self._meetings(some)
        rows = [self._row(title, change) for change in some]
        rows.sort(key=lambda row: (_by_day(row[0]), row))
        return rows if any(row[0] for row in rows) else [row[1:] for row in rows]

    def _row(self, title: str, change: Change) -> tuple[str, ...]:
        line, after = change.line, change.after
        signs = [sign for sign in marks_of(after).split() if sign != "»" or title != ANNOUNCED]
        name = " ".join([self._label(line.subject), *signs])
        if title.startswith("BECAME") or title in (LEFT, UNRECORDED):
            what = was(change.before, self._label)
        elif title in (ANNOUNCED, ANNOUNCED_PAST):
            what = announced(change, self._label) + self._where(change, marked=True)
        else:
            marked = title in (MARKED, MARKED_PAST)
            what = turn(change, self._label, self._telling.events).removesuffix(marks_of(after)).rstrip()
            what += self._where(change, marked=marked)
        return self._when(change), name, what, *self._cause(change), self._sources(change.events)

    def _where(self, change: Change, *, marked: bool = False) -> str:
        """Return on which timeline it is, as far as the heading leaves that open."""
        line = change.line
        parts = [line.property] if marked and line.property != "membership" else []
        parts += [line.object] if line.object and line.object not in self._wanted.bodies[:1] else []
        return f" ({', '.join(parts)})" if parts and (marked or line.property != "membership") else ""

    def _cause(self, change: Change) -> tuple[str, ...]:
        return () if self._found.form == "world" else (change.cause,)

    def _office(self, office: str, some: Sequence[Change]) -> tuple[str, ...]:
        """Return one row of an office: who held it before, who does now, who did in between."""
        mine = [change for change in some if change.line.object == office]
        text = self._offices.told(office, mine)
        new = [change for change in mine if may_hold(change.after)] or mine
        events = [name for change in new for name in change.events]
        causes = listed(sorted({change.cause for change in mine}))
        last = max(map(self._when, new), key=_by_day)
        cause = () if self._found.form == "world" else (causes,)
        sources = self._sources(events)
        return last, self._label(office), *cause, f"{text} ({sources})" if sources else text

    def _meetings(self, some: Sequence[Change]) -> list[tuple[str, ...]]:
        """Return one row for each organ: how many of its meetings came to be told, or passed, and the last of them."""
        by_body: dict[str, list[Change]] = defaultdict(list)
        for change in some:
            by_body[change.line.object].append(change)
        return [(self._label(body), *self._met(there)) for body, there in by_body.items()]

    def _met(self, there: Sequence[Change]) -> tuple[str, str]:
        """Return how many meetings of an organ came to be told, or are announced, and who tells the last."""
        marked = [change for change in there if only_mark(Pair(change.before, change.after))]
        met = [change for change in there if change not in marked and change.line.property == "meeting"]
        gone = [change for change in met if change.after.certainty in NOT_TOLD]
        held = [change for change in met if change not in gone]
        held.sort(key=lambda change: _by_day(self._when(change)))
        came = len(there) - len(marked) - len(met)
        texts = [f"{len(held)} met; the last {self._when(held[-1])}"] if held else []
        texts += [f"{len(gone)} recorded no more"] if gone else []
        texts += [f"{came} attendance{'' if came == 1 else 's'}"] if came else []
        texts += [f"{len(marked)} announced, or told otherwise"] if marked else []
        return ", ".join(texts), self._sources((held or there)[-1].events)

    def _when(self, change: Change) -> str:
        """Return from when a change holds; between two states of knowledge the end of the first says nothing."""
        return when(change, self._dates(change), ends=self._found.form == "world")

    def _dates(self, change: Change) -> list[str]:
        events = [self._telling.events[name] for name in change.events if name in self._telling.events]
        return [event.date for event in sorted(events, key=lambda event: event.earliest or "9999") if event.date]

    def _sources(self, events: Sequence[str]) -> str:
        return short(self._telling.sources(events))


def _by_day(told: str) -> str:
    """Return a date as told without the word before it, by which it is put in order."""
    return told.removeprefix("seen ")
