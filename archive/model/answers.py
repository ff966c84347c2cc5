"""Answers, written out: from a state and its run to the values and dates that people read."""

from collections.abc import Iterable
from typing import NamedTuple

from archive.model.answer import Answer, Contested, DayRange, Expected
from archive.model.changes import Change
from archive.model.claim import NONE, Claim
from archive.model.dates import iso
from archive.model.runs import Run
from archive.model.states import State


class Marks(NamedTuple):
    """What stands beside the answer of a day; `expected_undated` of one of the plans.

    `covered` are the claims by which nothing was there, if nothing else answers.
    """

    contested: tuple[Contested, ...] = ()
    since_contested: bool = False
    expected: tuple[Expected, ...] = ()
    expected_undated: bool = False
    covered: tuple[Claim, ...] = ()


def written(state: State, run: Run, marks: Marks) -> Answer:
    """Return the answer of a state in its run, with its marks."""
    if state.certainty == "unknown":
        return _without_state(marks)
    since = run.since if state.sure else None
    attested = () if state.sure else run.seen
    changes, holds = _grounds(state, run)
    return Answer(
        value=state.value,
        certainty=state.certainty,
        candidates=_in_order(state.values) if len(state.values) > 1 else (),
        since=since.date if since else None,
        until=run.until.date if run.until else None,
        since_bounds=_range(since),
        until_bounds=_range(run.until),
        attested_on=tuple(dict.fromkeys(hold.date for hold in attested)),
        confirmed=None if run.confirmed is None else iso(run.confirmed),
        undated=any(one.undated for one in changes) or any(hold.undated for hold in holds),
        events=_events(changes, holds),
        contested=marks.contested,
        since_contested=marks.since_contested,
        expected=marks.expected,
    )


def _grounds(state: State, run: Run) -> tuple[set[Change], tuple[Claim, ...]]:
    """Return the changes and the sightings that the answer of a state rests on."""
    if state.value is not None and not state.sure:
        return set(), run.seen
    changes = {*state.changes}
    changes.update([change for change in run.changes if change.earliest <= state.first])
    return changes, state.holds


def _without_state(marks: Marks) -> Answer:
    """Return the answer where nothing has begun or been seen: not there, or at most announced."""
    if marks.covered:
        return _covered(marks)
    if not marks.expected:
        return Answer(contested=marks.contested, since_contested=marks.since_contested)
    return Answer(
        certainty="scheduled",
        candidates=_in_order({one.value for one in marks.expected}),
        undated=marks.expected_undated,
        events=tuple(sorted({event for one in marks.expected for event in one.events})),
        contested=marks.contested,
        since_contested=marks.since_contested,
        expected=marks.expected,
    )


def _covered(marks: Marks) -> Answer:
    """Return the answer where what is told is all there was, and this is not told."""
    return Answer(
        value=NONE,
        certainty="not",
        confirmed=iso(max(claim.bounds.latest for claim in marks.covered)),
        undated=any(claim.undated for claim in marks.covered),
        events=_events((), marks.covered),
        contested=marks.contested,
        since_contested=marks.since_contested,
        expected=marks.expected,
    )


def _in_order(values: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(sorted(values, key=lambda value: (value is not None, value or "")))


def _range(change: Change | None) -> DayRange | None:
    return None if change is None else (iso(change.earliest), iso(change.latest))


def _events(changes: Iterable[Change], holds: Iterable[Claim]) -> tuple[str, ...]:
    events = {event for change in changes for event in change.events}
    events.update(hold.event for hold in holds)
    return tuple(sorted(events))
