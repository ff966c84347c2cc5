"""FollowTheMoney out: entities as JSON Lines, of its schemata for persons, organisations, offices and meetings.

https://followthemoney.tech/explorer/. Dates are prefixes (2024, 2024-07, 2024-07-04); ends are the last day in. A
country is a LegalEntity: FollowTheMoney has no schema for one, and nothing is said of its recognition.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha1

from archive.exchange.exports.graph import Graph, Met, Source, Thing, Tied, reduced

SCHEMATA = {"person": "Person", "country": "LegalEntity", "authority": "PublicBody", "office": "Position"}
"""The schema of each type of entity; of any other, Organization."""

PREFIX = "archive-"

Properties = dict[str, list[str]]

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def write(graph: Graph, left: Counter[str]) -> Iterator[bytes]:
    """Yield a line for each entity, things before what ties them; `left` counts what has no place there."""
    for thing in graph.things.values():
        yield _line(PREFIX + thing.id, schema_of(thing), _thing(thing, graph))
    for tie in graph.ties:
        made = _tie(tie, graph)
        if made is None:
            left["office without a body, held by no person"] += 1
        else:
            schema, properties = made
            parts = [tie.about, tie.who, tie.what, tie.value, tie.since or (tie.seen[0] if tie.seen else "")]
            # A name for content, not a seal: FollowTheMoney makes its own ids so.
            digest = sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()
            yield _line(PREFIX + digest, schema, {**properties, **_common(tie, tie.sources)})
    for met in graph.meetings:
        yield _line(PREFIX + met.id, "Event", {**_meeting(met), **_common(met, met.sources)})


def schema_of(thing: Thing) -> str:
    """Return the schema of a thing."""
    return SCHEMATA.get(thing.type, "Organization")


def _thing(thing: Thing, graph: Graph) -> Properties:
    wikidata = thing.identifiers.get("wikidata", "")
    made = {
        "name": [thing.label],
        "alias": [one.name for one in thing.names],
        "wikidataId": [wikidata] if _WIKIDATA.fullmatch(wikidata) else [],
    }
    parent = graph.things.get(thing.parent or "")
    if thing.type == "country":
        made["country"] = _country(thing)
    elif thing.type == "office" and parent is not None:
        # The office of a state is in a country; that of a body in an organisation.
        made["country"] = _country(parent)
        made["organization"] = [PREFIX + parent.id] if _is_organization(parent) else []
    elif thing.type != "person":
        made["incorporationDate"] = _dates(reduced(thing.founded))
        made["dissolutionDate"] = _dates(reduced(thing.dissolved))
    return made


def _tie(tie: Tied, graph: Graph) -> tuple[str, Properties] | None:
    """Return the schema and the properties of a tie; None for an office that is of no body and held by no person.

    Only a person can hold a Position there: a country in the chair of a body directs it, by the name of the office.
    """
    who, what = PREFIX + tie.who, PREFIX + tie.what
    dates = {"startDate": _dates(tie.start), "endDate": _dates(tie.end), "date": _seen(tie)}
    if tie.about == "membership":
        return "Membership", {"member": [who], "organization": [what], "role": [tie.value], **dates}
    if graph.things[tie.who].type == "person":
        return "Occupancy", {"holder": [who], "post": [what], **dates}
    office = graph.things[tie.what]
    body = graph.things.get(office.parent or "")
    if body is None or not _is_organization(body):
        return None
    return "Directorship", {"director": [who], "organization": [PREFIX + body.id], "role": [office.label], **dates}


def _is_organization(thing: Thing) -> bool:
    return schema_of(thing) in ("Organization", "PublicBody")


def _country(thing: Thing) -> list[str]:
    code = thing.identifiers.get("iso3166-1-alpha2") if thing.type == "country" else None
    return [code.lower()] if code else []


def _meeting(met: Met) -> Properties:
    return {
        "name": [met.label], "organizer": [PREFIX + met.body], "startDate": _dates(met.start),
        "endDate": _dates(met.end), "location": [met.place] if met.place else [],
    }  # fmt: skip


def _common(one: Tied | Met, sources: tuple[Source, ...]) -> Properties:
    """Return who says so, and how sure it is, in words."""
    certainty = [one.certainty] if isinstance(one, Tied) and one.certainty != "certain" else []
    otherwise = ["told otherwise too"] if isinstance(one, Tied) and one.otherwise else []
    return {
        "sourceUrl": [found.address for found in sources if found.address],
        "publisher": list(dict.fromkeys(found.publisher for found in sources)),
        "recordId": list(one.events),
        "summary": ["; ".join([*certainty, *otherwise])] if certainty or otherwise else [],
    }


def _seen(tie: Tied) -> list[str]:
    return [day for day in tie.seen if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day)]


def _dates(date: str | None) -> list[str]:
    return [date] if date else []


def _line(name: str, schema: str, properties: Properties) -> bytes:
    filled = {key: list(dict.fromkeys(values)) for key, values in properties.items() if values}
    entity = {"id": name, "schema": schema, "properties": filled}
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"
