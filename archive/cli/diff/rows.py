"""The rows of the groups of a diff: when, who, from what to what, why, and who tells it."""

from collections import defaultdict
from collections.abc import Sequence

from archive.cli.diff.words import announced, turn, was, when
from archive.cli.printing.words import listed, marks_of, short
from archive.model.answer import Answer
from archive.questions.diff.answers import Pair, only_mark
from archive.questions.diff.world import Change, Diff
from archive.questions.scope.filters import Filters
from archive.questions.states.told import Telling

STATUSES, MARKED, MARKED_PAST, ANNOUNCED, ANNOUNCED_PAST, OFFICES, MEETINGS = (
    "STATUSES", "BEGAN TO BE TOLD OTHERWISE", "NO LONGER TOLD OTHERWISE", "ANNOUNCED", "ANNOUNCED NO LONGER",
    "OFFICES", "MEETINGS",
)  # fmt: skip
"""Titles of groups whose rows are made in a way of their own."""


class Rows:
    """Makes rows of changes; the last text of each is who tells it."""

    def __init__(self, found: Diff, telling: Telling, wanted: Filters) -> None:
        self._wanted = wanted
        self._found = found
        self._telling = telling
        self._label = found.label

    def of(self, title: str, some: Sequence[Change]) -> list[tuple[str, ...]]:
        """Return the rows of a group, in the order of its dates."""
        if title == OFFICES:
            return [self._office(office, some) for office in dict.fromkeys(change.line.object for change in some)]
        if title == MEETINGS:
            return self._meetings(some)
        rows = [self._row(title, change) for change in some]
        return sorted(rows, key=lambda row: (row[0].removeprefix("seen "), row))

    def _row(self, title: str, change: Change) -> tuple[str, ...]:
        line, after = change.line, change.after
        name = f"{self._label(line.subject)} {marks_of(after)}".rstrip()
        if title.startswith("BECAME") or title == "LEFT":
            what = was(change.before, self._label)
        elif title in (ANNOUNCED, ANNOUNCED_PAST):
            what = announced(change, self._label) + self._where(change, marked=True)
        else:
            marked = title in (MARKED, MARKED_PAST)
            what = turn(change, self._label).removesuffix(marks_of(after)).rstrip()
            what += self._where(change, marked=marked)
        return when(change, self._dates(change)), name, what, *self._cause(change), self._sources(change.events)

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
        before = [(change.line.subject, change.before) for change in mine if _may_hold(change.before)]
        after = [(change.line.subject, change.after) for change in mine if _may_hold(change.after)]
        kept = [
            (line.subject, answer)
            for line, answer in self._found.unchanged
            if line[::2] == ("office", office) and _may_hold(answer) and answer.certainty != "attested"
        ]
        text = f"{self._names([*before, *kept])} → {self._names([*after, *kept])}"
        holders = {who for who, _ in (*before, *after)}
        between = [self._label(change.line.subject) for change in mine if change.line.subject not in holders]
        text += f"; in between {listed(between)}" if between else ""
        new = [change for change in mine if _may_hold(change.after)] or mine
        events = [name for change in new for name in change.events]
        causes = listed(sorted({change.cause for change in mine}))
        dates = sorted(when(change, self._dates(change)) for change in new)
        cause = () if self._found.form == "world" else (causes,)
        sources = self._sources(events)
        return dates[-1], self._label(office), *cause, f"{text} ({sources})" if sources else text

    def _names(self, holders: Sequence[tuple[str, Answer]]) -> str:
        names = [f"{self._label(who)}{'' if answer.value else ' ?'}" for who, answer in holders]
        return listed(names) or "nobody recorded"

    def _meetings(self, some: Sequence[Change]) -> list[tuple[str, ...]]:
        """Return one row for each organ: how many of its meetings came to be told, or passed, and the last of them."""
        by_body: dict[str, list[Change]] = defaultdict(list)
        for change in some:
            by_body[change.line.object].append(change)
        return [(self._label(body), *self._met(there)) for body, there in by_body.items()]

    def _met(self, there: Sequence[Change]) -> tuple[str, str]:
        """Return how many meetings of an organ came to be told, or are announced, and who tells the last."""
        marked = [change for change in there if only_mark(Pair(change.before, change.after))]
        held = [change for change in there if change not in marked and change.line.property == "meeting"]
        held.sort(key=lambda change: when(change, self._dates(change)))
        came = len(there) - len(marked) - len(held)
        texts = [f"{len(held)} met; the last {when(held[-1], self._dates(held[-1]))}"] if held else []
        texts += [f"{came} of those who came"] if came else []
        texts += [f"{len(marked)} announced, or told otherwise"] if marked else []
        return ", ".join(texts), self._sources((held or there)[-1].events)

    def _dates(self, change: Change) -> list[str]:
        events = [self._telling.events[name] for name in change.events if name in self._telling.events]
        return [event.date for event in sorted(events, key=lambda event: event.earliest or "9999") if event.date]

    def _sources(self, events: Sequence[str]) -> str:
        return short(self._telling.sources(events))


def _may_hold(answer: Answer) -> bool:
    """Return whether somebody holds the office by an answer, or may."""
    return answer.value == "holds" or (answer.certainty in ("possible", "disputed") and "holds" in answer.candidates)
