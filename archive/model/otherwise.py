"""Told otherwise: what stands beside the main account's answer on one day."""

from collections.abc import Iterable

from archive.model.accounts import Other, Sighting
from archive.model.answer import Contested
from archive.model.answers import Marks
from archive.model.changes import Change
from archive.model.claim import NONE
from archive.model.states import State

Telling = tuple[str | None, tuple[str, ...]]
"""A value and the events that tell it; None is "nothing begun"."""


def told_otherwise(
    main: State,
    since: Change | None,
    day: int,
    *,
    seen: Iterable[Sighting],
    others: Iterable[Other],
) -> Marks:
    """Return the marks of a day: the values told otherwise, and whether the first day is.

    `since` is the change that began the main account's run.
    """
    tellings = [_telling(sight) for sight in seen if _differs(main, day, sight)]
    moved = False
    for other in others:
        if other.first <= day <= other.last:
            theirs = _differences(main, day, other)
            tellings += theirs
            moved = moved or (not theirs and _moves(main, since, day, other))
    return Marks(_by_value(tellings) if tellings else (), moved)


def _by_value(tellings: Iterable[Telling]) -> tuple[Contested, ...]:
    events: dict[str | None, set[str]] = {}
    for value, tellers in tellings:
        events.setdefault(value, set()).update(tellers)
    values = sorted(events, key=lambda value: (value is not None, value or ""))
    return tuple(Contested(value, tuple(sorted(events[value]))) for value in values)


def _telling(sight: Sighting) -> Telling:
    return sight.claim.value, (sight.claim.event,)


def _differs(main: State, day: int, sight: Sighting) -> bool:
    """Return whether a sighting speaks for the day, and of a value that the answer leaves out."""
    if not sight.first <= day <= sight.last or sight.claim.value in main.values:
        return False
    if sight.claim.manner == "lacks" and None in main.values:
        return False  # Where nothing may have begun, a list without it tells nothing otherwise.
    return sight.claim.rival or main.sure or bool(main.changes)


def _differences(main: State, day: int, other: Other) -> list[Telling]:
    """Return each value that the other account gives and the main one does not.

    Where it gives none but leaves out the main value, its own answer.
    """
    state = other.account.on(day)
    # "It ended" tells nothing otherwise where nothing may have begun.
    extra = state.values - main.values - ({None, NONE} if None in main.values else {None})
    if not other.events:
        return [(one.value, one.events) for one in state.changes if one.value in extra]
    if extra:
        return [(value, other.events) for value in extra]
    if main.value is not None and main.value not in state.values:
        return [(state.value, other.events)]
    return []


def _moves(main: State, since: Change | None, day: int, other: Other) -> bool:
    """Return whether the other account, agreeing on the day, begins the run on another day."""
    if since is None or main.value == NONE or not main.sure or other.instead_of.isdisjoint(since.events):
        return False
    at = other.account.index(day)
    theirs = other.runs[at].since if other.account.states[at].sure else None
    return theirs is None or theirs[:3] != since[:3]
