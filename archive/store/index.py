"""The index of the log: what each event says about timelines, for search, and in the modules beside this one."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from archive.kinds.base import Payload
from archive.kinds.editorial import EventCorrected
from archive.kinds.ledger import Entry, with_fields
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.model.event import Envelope
from archive.store import entries as log_entries
from archive.store.index_records import register
from archive.store.index_references import refer
from archive.store.schema_projection import BEFORE_ANYTHING, NEVER

EARLIER_CORRECTIONS = """
    SELECT c.position, c.id, c.batch, c.body FROM acts a JOIN events c ON c.position = a.event
    WHERE a.target = :target AND c.kind = 'event.corrected' AND c.position < :event ORDER BY c.position
"""
INSERT_CLAIM = """
    INSERT INTO claims (event, property, subject, object, value, manner, date, earliest, latest)
    VALUES (:event, :property, :subject, :object, :value, :manner, :date, :earliest, :latest)
"""
INSERT_SEARCH = """
    INSERT INTO events_search (rowid, gist, says, names, sources)
    SELECT :event, :gist, :says,
        (SELECT group_concat(DISTINCT n.name) FROM event_entities e JOIN names n ON n.entity = e.entity
         WHERE e.event = :event),
        (SELECT group_concat(DISTINCT s.publisher || ' ' || s.title) FROM citations c JOIN sources s ON s.id = c.source
         WHERE c.cited_by = :event)
"""


def index(db: sqlite3.Connection, batch: Sequence[Entry]) -> None:
    """Write the rows of the entries of one batch. Foreign keys must be deferred: a name may precede its entity."""
    # What a batch registers may be named and cited above it: first the names, then who uses them.
    for entry in batch:
        register(db, entry)
    for entry in batch:
        refer(db, entry)
        db.executemany(INSERT_CLAIM, (_claim_row(entry.position, claim) for claim in raw_claims(db, entry)))
    for entry in batch:
        _search(db, entry)


def raw_claims(db: sqlite3.Connection, entry: Entry) -> Iterator[Claim]:
    """Yield what the event says about timelines, before any editorial event acts on it.

    A correction yields the claims of the event as it then reads, whichever of the earlier
    corrections may count beside it: each may be retracted, or not be known yet.
    """
    if isinstance(entry.payload, EventCorrected):
        readings = _readings(db, entry, entry.payload)
    else:
        readings = iter([(entry.envelope, entry.payload, entry.handle)])
    claims = [
        claim
        for envelope, payload, handle in readings
        if envelope.date
        for claim in payload.claims(parse(envelope.date), handle)
    ]
    yield from dict.fromkeys(claims)


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


def _claim_row(event: int, claim: Claim) -> dict[str, Any]:
    low = BEFORE_ANYTHING if claim.bounds.earliest <= DAY_MIN else iso(claim.bounds.earliest)
    high = NEVER if claim.bounds.latest >= DAY_MAX else iso(claim.bounds.latest)
    return {
        "event": event, "property": claim.property, "subject": claim.subject, "object": claim.object,
        "value": claim.value, "manner": claim.manner, "date": claim.date,
        "earliest": low or BEFORE_ANYTHING, "latest": high or NEVER,
    }  # fmt: skip


def _search(db: sqlite3.Connection, entry: Entry) -> None:
    says = " ".join(f"{c.says} {c.quote}" for c in entry.envelope.citations)
    more = " ".join(_texts(entry.payload))
    db.execute(INSERT_SEARCH, {"event": entry.position, "gist": f"{entry.envelope.gist} {more}", "says": says})


def _texts(payload: Payload) -> Iterator[str]:
    for name in ("text", "question", "answer", "comment", "reason", "label", "title", "publisher", "meaning", "aspect"):
        text = getattr(payload, name, None)
        if isinstance(text, str):
            yield text
