"""Wikidata's records (Wikibase data model, JSON): what is read of each, strictly typed.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. An empty mapping may stand there as `[]`.
"""

from typing import Any, Literal, NamedTuple

import msgspec

Rank = Literal["preferred", "normal", "deprecated"]
Empty = list[Any]
"""What PHP makes of a mapping without entries."""


class DataValue(msgspec.Struct, frozen=True):
    """A value with its type: time, wikibase-entityid, string, monolingualtext …."""

    type: str
    value: Any


class TimeValue(msgspec.Struct, frozen=True, kw_only=True):
    """A time: as far as `precision` tells (11 day, 10 month, 9 year …), in the calendar that is named."""

    time: str
    precision: int
    calendarmodel: str
    before: int = 0
    after: int = 0


class Snak(msgspec.Struct, frozen=True, kw_only=True):
    """A property with its value; `somevalue` is one that nobody knows, `novalue` says that there is none."""

    snaktype: Literal["value", "somevalue", "novalue"]
    property: str
    datavalue: DataValue | None = None


Snaks = dict[str, list[Snak]]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement rests on."""

    snaks: Snaks | Empty = msgspec.field(default_factory=dict)
    hash: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of an entity, with its qualifiers, its rank and its references."""

    mainsnak: Snak
    id: str = ""
    rank: Rank = "normal"
    qualifiers: Snaks | Empty = msgspec.field(default_factory=dict)
    references: list[Reference] = []

    def told(self, property: str) -> list[Snak]:
        """Return the qualifiers of a property."""
        return self.qualifiers.get(property, []) if isinstance(self.qualifiers, dict) else []


class Term(msgspec.Struct, frozen=True):
    """A label or an alias."""

    language: str
    value: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An item: its names, and its statements by property, not yet looked at."""

    id: str
    labels: dict[str, Term] | Empty = msgspec.field(default_factory=dict)
    aliases: dict[str, list[Term]] | Empty = msgspec.field(default_factory=dict)
    claims: dict[str, list[Any]] | Empty = msgspec.field(default_factory=dict)

    def statements(self, property: str) -> list[Any]:
        """Return the raw statements of a property."""
        return self.claims.get(property, []) if isinstance(self.claims, dict) else []


class Placed(NamedTuple):
    """A statement of an entity, its place in the file (`Q184.P463[0]`), and how it stands there."""

    path: str
    record: Statement
    raw: Any
    subject: str


def item_of(snak: Snak) -> str | None:
    """Return the id of the item that a snak names; None where it names none."""
    value = snak.datavalue.value if snak.datavalue and snak.datavalue.type == "wikibase-entityid" else None
    if not isinstance(value, dict):
        return None
    number = value.get("numeric-id")
    named = value.get("id") or (f"Q{number}" if number else None)
    return named if isinstance(named, str) and named.startswith("Q") else None


def text_of(snak: Snak) -> str | None:
    """Return the text of a snak: a string, an address, a text in one language."""
    value = snak.datavalue.value if snak.datavalue else None
    if isinstance(value, dict):
        value = value.get("text")
    return value.strip() or None if isinstance(value, str) else None
