"""Diff: what changed between two states; here, in the world between two days."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN, Answer
from archive.model.dates import iso
from archive.model.errors import UsageError
from archive.questions.diff.answers import Pair, differ
from archive.questions.diff.causes import in_the_world
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import Answered, View, ordered, tells

Form = Literal["world", "known", "recorded"]


class Change(NamedTuple):
    """One timeline says something else; `first` and `until` bound the days where all of time was asked."""

    line: Line
    before: Answer
    after: Answer
    cause: str
    events: tuple[str, ...]
    first: int | None = None
    until: int | None = None


class Diff(NamedTuple):
    """What changed, what did not (as far as it is told), and the view within which names and sources are read."""

    form: Form
    changes: list[Change]
    unchanged: list[Answered]
    seen: View
    label: Labels
    asked: Mapping[str, Any]

    @property
    def over_time(self) -> bool:
        """True where no day was asked, so that changes are of stretches of days."""
        return self.asked["date"] is None


def in_world(seen: View, first: int, last: int, wanted: Filters) -> Diff:
    """Return what changed between two days."""
    if first > last:
        raise UsageError("the second day is before the first", hint=f"turn them round: diff {iso(last)} {iso(first)}")
    there, then = dict(seen.on(first, wanted)), dict(seen.on(last, wanted))
    pairs = {line: Pair(there.get(line, UNKNOWN), then.get(line, UNKNOWN)) for line in {**there, **then}}
    changes = []
    for line, pair in pairs.items():
        if differ(pair):
            cause, events = in_the_world(pair)
            changes.append(Change(line=line, before=pair.before, after=pair.after, cause=cause, events=events))
    return assembled(
        changes, pairs, form="world", seen=seen, label=labels(seen, last),
        asked=seen.horizon.block([iso(first) or "", iso(last) or ""], **wanted.block()),
    )  # fmt: skip


def assembled(
    changes: Iterable[Change], pairs: Mapping[Line, Pair], *, form: Form, seen: View, label: Labels,
    asked: Mapping[str, Any],
) -> Diff:  # fmt: skip
    """Return the changes in the order in which answers are told, with those of all the pairs that are no change."""
    same = [Answered(line, pair.after) for line, pair in pairs.items() if tells(pair.after) and not differ(pair)]
    told = list(changes)
    rank = {one.line: number for number, one in enumerate(ordered(Answered(c.line, c.after) for c in told))}
    return Diff(
        form=form,
        changes=sorted(told, key=lambda change: (rank[change.line], change.first or 0)),
        unchanged=ordered(same),
        seen=seen,
        label=label,
        asked=asked,
    )


def as_data(found: Diff, *, everything: bool = False) -> dict[str, Any]:
    """Return a diff as plain data; with `everything`, also what did not change."""
    data = {"question": dict(found.asked), "changes": [_plain(change, found.label) for change in found.changes]}
    if everything:
        data["unchanged"] = [
            {**_place(line, found.label), "value": answer.value, "certainty": answer.certainty}
            for line, answer in found.unchanged
        ]
    return data


def _plain(change: Change, label: Labels) -> dict[str, Any]:
    return {
        **_place(change.line, label),
        "before": change.before.value,
        "after": change.after.value,
        "before_certainty": change.before.certainty,
        "after_certainty": change.after.certainty,
        "cause": change.cause,
        "events": list(change.events),
        "before_candidates": list(change.before.candidates),
        "after_candidates": list(change.after.candidates),
        "since": change.after.since,
        "from": None if change.first is None else iso(change.first),
        "to": None if change.until is None else iso(change.until),
    }


def _place(line: Line, label: Labels) -> dict[str, Any]:
    return {
        "property": line.property,
        "subject": line.subject,
        "object": line.object or None,
        "subject_label": label(line.subject),
        "object_label": label(line.object) or None,
    }
