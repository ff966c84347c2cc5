"""The index of the log: entities, names, sources, citations, claims and search, row by event."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from archive.kinds.base import Payload
from archive.kinds.editorial import DisputeRuled, EventCorrected, EventCorroborated, SourceWithdrawn
from archive.kinds.entity import EntityRegistered, EntityRenamed, Name
from archive.kinds.ledger import Entry, with_fields
from archive.kinds.roles import references
from archive.kinds.source import SourceRegistered
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.store import entries as log_entries
from archive.store.naming import fold_name
from archive.store.schema_projection import BEFORE_ANYTHING, NEVER

INSERT_ENTITY = """
    INSERT INTO entities (id, label, type, parent, event) VALUES (:id, :label, :type, :parent, :event)
"""
INSERT_NAME = """
    INSERT INTO names (entity, name, form, language, used_by, since, until, folded, event)
    VALUES (:entity, :name, :form, :language, :used_by, :since, :until, :folded, :event)
"""
INSERT_SOURCE = """
    INSERT INTO sources (id, publisher, title, published, told, year, language, url, archived, retrieved, via, seen,
        covers, remark, size, sha256, event)
    VALUES (:id, :publisher, :title, :published, :told, :year, :language, :url, :archived, :retrieved, :via, :seen,
        :covers, :remark, :size, :sha256, :event)
"""
WITHDRAW_SOURCE = "UPDATE sources SET withdrawn = :reason WHERE id = :id"
INSERT_CITATION = """
    INSERT INTO citations (event, source, at, says, quote, support, told, cited_by)
    SELECT :event, id, :at, :says, :quote, :support, told, :cited_by FROM sources WHERE id = :source
"""
INSERT_ROLE = "INSERT OR IGNORE INTO event_entities (event, entity, role) VALUES (:event, :entity, :role)"
INSERT_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, position FROM events WHERE key = :handle OR id = :handle
"""
INSERT_DISPUTE_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT position, :event FROM events
    WHERE kind = 'dispute.opened' AND json_extract(body, '$.event.payload.dispute') = :dispute
"""
INSERT_RULING_ACT = """
    INSERT OR IGNORE INTO acts (event, target)
    SELECT :event, position FROM events
    WHERE kind = 'dispute.opened' AND json_extract(body, '$.event.payload.dispute') = :dispute
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
         WHERE c.event = :event)
"""


def index(db: sqlite3.Connection, entry: Entry) -> None:
    """Write the rows of one entry. Foreign keys must be deferred: a name may precede its entity."""
    match entry.payload:
        case EntityRegistered():
            _register_entity(db, entry.position, entry.payload)
        case EntityRenamed(subject=entity, name=name):
            _name(db, entry.position, entity, name, form="renamed", more=entry.payload)
        case SourceRegistered():
            _register_source(db, entry.position, entry.payload)
        case SourceWithdrawn(source=source, reason=reason):
            db.execute(WITHDRAW_SOURCE, {"id": source, "reason": reason})
        case _:
            pass
    _refer(db, entry)
    for claim in raw_claims(db, entry):
        db.execute(INSERT_CLAIM, _claim_row(entry.position, claim))
    _search(db, entry)


def raw_claims(db: sqlite3.Connection, entry: Entry) -> Iterator[Claim]:
    """Yield what the event says about timelines, before any editorial event acts on it.

    A correction yields the claims of the event as it then reads.
    """
    if isinstance(entry.payload, EventCorrected):
        target = log_entries.by_handle(db, entry.payload.event)
        if target is not None:
            envelope, payload = with_fields(target.envelope, target.payload, entry.payload.set)
            yield from _claims(payload, envelope.date, target.handle)
    else:
        yield from _claims(entry.payload, entry.envelope.date, entry.handle)


def _claims(payload: Payload, date: str, handle: str) -> Iterator[Claim]:
    if date:
        yield from payload.claims(parse(date), handle)


def _register_entity(db: sqlite3.Connection, event: int, facts: EntityRegistered) -> None:
    db.execute(
        INSERT_ENTITY,
        {"id": facts.subject, "label": facts.label, "type": facts.type, "parent": facts.parent, "event": event},
    )
    _name(db, event, facts.subject, facts.label, form="label")
    for name in facts.names:
        _name(db, event, facts.subject, name.name, form="name", more=name)
    for alias in facts.aliases:
        _name(db, event, facts.subject, alias, form="alias")
    for scheme, value in facts.identifiers.items():
        _name(db, event, facts.subject, value, form=scheme)


def _name(
    db: sqlite3.Connection, event: int, entity: str, name: str, *, form: str,
    more: Name | EntityRenamed | None = None,
) -> None:  # fmt: skip
    fields = ("language", "used_by", "since", "until")
    optional = {field: getattr(more, field, None) for field in fields}
    db.execute(
        INSERT_NAME,
        {"entity": entity, "name": name, "form": form, "folded": fold_name(name), "event": event, **optional},
    )


def _register_source(db: sqlite3.Connection, event: int, facts: SourceRegistered) -> None:
    row = msgspec.structs.asdict(facts)
    told = parse(facts.published).latest if facts.published else None
    row.update(
        id=facts.source, url=facts.address, event=event, told=None if told is None else iso(told),
        year=int(facts.published[:4]) if facts.published and facts.published[:4].isdigit() else None,
        covers="; ".join(facts.covers) or None,
    )  # fmt: skip
    db.execute(INSERT_SOURCE, row)


def _refer(db: sqlite3.Connection, entry: Entry) -> None:
    cited_event = entry.position
    for reference in references(entry.payload):
        if reference.ref == "entity" and reference.name not in reference.words:
            db.execute(INSERT_ROLE, {"event": entry.position, "entity": reference.name, "role": reference.field})
        elif reference.ref == "event":
            db.execute(INSERT_ACT, {"event": entry.position, "handle": reference.name})
    for dispute in entry.envelope.disputes:
        db.execute(INSERT_DISPUTE_ACT, {"event": entry.position, "dispute": dispute})
    if isinstance(entry.payload, DisputeRuled):
        db.execute(INSERT_RULING_ACT, {"event": entry.position, "dispute": entry.payload.dispute})
    if isinstance(entry.payload, EventCorroborated):
        target = log_entries.by_handle(db, entry.payload.event)
        cited_event = target.position if target else cited_event
    for citation in entry.envelope.citations:
        row = {"event": cited_event, "cited_by": entry.position, **msgspec.structs.asdict(citation)}
        db.execute(INSERT_CITATION, row)


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
