"""Entities in the form of Wikidata's JSON, made by hand: no item of these numbers is meant."""

import hashlib
import json
from typing import Any

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def item_value(number: int) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}
    return {"datavalue": {"value": value, "type": "wikibase-entityid"}, "datatype": "wikibase-item"}


def time_value(text: str, precision: int = 11, calendar: str = GREGORIAN, before: int = 0, after: int = 0):
    value = {
        "time": text if "T" in text else f"+{text}T00:00:00Z", "timezone": 0, "before": before, "after": after,
        "precision": precision, "calendarmodel": calendar,
    }  # fmt: skip
    return {"datavalue": {"value": value, "type": "time"}, "datatype": "time"}


def text_value(text: str, kind: str = "url") -> dict[str, Any]:
    return {"datavalue": {"value": text, "type": "string"}, "datatype": kind}


def titled(text: str, language: str = "en") -> dict[str, Any]:
    value = {"text": text, "language": language}
    return {"datavalue": {"value": value, "type": "monolingualtext"}, "datatype": "monolingualtext"}


def snak(property: str, value: dict[str, Any] | str) -> dict[str, Any]:
    """Return a snak; the words somevalue and novalue stand for themselves."""
    if isinstance(value, str):
        return {"snaktype": value, "property": property, "hash": "0" * 40, "datatype": "time"}
    made = {"snaktype": "value", "property": property, **value}
    return {**made, "hash": hashlib.sha1(json.dumps(made).encode(), usedforsecurity=False).hexdigest()}


def statement(
    property: str, value: dict[str, Any] | str, *, of: str, number: int = 1, rank: str = "normal",
    references: list[dict[str, dict[str, Any]]] | None = None, **qualifiers: Any,
) -> dict[str, Any]:  # fmt: skip
    made: dict[str, Any] = {
        "mainsnak": snak(property, value), "type": "statement", "rank": rank,
        "id": f"{of}${number:08X}-4F4E-4C55-8E08-5C8E5F7C0001",
    }  # fmt: skip
    if qualifiers:
        several = {name: some if isinstance(some, list) else [some] for name, some in qualifiers.items()}
        made["qualifiers"] = {name: [snak(name, one) for one in some] for name, some in several.items()}
        made["qualifiers-order"] = list(qualifiers)
    if references:
        made["references"] = [_reference(snaks) for snaks in references]
    return made


def entity(name: str, label: str = "", *statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    claims: dict[str, Any] = {}
    for one in statements:
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    return {
        "pageid": int(name[1:]), "ns": 0, "title": name, "lastrevid": 1, "modified": "2024-05-02T10:11:12Z",
        "type": "item", "id": name,
        "labels": {"en": {"language": "en", "value": label}} if label else [],
        "descriptions": [], "aliases": [], "claims": claims or [], "sitelinks": [],
        **more,
    }  # fmt: skip


def page(*entities: dict[str, Any]) -> bytes:
    return json.dumps({"entities": {one["id"]: one for one in entities}}).encode()


def _reference(snaks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    made = {name: [snak(name, value)] for name, value in snaks.items()}
    digest = hashlib.sha1(json.dumps(made).encode(), usedforsecurity=False).hexdigest()
    return {"hash": digest, "snaks": made, "snaks-order": list(made)}
