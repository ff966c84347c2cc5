"""The part of a map that tells what a row means: [entities], [[events]] and [ends]."""

from collections.abc import Mapping
from functools import cache
from typing import get_args

import msgspec.inspect as mi

from archive.exchange.maps.file_rows import read_conditions
from archive.exchange.maps.map import Ends, EntityRule, EventRule
from archive.exchange.maps.sections import Section
from archive.exchange.maps.templates import Template
from archive.exchange.outside.matching import fits
from archive.exchange.trees.schema import StructReader
from archive.kinds.base import Payload
from archive.kinds.fields import EntityType
from archive.kinds.registry import KINDS
from archive.kinds.roles import Role, roles
from archive.model.event import Envelope
from archive.model.nearest import nearest

HEAD = ("key", "gist", "note", "standing", "disputes")
"""What a map may say of the envelope of an event; date and citations have keys of their own."""

TYPES: tuple[str, ...] = get_args(EntityType)


def read_entities(section: Section, settings: Mapping[str, str]) -> dict[str, EntityRule]:
    """Return the entities that a row speaks of, by their names in the map."""
    found: dict[str, EntityRule] = {}
    for name in section.rest():
        one = section.section(name)
        names = one.section("identifiers")
        found[name] = EntityRule(
            name=name, type=_type(one, settings),
            label=one.template("label", settings, required="the name that is printed, such as {name}"),
            id=one.template("id", settings), parent=one.text("parent"),
            identifiers=tuple((scheme, names.template(scheme, settings)) for scheme in names.rest()),
            aliases=tuple(one.as_template("aliases", text, settings) for text in one.texts("aliases")),
        )  # fmt: skip
        one.done()
    for name, rule in found.items():
        if rule.parent and rule.parent not in found:
            section.fault(
                f"{name}.parent",
                "no entity of the map is called so",
                value=rule.parent,
                near=nearest(rule.parent, found),
            )
    return found


def _type(section: Section, settings: Mapping[str, str]) -> Template:
    made = section.template("type", settings, required=", ".join(TYPES))
    if made.constant and made.constant not in TYPES:
        near = nearest(made.constant, TYPES)
        section.fault("type", "not one of its words", value=made.constant, expected=", ".join(TYPES), near=near)
    return made


def read_ends(section: Section, settings: Mapping[str, str], usual: Ends | None = None) -> Ends:
    """Return how spells end; what the section leaves out is as in `usual`."""
    usual = usual or Ends()
    ends = Ends(
        convention=section.word("convention", ("first-day-out", "last-day-in"), default=usual.convention or "") or None,  # type: ignore[arg-type]  # one of its words
        missing=section.word("missing", ("open", "unknown", "not-tracked", "inherited"), default=usual.missing or "")
        or None,  # type: ignore[arg-type]  # one of its words
        inherit=section.template("inherit", settings) if "inherit" in section else usual.inherit,
        open=frozenset(section.texts("open")) or usual.open,
        unknown=frozenset(section.texts("unknown")) or usual.unknown,
        no_begin=section.word("no_begin", ("fault", "unknown"), default=usual.no_begin),  # type: ignore[arg-type]  # one of its words
    )
    if ends.missing == "inherited" and not ends.inherit.parts:
        section.fault(
            "inherit", "`inherit` is missing", expected="the date that a missing end takes, such as {period.end}"
        )
    section.done()
    return ends


def read_events(
    root: Section, settings: Mapping[str, str], entities: Mapping[str, EntityRule], ends: Ends,
    cited: Mapping[str, Template],
) -> tuple[EventRule, ...]:  # fmt: skip
    """Return the events that a row makes, each with its conditions."""
    sections = root.sections("events")
    if not sections:
        root.fault("events", "there are no events", expected="[[events]], one for each event that a row makes")
    found = [_event(section, settings, entities, ends, cited) for section in sections]
    return tuple(event for event in found if event is not None)


