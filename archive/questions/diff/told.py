"""Diff of what was told: between two known dates, or between two positions of the log."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN
from archive.model.dates import DAY_MAX, DAY_MIN, day_of, iso
from archive.model.timeline import answer_on, fold
from archive.questions.diff.answers import Apart, Pair, differ, stretches_apart
from archive.questions.diff.deeds import in_what_was_told
from archive.questions.diff.sides import Side, sides
from archive.questions.diff.world import Change, Diff, Form, assembled
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.states.labels import labels
from archive.questions.states.state import tells
from archive.store.log import batches


def in_told(db: sqlite3.Connection, first: Horizon, second: Horizon, on: int | None, wanted: Filters) -> Diff:
    """Return what changed between two horizons: by known dates, else by positions; on a day or over all of time."""
    form: Form = "known" if first.known_day is not None and first.recorded == second.recorded else "recorded"
    since = first.known_day if form == "known" and first.known_day is not None else _day_of(db, first.position)
    both = one, other = sides(db, first, second, wanted)
    changes: list[Change] = []
    pairs: dict[Line, Pair] = {}
    for line in sorted(one.spoken | other.spoken):
        aparts = list(_apart(one, other, line, on))
        if not aparts:
            pairs[line] = _now(other, line, on)
        for apart in aparts:
            cause, events = in_what_was_told(line, apart.pairs, both, since)
            first_day, until = (apart.first, apart.until) if on is None else (None, None)
            change = Change(
                line=line, before=apart.pairs[0].before, after=apart.pairs[0].after, cause=cause, events=tuple(events),
                first=first_day, until=until,
            )  # fmt: skip
            changes.append(change)
    return assembled(
        changes, pairs, form=form, seen=other, label=labels(other, DAY_MAX - 1 if on is None else on),
        asked=second.block(None if on is None else iso(on), **_asked(form, first, second), **wanted.block()),
    )  # fmt: skip


def _apart(one: Side, other: Side, line: Line, on: int | None) -> Iterator[Apart]:
    there, then = one.claims(line), other.claims(line)
    if there == then:
        return
    if on is None:
        yield from stretches_apart(fold(there), fold(then))
    elif differ(pair := Pair(answer_on(there, on), answer_on(then, on))):
        yield Apart(on, on + 1, (pair,))


def _now(side: Side, line: Line, on: int | None) -> Pair:
    """Return the answer of a timeline that did not change; over all of time, the last that is told."""
    claims = side.claims(line)
    if on is not None:
        answer = answer_on(claims, on)
    else:
        told = [period for period in fold(claims) if tells(period.answer)]
        answer = told[-1].answer if told else UNKNOWN
    return Pair(answer, answer)


def _day_of(db: sqlite3.Connection, position: int) -> int:
    """Return the day on which the log reached a position; of an empty log, the day of its first batch."""
    batch = next(batches.batches(db, after=max(position - 1, 0)), None)
    return DAY_MIN if batch is None else day_of(batch.recorded_at[:10])


def _asked(form: Form, first: Horizon, second: Horizon) -> dict[str, Any]:
    if form == "known":
        return {"known": [iso(first.known_day or 0), iso(second.known_day or 0)]}
    return {"recorded": [first.recorded, second.recorded], "position": [first.position, second.position]}
