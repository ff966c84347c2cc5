"""The index of what events register: entities with their names, and sources."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from archive.kinds.families.body import BodyRenamed
from archive.kinds.families.entity import EntityRegistered, EntityRenamed, Name
from archive.kinds.families.source import SourceRegistered
from archive.kinds.ledger import Entry
from archive.model.dates import iso, parse
from archive.store.tables.naming import fold_name

INSERT_ENTITY = """
    INSERT INTO entities (id, label, type, parent, event) VALUES (?, ?, ?, ?, ?)
"""
INSERT_NAME = """
    INSERT INTO names (entity, name, form, language, used_by, since, until, folded, event)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_SOURCE = """
    INSERT INTO sources (id, publisher, title, published, told, year, language, url, archived, retrieved, via, seen,
        covers, remark, size, sha256, event)
    VALUES (:id, :publisher, :title, :published, :told, :year, :language, :url, :archived, :retrieved, :via, :seen,
        :covers, :remark, :size, :sha256, :event)
"""


NameRow = tuple[str, str, str, str | None, str | None, str | None, str | None, str, int]


def register(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Write the rows of the entities, the names and the sources that events bring."""
    entities: list[tuple[str | int | None, ...]] = []
    sources: list[dict[str, Any]] = []
    names: list[NameRow] = []
    for entry in entries:
        facts = entry.payload
        if isinstance(facts, SourceRegistered):
            sources.append(_source(entry.position, facts))
        elif isinstance(facts, EntityRegistered):
            entities.append((facts.subject, facts.label, facts.type, facts.parent, entry.position))
        names += _names(entry)
    db.executemany(INSERT_ENTITY, entities)
    db.executemany(INSERT_NAME, names)
    db.executemany(INSERT_SOURCE, sources)


def _names(entry: Entry) -> Iterator[NameRow]:
    event, date = entry.position, entry.envelope.date or None
    match entry.payload:
        case EntityRegistered(subject=entity) as facts:
            yield _name(event, entity, "label", Name(name=facts.label))
            for name in facts.names:
                yield _name(event, entity, "name", name)
            for alias in facts.aliases:
                yield _name(event, entity, "alias", Name(name=alias))
            for scheme, value in facts.identifiers.items():
                yield _name(event, entity, scheme, Name(name=value))
        case EntityRenamed(subject=entity, name=name, language=language, used_by=used_by):
            yield _name(event, entity, "renamed", Name(name=name, language=language, used_by=used_by, since=date))
        case BodyRenamed(subject=body, name=name):
            yield _name(event, body, "renamed", Name(name=name, since=date))
        case _:
            pass


def _name(event: int, entity: str, form: str, name: Name) -> NameRow:
    return (
        entity, name.name, form, name.language, name.used_by, name.since, name.until, fold_name(name.name), event
    )  # fmt: skip


def _source(event: int, facts: SourceRegistered) -> dict[str, Any]:
    told = parse(facts.published).latest if facts.published else None
    return {
        **msgspec.structs.asdict(facts),
        "id": facts.source, "url": facts.address, "event": event, "told": None if told is None else iso(told),
        "year": int(facts.published[:4]) if facts.published and facts.published[:4].isdigit() else None,
        "covers": "; ".join(facts.covers) or None,
    }  # fmt: skip
