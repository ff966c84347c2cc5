"""One row as its map sees it: templates filled, fields read, entities found; what is wrong is collected."""

from collections.abc import Mapping
from typing import Any

import msgspec

from archive.exchange.maps.file_rules import TYPES, reader_of_kind
from archive.exchange.maps.map import EntityRule, Map
from archive.exchange.maps.templates import Template, UntranslatedError
from archive.exchange.outside.matching import AmbiguousError, Matcher, Wanted
from archive.exchange.rows.row import Row
from archive.exchange.trees.nodes import Scalar, Sequence
from archive.exchange.trees.report import Report
from archive.exchange.trees.scalars import BAD
from archive.kinds.base import Payload
from archive.kinds.roles import roles
from archive.model.errors import DateError
from archive.model.event import Draft, Where
from archive.model.nearest import nearest


class Registry:
    """The entities that rows speak of: those of the archive and, with `create`, new ones."""

    def __init__(self, matcher: Matcher, *, create: bool) -> None:
        self.matcher = matcher
        self.new: dict[str, Draft] = {}
        self._create = create

    def find(self, wanted: Wanted) -> str | None:
        """Return the id of an entity, None where it is not known and not to be created; raises AmbiguousError."""
        found = self.matcher.find(wanted)
        if found is None and self._create:
            found, draft = self.matcher.create(wanted)
            self.new[found] = draft
        return found


class RowReading:
    """Reads what a row says for the rules of a map."""

    def __init__(self, map: Map, row: Row, registry: Registry, file: str) -> None:
        self.where = Where(file, row.line)
        self.report = Report(file or None)
        self.unmatched: list[Wanted] = []
        self.used: list[str] = []
        self.once: list[str] = []
        self._map = map
        self._row = row
        self._registry = registry
        self._ids: dict[str, str | None] = {}
        self.ours = {"row": str(row.number), "line": str(row.line or ""), "file": file}

    @property
    def good(self) -> bool:
        """True where nothing is wrong and nobody unknown so far."""
        return not self.report.faults and not self.unmatched

    def fault(self, field: str, message: str, *, value: str = "", near: tuple[str, ...] = (), hint: str = "") -> None:
        """Report a fault of a field."""
        self.report.add(self._scalar(value), field, message, nearest=near, hint=hint or None)

    def fill(self, field: str, made: Template) -> str:
        """Return the text of a template, empty where a cell is, or after reporting why it cannot be filled."""
        try:
            return made.fill(self._row.cells, self.ours, self._map.tables)
        except UntranslatedError as error:
            self.fault(field, error.message, near=error.nearest, hint=error.hint or "")
            return ""

    def date(self, field: str, made: Template) -> str:
        """Return the date of a template as the archive writes it, empty where a cell is, or after reporting it."""
        text = self.fill(field, made)
        return self.date_text(field, text) if text else ""

    def date_text(self, field: str, text: str) -> str:
        """Return a date as the archive writes it, or nothing after reporting why it cannot be read."""
        try:
            return self._map.dates.read(text).text
        except DateError as error:
            self.bad_date(field, text, error)
            return ""

    def bad_date(self, field: str, text: str, error: DateError) -> None:
        """Report a date that cannot be read, or not be used; what forms there are, the map tells."""
        message = error.message.splitlines()[0]
        self.report.add(self._scalar(text), field, message, nearest=error.nearest, hint=error.hint or None)

    def fields(self, struct: type[msgspec.Struct], templates: Mapping[str, Template]) -> dict[str, Any]:
        """Return the values of fields by their templates; without those that are empty or wrong."""
        reader = reader_of_kind(struct)
        dated = {role.field for role in roles(struct) if role.ref == "date"} if issubclass(struct, Payload) else set()
        found: dict[str, Any] = {}
        for name, made in templates.items():
            text = self.date(name, made) if name in dated else self.fill(name, made)
            if not text:
                if name in reader.required and self.good:
                    self.fault(name, f"nothing is in {made.text}")
                continue
            value = reader.fields[name][1](self._scalar(text), name, self.report)
            if value is not BAD:
                found[name] = value
        return found

    def entities(self, kind: type[Payload], named: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
        """Return the values of fields that name entities of the map; without those that are not known."""
        reader = reader_of_kind(kind)
        found: dict[str, Any] = {}
        for field, names in named.items():
            ids = [self.entity(self._map.entities[name]) for name in names]
            items = tuple(self._scalar(one) for one in ids if one)
            if len(items) == len(names):
                node = items[0] if len(items) == 1 else Sequence(items, self._row.line or 0)
                found[field] = reader.fields[field][1](node, field, self.report)
        return found

    def entity(self, rule: EntityRule) -> str | None:
        """Return the id of an entity of the row, or None after noting why there is none."""
        if rule.name not in self._ids:
            self._ids[rule.name] = found = self._found(rule)
            if found is not None:
                self.used.append(found)
                self.ours[rule.name] = self._registry.matcher.label(found)
        return self._ids[rule.name]

    def _found(self, rule: EntityRule) -> str | None:
        parent = self.entity(self._map.entities[rule.parent]) if rule.parent else ""
        label = self.fill(rule.name, rule.label)
        if parent is None or not label:
            if not label and not self.report.faults:
                self.fault(rule.name, f"nothing is in {rule.label.text}")
            return None
        pairs = ((scheme, self.fill(rule.name, made)) for scheme, made in rule.identifiers)
        aliases = (self.fill(rule.name, made) for made in rule.aliases)
        kind = self.fill(rule.name, rule.type)
        if kind not in TYPES:
            self.fault(f"{rule.name}.type", "not a type of entity", value=kind, near=tuple(nearest(kind, TYPES)))
            return None
        wanted = Wanted(
            kind, label, self.fill(rule.name, rule.id), tuple(pair for pair in pairs if pair[1]),
            tuple(alias for alias in aliases if alias and alias != label), parent,
        )  # fmt: skip
        try:
            found = self._registry.find(wanted)
        except AmbiguousError as error:
            self.fault(rule.name, error.message, value=label, hint=error.hint or "")
            return None
        if found is None:
            self.unmatched.append(wanted)
        return found

    def _scalar(self, text: str) -> Scalar:
        return Scalar(text, self._row.line or 0)