def _event(
    section: Section, settings: Mapping[str, str], entities: Mapping[str, EntityRule], ends: Ends,
    cited: Mapping[str, Template],
) -> EventRule | None:  # fmt: skip
    name = section.text("kind", required="a kind of event; `archive kinds` lists them")
    kind = KINDS.get(name)
    if kind is None:
        if name:
            section.fault("kind", "not a kind of event", value=name, near=nearest(name, KINDS))
        return None
    only = read_conditions(section, settings)
    dates = {key: section.template(key, settings) for key in ("date", "begin", "end")}
    own_ends = read_ends(section.section("ends"), settings, ends) if "ends" in section else ends
    _check_dates(section, dates, own_ends)
    citation = {key: section.template(key, settings) if key in section else cited[key] for key in ("at", "says")}
    end_gist = section.template("end_gist", settings)
    named, facts = _fields(section, kind, settings, entities)
    head = {key: section.template(key, settings) for key in HEAD if key in section}
    _check_constants(section, Envelope, head)
    once = section.truth("once")
    section.done()
    return EventRule(
        kind=kind, only=only, **dates, ends=own_ends, entities=named, facts=facts, head=head, end_gist=end_gist,
        once=once, **citation,
    )  # fmt: skip


def _check_dates(section: Section, dates: Mapping[str, Template], ends: Ends) -> None:
    spell = dates["begin"].parts or dates["end"].parts
    if dates["date"].parts and spell:
        section.fault("date", "a date and a spell", expected="either date, or begin and end")
    if dates["end"].parts and ends.convention is None:
        section.fault(
            "ends.convention",
            "what `end` means is not said",
            expected="first-day-out or last-day-in",
            hint="say it in [ends] convention",
        )
    if spell and ends.missing is None:
        section.fault(
            "ends.missing",
            "what a missing end means is not said",
            expected="open, unknown, not-tracked or inherited",
            hint="say it in [ends] missing",
        )


def _fields(
    section: Section, kind: type[Payload], settings: Mapping[str, str], entities: Mapping[str, EntityRule]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Template]]:
    """Return the fields of the kind that name entities of the map, and the templates of the others."""
    reader = reader_of_kind(kind)
    by_field = {role.field: role for role in roles(kind)}
    named: dict[str, tuple[str, ...]] = {}
    facts: dict[str, Template] = {}
    for field, meaning in reader.required.items():
        if field not in section:
            section.fault(field, f"`{field}` is missing", expected=meaning or None)
    for field in reader.fields:
        role = by_field.get(field)
        if field not in section:
            continue
        if field in _tables_of(kind):
            section.fault(field, "a map cannot fill this field")
            section.texts(field)
        elif role is not None and role.ref == "entity":
            texts = section.texts(field)
            if texts and set(texts) <= set(role.words):
                facts[field] = section.as_template(field, texts[0], settings)
            else:
                named[field] = _entities_named(section, field, role, texts, entities)
        else:
            facts[field] = section.template(field, settings)
    _check_constants(section, kind, facts)
    return named, facts


def _entities_named(
    section: Section, field: str, role: Role, texts: tuple[str, ...], entities: Mapping[str, EntityRule]
) -> tuple[str, ...]:
    for text in texts:
        rule = entities.get(text)
        if rule is None:
            known = [*entities, *role.words]
            section.fault(
                field, "no entity of the map is called so", value=text, near=nearest(text, known),
                expected=f"one of [entities]: {', '.join(known)}",
            )  # fmt: skip
        elif role.types and rule.type.constant and not fits(rule.type.constant, role.types):
            section.fault(field, f"it is a {rule.type.constant}", value=text, expected=f"a {' or '.join(role.types)}")
    if len(texts) > 1 and not role.many:
        section.fault(field, "several, where one is expected", value=", ".join(texts))
    return texts


def _check_constants(section: Section, struct: type, templates: Mapping[str, Template]) -> None:
    """Report a constant that the field does not take: it would be wrong in every row."""
    for field, made in templates.items():
        if made.constant:
            section.check(field, made.constant, reader_of_kind(struct).fields[field][1])


@cache
def reader_of_kind(struct: type) -> StructReader:
    """Return the reader of the fields of a kind, or of the envelope."""
    return StructReader(struct)


@cache
def _tables_of(kind: type[Payload]) -> frozenset[str]:
    """Return the fields of a kind that hold tables, or lists of tables."""
    info = mi.type_info(kind)
    assert isinstance(info, mi.StructType)  # noqa: S101 - a kind is a struct
    return frozenset(field.encode_name for field in info.fields if _is_table(field.type))


def _is_table(info: mi.Type) -> bool:
    match info:
        case mi.Metadata(type=inner):
            return _is_table(inner)
        case mi.UnionType(types=types):
            return any(_is_table(inner) for inner in types)
        case mi.VarTupleType(item_type=inner):
            return _is_table(inner)
        case _:
            return isinstance(info, mi.DictType | mi.StructType)
