"""Twins: an event that another one in the log seems to tell already."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from archive.kinds.base import Payload
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.model.event import Draft
from archive.store.log.batches import head
from archive.store.log.precedents import retraction_of
from archive.store.schema.projection import BEFORE_ANYTHING, NEVER
from archive.store.tables.withheld import withheld_among

NEAR = 60
"""Days within which two dates are near."""

SAME_LINE = """
    SELECT DISTINCT e.position, coalesce(e.key, e.id), e.date, e.gist
    FROM claims c JOIN events e ON e.position = c.event
    WHERE c.property = :property AND c.subject = :subject AND c.object = :object AND c.value = :value
      AND c.earliest <= :latest AND c.latest >= :earliest AND e.kind = :kind
    ORDER BY e.position
"""


class Twin(NamedTuple):
    """An event of the log that a draft seems to repeat."""

    position: int
    handle: str
    date: str
    gist: str


def twins_of(db: sqlite3.Connection, draft: Draft) -> list[Twin]:
    """Return the events of the same kind, subject, object and value within 60 days of the draft's date.

    A draft that says that it tells something otherwise has none: it is a rival, or in a dispute.
    """
    envelope, payload = draft.envelope, draft.payload
    apart = envelope.standing != "main" or envelope.rival_of or envelope.disputes
    if apart or not envelope.date or not isinstance(payload, Payload):
        return []
    found = {twin for claim in payload.claims(parse(envelope.date), "") for twin in _near(db, claim, envelope.kind)}
    twins = sorted(twin for twin in found if retraction_of(db, twin.position) is None)
    hidden = withheld_among(db, (twin.position for twin in twins), head(db).position) if twins else ()
    return [twin._replace(date="", gist="withheld") if twin.position in hidden else twin for twin in twins]


def _near(db: sqlite3.Connection, claim: Claim, kind: str) -> Iterator[Twin]:
    if claim.part == "end":
        return
    low, high = claim.bounds.earliest - NEAR, claim.bounds.latest + NEAR
    where = {
        "property": claim.property, "subject": claim.subject, "object": claim.object, "value": claim.value,
        "kind": kind,
        "earliest": BEFORE_ANYTHING if low <= DAY_MIN else iso(low), "latest": NEVER if high >= DAY_MAX else iso(high),
    }  # fmt: skip
    yield from (Twin(*row) for row in db.execute(SAME_LINE, where))
