"""Notes on what was appended: acts that do nothing, or not yet, and lines of succession that come back."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.kinds.base import Payload
from archive.kinds.families.body import BodyDissolved
from archive.kinds.families.editorial import ClaimRanked, EventCorrected, EventCorroborated, EventRetracted
from archive.kinds.families.entity import EntitySucceeded
from archive.kinds.ledger import Acts, Entry, acts_of, as_corrected, citations_of, with_fields
from archive.store.check.known import ID_LENGTH
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.tables.involved import acting
from archive.store.tables.project import reached

SUCCESSIONS = (EntitySucceeded, BodyDissolved)
ON_AN_EVENT = (EventRetracted, EventCorrected, EventCorroborated, ClaimRanked)

OF_ACTS = """
    SELECT position FROM events WHERE position BETWEEN :first AND :last
        AND kind IN (SELECT value FROM json_each(:kinds))
"""


class Note(NamedTuple):
    """An event, by its handle, and what is to be said of it."""

    event: str
    note: str


def notes_since(db: sqlite3.Connection, position: int, upto: int) -> Iterator[Note]:
    """Yield what is to be said of the events from behind a position up to another, in log order."""
    for start in range(position + 1, upto + 1, chunks.SIZE):
        last = min(start + chunks.SIZE - 1, upto)
        new = log_entries.at(db, _of_kinds(db, start, last, *ON_AN_EVENT, *SUCCESSIONS))
        acting_on = [one for one in new if isinstance(one.payload, ON_AN_EVENT)]
        there = log_entries.at(db, acting(db, reached(db, start, last), last)) if acting_on else []
        followed = [one for one in new if isinstance(one.payload, SUCCESSIONS)]
        line = log_entries.at(db, acting(db, _of_kinds(db, 1, last, *SUCCESSIONS), last)) if followed else []
        for entry in new:
            texts = _comes_back(entry, line) if isinstance(entry.payload, SUCCESSIONS) else _notes(entry, there)
            yield from (Note(entry.handle, text) for text in texts)


def _of_kinds(db: sqlite3.Connection, first: int, last: int, *kinds: type[Payload]) -> list[int]:
    named = {"first": first, "last": last, "kinds": json.dumps([kind.kind for kind in kinds])}
    return [position for (position,) in db.execute(OF_ACTS, named)]


def _notes(entry: Entry, there: Sequence[Entry]) -> Iterator[str]:
    """Yield what is to be said of an act as the log stood before it."""
    assert isinstance(entry.payload, ON_AN_EVENT)  # noqa: S101 - no other is asked about
    before = [one for one in there if one.position < entry.position]
    target = next((one for one in before if one.handle == entry.payload.event), None)
    if target is None:
        return
    acts, name = acts_of(before, {}), _name(target.handle)
    if (by := acts.retracted.get(target.handle)) is not None:
        yield f"{name} is retracted already, by {_name(by)}: this counts only if that is retracted"
    match entry.payload:
        case EventCorrected(set=fields):
            envelope, payload = as_corrected(target, acts)
            same = [
                name for name in fields if with_fields(envelope, payload, {name: fields[name]}) == (envelope, payload)
            ]
            if same:
                yield f"{name} has that {', '.join(same)} already"
        case ClaimRanked():
            if (entry.envelope.standing, _against(entry)) == acts.standing_of(target):
                yield f"{name} stands as {entry.envelope.standing} already"
        case EventCorroborated():
            yield from _cited(entry, target, acts)
        case _:
            pass  # the others do not act on one event alone


def _cited(entry: Entry, target: Entry, acts: Acts) -> Iterator[str]:
    told = citations_of(target, acts)
    for citation in entry.envelope.citations:
        if citation.source in acts.withdrawn:
            yield f"{citation.source} is withdrawn: its word counts only if that is retracted"
        elif citation in told:
            yield f"{_name(target.handle)} has that citation of {citation.source} already"


def _name(handle: str) -> str:
    """Return the key of an event, or the beginning of its id."""
    return handle[:12] if len(handle) == ID_LENGTH else handle


def _against(entry: Entry) -> tuple[str, ...]:
    return (entry.envelope.rival_of,) if entry.envelope.rival_of else ()


def _comes_back(entry: Entry, line: Sequence[Entry]) -> Iterator[str]:
    """Yield a note where whoever follows was followed, at some remove, by the one that it follows."""
    before = [one for one in line if one.position <= entry.position]
    acts = acts_of(before, {})
    after: dict[str, set[str]] = defaultdict(set)
    for one in before:
        if one.handle not in acts.retracted:
            for subject, successor in _links(as_corrected(one, acts)[1]):
                after[subject].add(successor)
    for subject, successor in _links(entry.payload):
        reached, found = {successor}, [successor]
        while found:
            new = after[found.pop()] - reached
            reached |= new
            found += new
        if subject in reached:
            yield f"{subject} and {successor} follow each other: the line comes back"


def _links(payload: Payload) -> Iterator[tuple[str, str]]:
    """Yield who is followed by whom; who stands on both sides goes on."""
    match payload:
        case EntitySucceeded(subject=before, successor=after):
            yield from ((one, other) for one in before for other in after if one not in after and other not in before)
        case BodyDissolved(subject=subject, successor=str(successor)):
            yield subject, successor
        case _:
            pass  # no other kind tells of a succession
