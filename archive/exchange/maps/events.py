"""From a row to events, as its map says: pure but for what is remembered from row to row."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, NamedTuple

from archive.exchange.maps.ends import Cells, Spell, is_after, spell_of
from archive.exchange.maps.file_rules import reader_of_kind
from archive.exchange.maps.map import EventRule, Map
from archive.exchange.maps.row import Registry, RowReading
from archive.exchange.maps.templates import Template
from archive.exchange.outside.matching import Matcher, Wanted, slug
from archive.exchange.rows.row import Row
from archive.kinds.base import Payload
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.families.office import OfficeAssumed, OfficeLeft
from archive.kinds.families.source import SourceRegistered
from archive.model.claim import NONE
from archive.model.dates import parse
from archive.model.errors import DateError, Fault
from archive.model.event import Citation, Draft, Envelope

DATED = ("published", "retrieved")
"""The dates of a source."""

_INSTEAD = "{column?text} tells what stands for an empty cell; or name another cell that tells the row"

ENDS: Mapping[type[Payload], tuple[type[Payload], Mapping[str, Any]]] = {
    MembershipChanged: (MembershipChanged, {"status": NONE}),
    OfficeAssumed: (OfficeLeft, {}),
}
"""The event that ends what an event of a kind began, where one extent cannot tell both."""


class Made(NamedTuple):
    """What a row makes: first what must be registered for it, then its events; or why it makes none.

    `unmatched` are entities that the archive does not have.
    """

    before: tuple[Draft, ...] = ()
    events: tuple[Draft, ...] = ()
    faults: tuple[Fault, ...] = ()
    unmatched: tuple[Wanted, ...] = ()


def events_of(row: Row, map: Map, matcher: Matcher) -> Made:
    """Return what one row makes, where no entity is new; EventMaker does so for many rows."""
    return EventMaker(map, matcher).of(row)


class EventMaker:
    """Makes the events of row after row of one file, and registers what they need once, before its first use.

    With `create`, entities that are not in the archive are new ones; else their rows make nothing.
    """

    def __init__(self, map: Map, matcher: Matcher, *, file: str = "", create: bool = False) -> None:
        self._map = map
        self._file = file
        self._registry = Registry(matcher, create=create)
        self._sources: dict[str, Draft] = {}
        self._told: set[str] = set()

    def of(self, row: Row) -> Made:
        """Return what a row makes. Its events are undated where their rules have no date."""
        rules = [rule for rule in self._map.events if rule.only.hold(row.cells)]
        if not rules:
            return Made()
        reading = RowReading(self._map, row, self._registry, self._file)
        source = self._source(reading)
        events = (
            [event for rule in rules for event in _RowEvents(self._map, reading, source, self._told).of(rule)]
            if source
            else []
        )
        if not reading.good or source is None:
            return Made(faults=tuple(reading.report.faults), unmatched=tuple(reading.unmatched))
        before = {f"source {source.source}": self._sources[source.source]}
        before |= {name: self._registry.new[name] for name in reading.used if name in self._registry.new}
        new = tuple(draft for name, draft in before.items() if name not in self._told)
        self._told.update((*before, *reading.once))
        return Made(new, tuple(events))

    def _source(self, reading: RowReading) -> SourceRegistered | None:
        """Return the source that a row is from, or None after reporting why it cannot be told."""
        texts = {name: reading.fill(f"source.{name}", made) for name, made in self._map.source.items()}
        for name in DATED:
            if texts.get(name):
                texts[name] = reading.date_text(f"source.{name}", texts[name])
        facts = {name: text for name, text in texts.items() if text and name != "id"}
        name = slug(texts["id"])
        if name in self._sources and reading.good:
            known = self._sources[name].payload
            assert isinstance(known, SourceRegistered)  # noqa: S101 - nothing else is kept here
            if known.published != facts.get("published"):
                reading.fault("source.published", f"the source {name} has two dates", value=texts["published"])
            return known
        for needed in ("id", "publisher", "title"):
            if not texts.get(needed) and reading.good:
                reading.fault(f"source.{needed}", f"nothing is in {self._map.source[needed].text}")
        if not reading.good:
            return None
        source = SourceRegistered(source=name, **facts)  # type: ignore[arg-type]  # `seen` is checked with the map
        self._sources[name] = Draft(Envelope(kind=SourceRegistered.kind), source, reading.where)
        return source


class _RowEvents:
    """Makes the events of one row, cited from its source; what is wrong is told to the reading."""

    def __init__(self, map: Map, reading: RowReading, source: SourceRegistered, told: Set[str]) -> None:
        self._map = map
        self._told = told
        self._reading = reading
        self._source = source

    def of(self, rule: EventRule) -> Iterator[Draft]:
        """Yield the event of a rule, and the one that ends it where that is another; with faults, nothing of use."""
        reading = self._reading
        facts = {**reading.entities(rule.kind, rule.entities), **reading.fields(rule.kind, rule.facts)}
        spell = self._spell(rule)
        if reading.good:
            if rule.once and self._is_told(rule, facts, spell.date):
                return
            yield from self._event(rule, rule.kind, facts, spell.date)
        if not spell.end or not reading.good:
            return
        if rule.kind not in ENDS:
            message = f"this end of a {rule.kind.kind} is an event of its own"
            reading.fault("end", message, value=spell.end, hint="leave `end` out, and give that event a rule")
            return
        kind, more = ENDS[rule.kind]
        kept = {name: value for name, value in facts.items() if name in reader_of_kind(kind).required}
        yield from self._event(rule, kind, {**kept, **more}, spell.end, ends=True)

    def _is_told(self, rule: EventRule, facts: Mapping[str, Any], date: str) -> bool:
        """Tell whether an earlier row made the same event; note it, so that later rows do not."""
        mark = f"{rule.kind.kind} {date} {sorted(facts.items())}"
        self._reading.once.append(mark)
        return mark in self._told

    def _event(
        self, rule: EventRule, kind: type[Payload], facts: Mapping[str, Any], date: str, *, ends: bool = False
    ) -> Iterator[Draft]:
        reading = self._reading
        reading.ours["date"] = date
        head = reading.fields(Envelope, rule.head)
        if ends:
            head.pop("key", None)
            said = reading.fill("end_gist", rule.end_gist) or (f"Ends: {head['gist']}" if "gist" in head else "")
            head["gist"] = said
        citation = Citation(
            source=self._source.source, at=self._cited("at", rule.at), says=self._cited("says", rule.says),
            support="ahead" if date and self._is_ahead(date) else "states",
        )  # fmt: skip
        if reading.good:
            envelope = Envelope(
                kind=kind.kind, schema_version=kind.schema_version, date=date, citations=(citation,), **head
            )  # fmt: skip
            yield Draft(envelope, kind(**facts), reading.where)

    def _cited(self, field: str, made: Template) -> str:
        """Return a text of the citation; that it is empty for a row is a fault: nobody would find the row again."""
        text = self._reading.fill(field, made)
        if not text and self._reading.good:
            self._reading.fault(f"citation.{field}", f"nothing is in {made.text}", hint=_INSTEAD)
        return text

    def _is_ahead(self, date: str) -> bool:
        """Tell whether the source only announces what it dates: on a day after its publication."""
        told = self._source.published
        return self._map.future == "expected" and told is not None and is_after(parse(date).first, told)

    def _spell(self, rule: EventRule) -> Spell:
        reading, ends = self._reading, rule.ends
        if rule.undated:
            return Spell("")
        if rule.date.parts:
            date = reading.date("date", rule.date)
            if not date and not reading.report.faults:
                reading.fault("date", f"nothing is in {rule.date.text}", hint="leave such rows out with `when`")
            return Spell(date)
        begin, end = reading.fill("begin", rule.begin), reading.fill("end", rule.end)
        try:
            cells = Cells(begin, end, reading.fill("end", ends.inherit))
            future = self._map.future == "expected"
            return spell_of(cells, ends, self._map.dates, told=self._source.published, future=future)
        except DateError as error:
            reading.bad_date("end" if end else "begin", end or begin, error)
            return Spell("")
