"""Rivals: the events that tell a timeline otherwise, and what each would make of the answer of a day."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from archive.model.accounts import Other
from archive.model.answer import Answer
from archive.model.answers import Marks, written
from archive.model.claim import Claim
from archive.model.runs import NO_RUN
from archive.model.ways import ways


class Rival(msgspec.Struct, frozen=True):
    """An event that tells it otherwise. `bears` says on what of this day: its value, only the first day, nothing.

    `would` is the answer by its account, None where it has none for this day.
    """

    event: str
    bears: Literal["value", "first-day", "nothing"]
    value: str | None
    would: Answer | None


def rivals(claims: Sequence[Claim], day: int, answer: Answer) -> list[Rival]:
    """Return who tells it otherwise, those that bear on the value of the day first."""
    told = {event: mark.value for mark in answer.contested for event in mark.events}
    accounts = _accounts(claims, day)
    beside = sorted({claim.event for claim in claims if claim.rival} - told.keys())
    found = [Rival(event, "value", told[event], accounts.get(event)) for event in sorted(told)]
    found += [_quiet(event, claims, accounts.get(event), answer) for event in beside]
    return sorted(found, key=lambda rival: ("value", "first-day", "nothing").index(rival.bears))


def _quiet(event: str, claims: Sequence[Claim], would: Answer | None, answer: Answer) -> Rival:
    """Return a rival that leaves the value of the day as it is."""
    own = next(claim.value for claim in claims if claim.event == event)
    moves = would is not None and would.value == answer.value and would.since_bounds != answer.since_bounds
    if (answer.since_contested and moves) or (would is not None and _surely(would, answer)):
        return Rival(event, "first-day", own, would)
    return Rival(event, "nothing", own, None)


def _surely(would: Answer, answer: Answer) -> bool:
    """Return whether an account says for sure what, by its dates, may have begun by the day, or not yet have."""
    return answer.certainty == "possible" and would.certainty == "certain" and would.value in answer.candidates


def _accounts(claims: Sequence[Claim], day: int) -> dict[str, Answer]:
    """Return the answer of the day by the account of each event that replaces others."""
    if not claims:
        return {}
    way = next(way for way in reversed(ways(claims)) if way.first <= day)
    there = [other for other in way.others if other.first <= day <= other.last]
    return {event: _answer(other, day) for other in there for event in other.events}


def _answer(other: Other, day: int) -> Answer:
    at = other.account.index(day)
    run = other.runs[at] if other.runs else NO_RUN
    return written(other.account.states[at], run, Marks())
