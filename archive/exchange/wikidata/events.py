"""Wikidata in: memberships, positions and parts of the entities of a file as events."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import msgspec

from archive.exchange.files.limits import Source
from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import Matcher
from archive.exchange.outside.outsiders import settle
from archive.exchange.outside.relations import Relation, checked, drafts_of, settled, united
from archive.exchange.outside.taking_in import Reading, Terms
from archive.exchange.wikidata.file import Found, entities_in
from archive.exchange.wikidata.items import Item, item, outsiders_of
from archive.exchange.wikidata.records import Entity, Placed, Statement, item_of
from archive.exchange.wikidata.sources import References
from archive.exchange.wikidata.statements import (
    END,
    PART_OF,
    POINT_IN_TIME,
    READ,
    START,
    cited,
    ranked,
    relations_of,
)

UNDATED = "--on DATE takes it for a sighting on that day, on which the file was true"


class Kept(NamedTuple):
    """What is kept of a file: its items by id, the statements that are read, and what is part of what for good."""

    items: dict[str, Item]
    statements: list[Placed]
    parents: dict[str, str]


def read(source: Source, matcher: Matcher, bad: BadRecords, terms: Terms) -> Reading:
    """Return the events of a file of Wikidata's entities; what cannot be taken in goes to `bad`.

    Raises FaultsError where the file as a whole cannot be read.
    """
    kept = _kept(source, bad)
    labels = {ref: one.label for ref, one in kept.items.items() if one.label}
    skipped: Counter[str] = Counter()
    references = References(labels)
    told: list[tuple[Placed, Relation]] = []
    for placed in kept.statements:
        some = relations_of([placed], bad, skipped, labels=labels, on=terms.on)
        dated = checked(some, bad, end_is=terms.end_is, undated=UNDATED)
        told += [(placed, one) for one in dated]
    relations = [
        replace(one, citations=(cited(placed, terms.source), *references.citations(placed)))
        for placed, one in ranked(told)
    ]
    ids, drafts = settle(outsiders_of(kept.items, relations, kept.parents), matcher, bad, create=terms.create)
    for one in united(settled(relations, ids, bad), end_is=terms.end_is):
        drafts += drafts_of(one, end_is=terms.end_is)
    notes = [f"left out: {count} statement{'s' * (count > 1)} {reason}" for reason, count in skipped.items()]
    return Reading([*references.drafts(), *drafts], notes)


def _kept(source: Source, bad: BadRecords) -> Kept:
    kept = Kept({}, [], {})
    for found in entities_in(source, bad):
        entity = _entity(found, bad, kept)
        if entity is not None:
            kept.items[entity.id] = item(entity)
            for placed in _statements(entity, bad):
                whole = _whole(placed)
                if whole is None:
                    kept.statements.append(placed)
                else:
                    kept.parents.setdefault(entity.id, whole)
    return kept


def _entity(found: Found, bad: BadRecords, kept: Kept) -> Entity | None:
    raw = found.raw
    if isinstance(raw, dict) and ("missing" in raw or raw.get("type", "item") != "item"):
        return None  # asked for and not there; or a property, a lexeme
    try:
        entity = msgspec.convert(raw, type=Entity)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        short = Found(found.path, {"id": raw.get("id")} if isinstance(raw, dict) else None)
        bad.add(short, place.rstrip("`").removeprefix("."), f"{message[0].lower()}{message[1:]}")
        return None
    if entity.id in kept.items:
        bad.add(Found(found.path, {"id": entity.id}), "id", "the file has this entity twice", hint="keep one of them")
        return None
    return entity


def _statements(entity: Entity, bad: BadRecords) -> Iterator[Placed]:
    for name in READ:
        for number, raw in enumerate(entity.statements(name)):
            path = f"{entity.id}.{name}[{number}]"
            try:
                yield Placed(path, msgspec.convert(raw, type=Statement), raw, entity.id)
            except msgspec.ValidationError as error:
                message, _, place = str(error).partition(" - at `$")
                bad.add(Found(path, raw), place.rstrip("`").removeprefix("."), f"{message[0].lower()}{message[1:]}")


def _whole(placed: Placed) -> str | None:
    """Return what an item is part of for good: a statement of P361 without any time, not deprecated."""
    statement = placed.record
    timed = any(statement.told(name) for name in (START, END, POINT_IN_TIME))
    if statement.mainsnak.property != PART_OF or timed or statement.rank == "deprecated":
        return None
    return item_of(statement.mainsnak) if statement.mainsnak.snaktype == "value" else None
