"""The check of a map as a whole: every name that a placeholder uses must be there."""

from collections.abc import Iterator

from archive.exchange.maps.map import Map
from archive.exchange.maps.sections import Section
from archive.exchange.maps.templates import ROW_NAMES, Template
from archive.model.errors import DateError
from archive.model.nearest import nearest


def check_names(root: Section, made: Map) -> None:
    """Report each placeholder for a table, a setting or an entity that the map does not have."""
    known = {*made.entities, *ROW_NAMES}
    for place, template in _templates(made):
        for slot in template.slots:
            for table in slot.tables:
                if table not in made.tables:
                    near = nearest(table, made.tables)
                    root.fault(place, f"there is no table {table}", near=near, expected=f"[tables.{table}]")
            if slot.ours and slot.name not in known:
                root.fault(
                    place, f"{{@{slot.name}}} is no setting and no entity of the map", near=nearest(slot.name, known),
                    expected="a setting, an entity, " + ", ".join(f"@{name}" for name in ROW_NAMES),
                )  # fmt: skip


def check_own_dates(root: Section, made: Map) -> None:
    """Report each date of the map itself that is not written as the archive writes dates."""
    places = [(f"source.{name}", made.source[name]) for name in ("published", "retrieved") if name in made.source]
    for number, event in enumerate(made.events):
        places += [(f"events[{number}].{key}", getattr(event, key)) for key in ("date", "begin", "end")]
    for place, template in places:
        try:
            if template.constant:
                made.dates.own(template.constant)
        except DateError as error:
            root.fault(place, error.message.splitlines()[0], value=template.constant or "", near=error.nearest)


def _templates(made: Map) -> Iterator[tuple[str, Template]]:
    """Yield each template with the place that it stands in."""
    for name, template in made.source.items():
        yield f"source.{name}", template
    for name, entity in made.entities.items():
        for key, template in (
            ("type", entity.type),
            ("label", entity.label),
            ("id", entity.id),
            *(("aliases", one) for one in entity.aliases),
        ):
            yield f"entities.{name}.{key}", template
        for scheme, template in entity.identifiers:
            yield f"entities.{name}.identifiers.{scheme}", template
    for number, event in enumerate(made.events):
        parts = {
            "date": event.date, "begin": event.begin, "end": event.end, "ends.inherit": event.ends.inherit,
            "end_gist": event.end_gist, "at": event.at, "says": event.says, **event.facts, **event.head,
        }  # fmt: skip
        for key, template in parts.items():
            yield f"events[{number}].{key}", template
