"""Each source's own word on the state of a body: who says what, told when."""

from typing import NamedTuple

from archive.model.answer import Answer
from archive.questions.states.state import View
from archive.questions.states.told import Telling
from archive.store.reading import events as reading_events
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
    """Return the words on which the answer rests and those that go against it, in the order of publication."""
    claims = reading_events.claims_on(seen.db, PROPERTY, body, "", seen.horizon.position)
    against = {handle for mark in answer.contested for handle in mark.events}
    bearing = {claim.handle for claim in claims if _bears(claim, answer)} if answer.certainty not in ABSENT else set()
    mine = bearing | against | set(answer.events)
    telling = Telling(seen.db, seen.horizon, mine)
    values = {claim.handle: claim.value for claim in claims}
    # According to one source, its own account is no other one: our weighing does not count there.
    ours = seen.horizon.sources is None
    standings = reading_events.standings(seen.db, seen.horizon.position)
    found = [
        Word(event, cited, other or (ours and _rival(event, standings)))
        for handle, event in telling.events.items()
        for other in [handle in against or values.get(handle) != answer.value]
        for cited in telling.citations(handle)
        if cited.support != "context"
    ]
    return sorted(found, key=lambda word: (word.otherwise, word.cited.told or "9999", word.cited.source))


def _rival(event: EventRow, standings: dict[str, str]) -> bool:
    return standings.get(event.handle, event.standing) == "rival"


def _bears(claim: reading_events.ClaimRow, answer: Answer) -> bool:
    """Return whether a claim is of the state that is there, or may fall into the time of it."""
    until = (answer.until_bounds or (None, None))[0] or "9999-99-99"
    since = (answer.since_bounds or (None, None))[0] or "0000-00-00"
    return claim.value == answer.value or (since <= claim.latest and claim.earliest < until)


def doubtful(answer: Answer) -> bool:
    """Return whether the state is one of which each source should be heard."""
    return answer.value != "active" or bool(answer.contested) or answer.certainty != "certain"
