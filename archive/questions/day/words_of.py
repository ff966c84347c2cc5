"""Each source's own word on the state of a body: who says what, told when."""

import importlib
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.claim import Claim
from archive.model.dates import day_of
from archive.questions.states.state import View
from archive.questions.states.told import Telling
from archive.store.reading.events import Cited, EventRow

PROPERTY = "body"
ABSENT = ("unknown", "not")
"""Answers of which only what goes against them has something to say."""


class Word(NamedTuple):
    """One citation that bears on the state; `otherwise` where it goes against the main account."""

    event: EventRow
    cited: Cited
    otherwise: bool


def words(seen: View, body: str, answer: Answer) -> list[Word]:
    """Return the words on which the answer rests and those that go against it, in the order of publication.

    Only what counts within the horizon has a word: nothing retracted, deprecated or withheld by then.
    """
    told = _claims(seen, Line(PROPERTY, body))
    against = {handle for mark in answer.contested for handle in mark.events}
    bearing = {claim.event for claim in told if _bears(claim, answer)} if answer.certainty not in ABSENT else set()
    telling = Telling(seen.db, seen.horizon, bearing | against | set(answer.events))
    values = {claim.event: claim.value for claim in told}
    # According to one source, its own account is no other one: no claim is a rival there.
    rivals = {claim.event for claim in told if claim.rival}
    found = [
        Word(event, cited, otherwise=handle in against | rivals or values.get(handle) != answer.value)
        for handle, event in telling.events.items()
        for cited in telling.citations(handle)
        if cited.support != "context"
    ]
    return sorted(found, key=lambda word: (word.otherwise, word.cited.told or "9999", word.cited.source))


def _claims(seen: View, line: Line) -> list[Claim]:
    # Decoding the log takes modules that a plain question does without, and few bodies are in doubt.
    found: dict[Line, list[Claim]] = importlib.import_module("archive.questions.states.cut").claims(
        seen.db, seen.horizon, [line]
    )
    return found[line]


def _bears(claim: Claim, answer: Answer) -> bool:
    """Return whether a claim is of the state that is there, or may fall into the time of it."""
    since = answer.since_bounds[0] if answer.since_bounds else None
    until = answer.until_bounds[0] if answer.until_bounds else None
    return claim.value == answer.value or (
        (since is None or day_of(since) <= claim.bounds.latest)
        and (until is None or claim.bounds.earliest < day_of(until))
    )


def doubtful(answer: Answer) -> bool:
    """Return whether the state is one of which each source should be heard."""
    return answer.value != "active" or bool(answer.contested) or answer.certainty != "certain"
