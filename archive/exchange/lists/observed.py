"""What a list made the archive tell so far: read from the batches of its observations, and nothing else.

What others wrote about the same is left aside, corrections of the observed events too: a list is compared with
itself, so that what it says unchanged is never told again.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from archive.exchange.lists.compare import between
from archive.exchange.lists.snapshot import Fact, Told
from archive.kinds.endings import begun, is_end
from archive.kinds.families.editorial import EventCorrected, EventCorroborated, EventRetracted
from archive.kinds.families.listing import ListObserved
from archive.kinds.ledger import Entry
from archive.model.dates import day_of
from archive.store.log import entries
from archive.store.log.batches import batch_of


@dataclass(slots=True)
class Observed:
    """A list as last seen: on which day (None: never), how many facts it told, and what tells them.

    `seen` has the hash of the facts of each day. `lagging` are the groups that the last snapshot did not cover, with
    the day of the last one that did; `events` are the handles of all events that its observations ever wrote.
    """

    day: int | None = None
    facts: int = 0
    seen: dict[int, str] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    lagging: dict[str, int] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)


def observed(db: sqlite3.Connection, name: str) -> Observed:
    """Return the list of that name as last seen; one never seen has no day and tells nothing."""
    found = Observed()
    for seen in entries.of_kind(db, ListObserved.kind):
        if isinstance(seen.payload, ListObserved) and seen.payload.list == name:
            batch = batch_of(db, seen.batch)
            assert batch is not None  # noqa: S101 - an event is in a batch
            follow(found, entries.between(db, batch.first, batch.last))
    return found


def lists(db: sqlite3.Connection) -> list[str]:
    """Return the names of all lists seen so far, in order."""
    seen = (entry.payload for entry in entries.of_kind(db, ListObserved.kind))
    return sorted({facts.list for facts in seen if isinstance(facts, ListObserved)})


def follow(found: Observed, batch: Iterable[Entry]) -> None:
    """Bring what is known of a list up to date with the events of its next observation."""
    events = list(batch)
    head = next(entry for entry in events if isinstance(entry.payload, ListObserved))
    assert isinstance(head.payload, ListObserved)  # noqa: S101 - looked for above
    on = day_of(head.envelope.date)
    dated = {between(day, on) for day in (found.day, *found.lagging.values())}
    # What is concluded from a row that is gone; an end that the list tells has a date of its own.
    ends = {entry.handle for entry in events if is_end(entry.payload) and entry.envelope.date in dated}
    for entry in events:
        _take(found.told, entry, concluded=entry.handle in ends)
    if found.day is not None:
        found.lagging = {group: found.lagging.get(group, found.day) for group in head.payload.without}
    found.day, found.facts = on, head.payload.facts
    found.seen[on] = head.payload.sha256
    found.events.update(entry.handle for entry in events)


def _take(told: dict[str, Told], entry: Entry, *, concluded: bool) -> None:
    payload = entry.payload
    match payload:
        case EventCorrected(event=handle, set=fields):
            told[handle] = replace(told[handle], fact=replace(told[handle].fact, date=fields["date"]))
        case EventCorroborated(event=handle):
            told[handle] = replace(told[handle], fact=replace(told[handle].fact, ahead=False))
        case EventRetracted(event=handle):
            del told[handle]
        case ListObserved(over=handles):
            for handle in handles:
                told.pop(handle, None)
        case _ if payload.nature == "world":
            state = begun(payload)
            ahead = all(citation.support == "ahead" for citation in entry.envelope.citations)
            fact = Fact(payload=payload if state is None else state, date=entry.envelope.date, ahead=ahead)
            told[entry.handle] = Told(fact=fact, handle=entry.handle, sighting=state is not None, concluded=concluded)
        case _:
            pass
