"""The index of what events register: entities with their names, and sources."""

import sqlite3

import msgspec

from archive.kinds.body import BodyRenamed
from archive.kinds.entity import EntityRegistered, EntityRenamed, Name
from archive.kinds.ledger import Entry
from archive.kinds.source import SourceRegistered
from archive.model.dates import iso, parse
from archive.store.naming import fold_name

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


def register(db: sqlite3.Connection, entry: Entry) -> None:
    """Write the rows of the entity, the name or the source that an event brings."""
    match entry.payload:
        case EntityRegistered():
            _register_entity(db, entry.position, entry.payload)
        case EntityRenamed(subject=entity, name=name, language=language, used_by=used_by):
            more = Name(name=name, language=language, used_by=used_by, since=entry.envelope.date or None)
            _name(db, entry.position, entity, name, form="renamed", more=more)
        case BodyRenamed(subject=body, name=name):
            more = Name(name=name, since=entry.envelope.date or None)
            _name(db, entry.position, body, name, form="renamed", more=more)
        case SourceRegistered():
            _register_source(db, entry.position, entry.payload)
        case _:
            pass


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
    more: Name | None = None,
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
