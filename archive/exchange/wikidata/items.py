"""Wikidata's items as entities: what they are called, what they are, by which codes they are known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from archive.exchange.outside.outsiders import Outsider
from archive.exchange.outside.relations import Relation
from archive.exchange.wikidata.records import Entity, Snak, Statement, item_of, text_of
from archive.kinds.families.entity import Name

INSTANCE_OF = "P31"
HUMAN = "Q5"
COUNTRIES = frozenset({"Q6256", "Q3624078", "Q7275", "Q3024240", "Q1520223", "Q512187", "Q43702"})
"""Classes of what we call a country: country, sovereign state, state, historical country, republics, federations."""

CODES = {"P297": "iso3166-1-alpha2", "P298": "iso3166-1-alpha3"}
"""Properties with identifiers that our own entities have too."""

ENGLISH = ("en", "mul", "en-gb", "en-us", "en-ca")


@dataclass(slots=True)
class Item:
    """What is kept of one item while its file is read."""

    id: str
    label: str = ""
    names: tuple[Name, ...] = ()
    classes: frozenset[str] = frozenset()
    identifiers: tuple[tuple[str, str], ...] = ()
    parents: list[str] = field(default_factory=list)


def item(entity: Entity) -> Item:
    """Return what is kept of an item: names in all languages, English aliases, classes and codes."""
    labels = {term.language: term.value for term in entity.labels.values()} if isinstance(entity.labels, dict) else {}
    label = next((labels[one] for one in ENGLISH if one in labels), next(iter(labels.values()), ""))
    aliases = entity.aliases if isinstance(entity.aliases, dict) else {}
    spellings = [term.value for one in ENGLISH for term in aliases.get(one, ())]
    codes = {scheme: _text(entity, name) for name, scheme in CODES.items()}
    return Item(
        id=entity.id, label=label, names=_names(label, labels, spellings),
        classes=frozenset(found for snak in _main(entity, INSTANCE_OF) if (found := item_of(snak))),
        identifiers=(("wikidata", entity.id), *((scheme, code) for scheme, code in codes.items() if code)),
    )  # fmt: skip


def outsiders_of(
    items: Mapping[str, Item], relations: Iterable[Relation], parents: Mapping[str, str]
) -> Iterator[Outsider]:
    """Yield whom and what the relations name; `parents` are the wholes of what is part of them for good."""
    roles: dict[str, str] = {}
    for one in relations:
        roles.setdefault(one.what, "office" if one.family == "office" else "organisation")
        roles.setdefault(one.who, "person" if one.family == "office" else "organisation")
    for ref in list(roles):
        whole = parents.get(ref)
        while whole and whole not in roles:
            roles[whole] = "organisation"
            whole = parents.get(whole)
    for ref, role in roles.items():
        known = items.get(ref, Item(id=ref, identifiers=(("wikidata", ref),)))
        kind = _type(known, role)
        parent = parents.get(ref) if kind in ("office", "organisation") else None
        yield Outsider(
            ref=ref, path=ref, type="body" if parent and kind == "organisation" else kind, label=known.label or ref,
            names=known.names, identifiers=known.identifiers, parent=parent, raw={"name": known.label or ref},
        )  # fmt: skip


def _type(known: Item, role: str) -> str:
    if role == "office":
        return role
    if HUMAN in known.classes:
        return "person"
    if known.classes & COUNTRIES or any(scheme in CODES.values() for scheme, _ in known.identifiers):
        return "country"
    return role


def _names(label: str, labels: Mapping[str, str], spellings: Iterable[str]) -> tuple[Name, ...]:
    languages: dict[str, list[str]] = defaultdict(list)
    for language, name in labels.items():
        if name != label:
            languages[name].append(language)
    named = [Name(name=name, language=some[0] if len(some) == 1 else None) for name, some in languages.items()]
    return (*named, *(Name(name=one) for one in dict.fromkeys(spellings) if one != label and one not in languages))


def _main(entity: Entity, property: str) -> Iterator[Snak]:
    """Yield the main snaks of the statements of a property that are not deprecated, as far as they can be read."""
    for raw in entity.statements(property):
        statement = _statement(raw)
        if statement is not None and statement.rank != "deprecated":
            yield statement.mainsnak


def _text(entity: Entity, property: str) -> str | None:
    return next((text for snak in _main(entity, property) if (text := text_of(snak))), None)


def _statement(raw: Any) -> Statement | None:  # noqa: ANN401 - any JSON
    try:
        return msgspec.convert(raw, type=Statement)
    except msgspec.ValidationError:
        return None  # only names and codes are looked for here: without it, the item has one less
