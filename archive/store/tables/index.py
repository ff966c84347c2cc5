"""The index of the log: what each event says about timelines, for search, and in the modules beside this one."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.kinds.base import Payload
from archive.kinds.families.editorial import EventCorrected
from archive.kinds.ledger import Entry, with_fields
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso, recall
from archive.model.event import Envelope
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.schema.projection import BEFORE_ANYTHING, NEVER
from archive.store.tables.index_records import register
from archive.store.tables.index_references import refer
from archive.store.tables.index_search import make_searchable

EARLIER_CORRECTIONS = """
    SELECT c.position, c.id, c.batch, c.body FROM acts a JOIN events c ON c.position = a.event
    WHERE a.target = :target AND c.kind = 'event.corrected' AND c.position < :event ORDER BY c.position
"""
INSERT_CLAIM = """
    INSERT INTO claims (event, property, subject, object, value, manner, date, earliest, latest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def index(db: sqlite3.Connection, first: int, last: int) -> None:
    """Write the rows of the events of one batch. Foreign keys must be deferred: a name may precede its entity."""
    # What a batch registers may be named and cited above it: first the names, then who uses them.
    for chunk in chunks.of(log_entries.registering(db, first, last)):
        register(db, chunk)
    for chunk in chunks.of(log_entries.each_between(db, first, last)):
        refer(db, chunk)
        db.executemany(INSERT_CLAIM, [_row(entry.position, c) for entry in chunk for c in raw_claims(db, entry)])
        make_searchable(db, chunk)


def raw_claims(db: sqlite3.Connection, entry: Entry) -> list[Claim]:
    """Return what the event says about timelines, before any editorial event acts on it.

    A correction yields the claims of the event as it then reads, whichever of the earlier
    corrections may count beside it: each may be retracted, or not be known yet.
    """
    if isinstance(entry.payload, EventCorrected):
        readings = list(_readings(db, entry, entry.payload))
    else:
        readings = [(entry.envelope, entry.payload, entry.handle)]
    claims = [
        claim
        for envelope, payload, handle in readings
        if envelope.date
        for claim in payload.claims(recall(envelope.date), handle)
    ]
    return claims if len(claims) < 2 else list(dict.fromkeys(claims))


def _readings(
    db: sqlite3.Connection, entry: Entry, correction: EventCorrected
) -> Iterator[tuple[Envelope, Payload, str]]:
    """Yield the event that is corrected (envelope, facts, handle) in each way in which it may then read."""
    target = log_entries.by_handle(db, correction.event)
    if target is None:
        return
    earlier = log_entries.decoded(db.execute(EARLIER_CORRECTIONS, {"target": target.position, "event": entry.position}))
    sets: dict[frozenset[tuple[str, str]], dict[str, str]] = {frozenset(): {}}
    for one in (*(e.payload for e in earlier), correction):
        if isinstance(one, EventCorrected):
            with_one = [{**fields, **one.set} for fields in sets.values()]
            kept = [] if one is correction else list(sets.values())
            sets = {frozenset(fields.items()): fields for fields in (*kept, *with_one)}
    for fields in sets.values():
        yield *with_fields(target.envelope, target.payload, fields), target.handle


def _row(event: int, claim: Claim) -> tuple[Any, ...]:
    earliest, latest = claim.bounds
    low = BEFORE_ANYTHING if earliest <= DAY_MIN else iso(earliest)
    high = NEVER if latest >= DAY_MAX else low if latest == earliest else iso(latest)
    return (
        event, claim.property, claim.subject, claim.object, claim.value, claim.manner, claim.date,
        low or BEFORE_ANYTHING, high or NEVER,
    )  # fmt: skip
