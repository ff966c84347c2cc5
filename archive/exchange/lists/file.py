"""The file of a snapshot: its rows, by a map, as the facts that the list tells on a day."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.exchange.lists.observe import Snapshot
from archive.exchange.lists.snapshot import Fact
from archive.exchange.maps.importing import Import
from archive.exchange.maps.map import Map
from archive.exchange.maps.templates import Template
from archive.exchange.outside.matching import matcher_of
from archive.exchange.rows.row import Form
from archive.kinds.base import Payload
from archive.kinds.endings import begun, is_end, lasts
from archive.kinds.families.entity import EntityRegistered
from archive.kinds.families.source import SourceRegistered
from archive.model.days import full_day
from archive.model.errors import MOST_FAULTS, Fault, FaultsError, UsageError
from archive.model.event import Draft
from archive.store.check.known import Known

DAY_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
FORMS: dict[str, Form] = {".csv": "csv", ".tsv": "tsv", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
ONCE = ("accession.", "document.")
"""The kinds of what happens once, and may be listed without its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the files of a list are read: by which map, as which source where one is named, creating entities or not."""

    map: Map
    source: str | None = None
    create: bool = False


def day_in_name(file: str) -> str | None:
    """Return the one day (ISO) in the name of a file; None where there is none, or several."""
    days = {text for text in DAY_IN_NAME.findall(Path(file).name) if full_day(text) is not None}
    return next(iter(days)) if len(days) == 1 else None


def read_snapshot(db: sqlite3.Connection, file: str, on: str, reading: Reading) -> Snapshot:
    """Return what a file tells as of a day (ISO); raises FaultsError with every fault and every unknown name of it."""
    fitting = reading.map.in_form(FORMS.get(Path(file).suffix.lower(), reading.map.rows.layout.form)) or reading.map
    work = Import(as_of(fitting, on, reading.source), matcher_of(db), file=file, create=reading.create, skips=False)
    drafts = list(work.drafts(Path(file)))
    events = [draft for draft in drafts if not isinstance(draft.payload, SourceRegistered | EntityRegistered)]
    sources = [draft.payload.source for draft in drafts if isinstance(draft.payload, SourceRegistered)]
    faults = list(_not_to_compare(events))[:MOST_FAULTS]
    if not sources:
        faults.append(Fault("no row tells anything", file=file, hint="an empty list? or is it for another map?"))
    if faults:
        raise FaultsError(faults)
    known = Known(db).find("source", sources[0]) is not None
    records = [draft for draft in drafts if isinstance(draft.payload, EntityRegistered)]
    records += [] if known else [draft for draft in drafts if isinstance(draft.payload, SourceRegistered)]
    return Snapshot(file=file, on=on, source=sources[0], facts=list(_facts(events, on)), records=records)


def as_of(map: Map, on: str, source: str | None) -> Map:
    """Return the map with the source of one snapshot, published on its day; raises UsageError where it has several."""
    told: dict[str, Template] = dict(map.source)
    name = "".join(part for part in told["id"].parts if isinstance(part, str))
    if not told["id"].constant:
        raise UsageError(
            f"the map makes a source of each row ({told['id'].text}), and a snapshot is one source",
            hint='give [source] id one text, such as id = "members-list"; each day gets its own of it',
        )
    told["id"] = _text(source or (name if on in name else f"{name}-{on}"))
    told["published"] = _text(on)
    if on not in told["title"].text:
        told["title"] = replace(told["title"], parts=(*told["title"].parts, f", as of {on}"))
    return replace(map, source=told)


def _text(text: str) -> Template:
    return Template(text, (text,))


def _facts(events: Iterable[Draft], on: str) -> Iterator[Fact]:
    """Yield the facts of a row's events. That somebody is nothing there says no more than that no row names them."""
    for draft in events:
        assert isinstance(draft.payload, Payload)  # noqa: S101 - a map makes events of kinds
        date = "" if draft.envelope.date == f"[..{on}]" else draft.envelope.date
        if date or not is_end(draft.payload):
            ahead = all(citation.support == "ahead" for citation in draft.envelope.citations)
            yield Fact(payload=draft.payload, date=date, ahead=ahead, origin=draft)


def _not_to_compare(events: Iterable[Draft]) -> Iterator[Fault]:
    """Yield a fault for an event of which a list cannot tell whether it is still so."""
    for draft in events:
        payload, where = draft.payload, draft.where
        assert isinstance(payload, Payload)  # noqa: S101 - a map makes events of kinds
        if begun(payload) is not None or payload.kind.endswith(".expected"):
            instead = (
                "the event that begins it, such as membership.changed; what is only planned, [source] future tells"
            )
        elif payload.nature != "world" or not (draft.envelope.date or lasts(payload) or payload.kind.startswith(ONCE)):
            instead = "a membership, an office or a step; anything else with a date of its own"
        else:
            continue
        file, line = (where.file, where.line) if where else (None, None)
        yield Fault("this cannot be followed in a list", file=file, line=line, value=payload.kind, expected=instead)
