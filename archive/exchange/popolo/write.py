"""Popolo out: persons, organizations, posts, memberships and meetings as one JSON document.

https://www.popoloproject.com/specs/. Dates are of reduced precision where no more is known; ends are the last day
in. What Popolo has no word for stands under names with a plus sign, as its data patterns advise.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.exchange.exports.graph import Called, Graph, Met, Source, Thing, Tied, reduced
from archive.exchange.popolo.entities import OWN_SCHEME
from archive.exchange.popolo.occurrences import MEETING
from archive.model.dates import parse

POST, PERSON = "office", "person"

_DAY = len("2024-07-04")


def write(graph: Graph) -> Iterator[bytes]:
    """Yield the document in pieces: one record a line, so that two exports can be compared line by line."""
    organizations = [one for one in graph.things.values() if one.type not in (POST, PERSON)]
    collections: dict[str, list[dict[str, Any]]] = {
        "persons": [_named(one) for one in graph.things.values() if one.type == PERSON],
        "organizations": [_organization(one) for one in organizations],
        "posts": [_post(one) for one in graph.things.values() if one.type == POST],
        "memberships": _with_ids(graph),
        "events": [_event(one) for one in graph.meetings],
    }
    yield b"{"
    for number, (name, records) in enumerate(collections.items()):
        lines = ",\n".join(f"  {json.dumps(record, ensure_ascii=False)}" for record in records)
        opened = f'\n "{name}": [' + (f"\n{lines}\n ]" if lines else "]")
        yield (("," if number else "") + opened).encode()
    yield b"\n}\n"


def _named(one: Thing) -> dict[str, Any]:
    others = [_other_name(name) for name in one.names]
    return _filled({"id": one.id, "name": one.label, "other_names": others, "identifiers": _identifiers(one)})


def _other_name(name: Called) -> dict[str, Any]:
    start, end = (_written(date) for date in (name.since, name.until))
    return _filled({"name": name.name, "lang": name.language, "start_date": start, "end_date": end})


def _organization(one: Thing) -> dict[str, Any]:
    return {
        **_named(one),
        **_filled({
            "classification": one.type, "parent_id": one.parent, "founding_date": reduced(one.founded),
            "dissolution_date": reduced(one.dissolved),
        }),
    }  # fmt: skip


def _post(one: Thing) -> dict[str, Any]:
    others = [_other_name(name) for name in one.names]
    return _filled({
        "id": one.id, "label": one.label, "other_labels": others, "organization_id": one.parent,
        "identifiers": _identifiers(one),
    })  # fmt: skip


def _with_ids(graph: Graph) -> list[dict[str, Any]]:
    """Return the memberships, each with an id that stays as long as its first day does."""
    seen: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    for tie in graph.ties:
        stem = "/".join([tie.who, tie.what, tie.value, tie.since or (tie.seen[0] if tie.seen else "")])
        seen[stem] = seen.get(stem, 0) + 1
        found.append({"id": stem if seen[stem] == 1 else f"{stem}/{seen[stem]}", **_membership(tie, graph.things)})
    return found


def _membership(tie: Tied, things: Mapping[str, Thing]) -> dict[str, Any]:
    is_person = things[tie.who].type == PERSON
    member = {"@type": "Person" if is_person else "Organization", "id": tie.who}
    is_office = tie.about == POST
    return _filled({
        "person_id": tie.who if is_person else None, "member": None if is_person else member,
        "organization_id": None if is_office else tie.what, "post_id": tie.what if is_office else None,
        "role": None if is_office else tie.value,
        "start_date": tie.start, "end_date": tie.end,
        "+start_date": _vague(tie.since, tie.start), "+end_date": _vague(tie.until, tie.end),
        "+seen_on": list(tie.seen), "+certainty": None if tie.certainty == "certain" else tie.certainty,
        "+told_otherwise": tie.otherwise or None, "+events": list(tie.events), "sources": _links(tie.sources),
    })  # fmt: skip


def _event(one: Met) -> dict[str, Any]:
    identifiers = [{"scheme": OWN_SCHEME, "identifier": one.id}, *_outside(one.identifiers)]
    return _filled({
        "id": one.id, "name": one.label, "classification": MEETING, "start_date": one.start,
        "end_date": one.end, "location": one.place, "organization_id": one.body, "identifiers": identifiers,
        "+events": list(one.events), "sources": _links(one.sources),
    })  # fmt: skip


def _identifiers(one: Thing) -> list[dict[str, str]]:
    return [{"scheme": OWN_SCHEME, "identifier": one.id}, *_outside(one.identifiers)]


def _outside(identifiers: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"scheme": scheme, "identifier": value} for scheme, value in identifiers.items()]


def _links(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Return the sources that are on the web; a link needs an address."""
    return [{"url": one.address, "note": f"{one.publisher}: {one.title}"} for one in sources if one.address]


def _vague(written: str | None, told: str | None) -> str | None:
    """Return a date as written where what Popolo can tell of it is less."""
    return None if written == told or (told is not None and len(told) == _DAY) else written


def _written(date: str | None) -> str | None:
    """Return a date as written where Popolo can tell it."""
    if date is None:
        return None
    return date if parse(date).form == "single" and set(date) <= set("0123456789-") else None


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record without what is not told."""
    return {name: value for name, value in record.items() if value not in (None, [], ())}
