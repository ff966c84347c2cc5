"""Events typed by their kind: from a tree of texts to a draft, with every fault of it."""

import re
from collections.abc import Mapping as Table
from functools import cache
from typing import Any

from archive.exchange.trees.field_names import report_missing, report_unknown
from archive.exchange.trees.nodes import Entry, Mapping, Node, Scalar, field_lines, said
from archive.exchange.trees.report import Report, to_write
from archive.exchange.trees.scalars import BAD, text_of
from archive.exchange.trees.schema import StructReader
from archive.kinds.base import Payload
from archive.kinds.registry import KINDS
from archive.model.dates import parse
from archive.model.errors import DateError, FaultsError
from archive.model.event import ENVELOPE_FIELDS, Draft, Envelope, Partial, Where
from archive.model.nearest import nearest

DATE_FORMS = "2024-07-04, 2024-07, 2024, 2023~, [..2024-07-04] (by), [2024-07-01..2024-07-04] (between)"

_KEY = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-._][a-z0-9]+)*")


def draft(event: Node, *, kinds: Table[str, type[Payload]] = KINDS) -> Draft:
    """Return the event of a tree that has no lines, or raise FaultsError with every fault of it."""
    report = Report(None)
    found = read_event(event, report, kinds=kinds)
    if found is None:
        raise FaultsError(report.faults, read=report.read)
    return found


def read_event(event: Node, report: Report, *, kinds: Table[str, type[Payload]] = KINDS) -> Draft | None:
    """Return the event, or None after reporting every fault of it."""
    if not isinstance(event, Mapping):
        message = f"{said(event)} where an event is expected"
        report.add(event, "", message, expected="kind: …, date: … and the kind's fields")
        return None
    before = len(report.faults)
    kind = _kind_of(event, report, kinds)
    if kind is None:
        return None
    envelope, payload = _values(event, kind, report)
    report_missing(event, _reader(kind).required, "", report, since=before)
    if kind.nature == "world":
        _need_evidence(event, report, before)
    where = Where(report.file, event.line or None, field_lines(event)) if report.file is not None else None
    if len(report.faults) > before:
        report.read.append(Partial(kind.kind, envelope, payload, where))
        return None
    found = Draft(Envelope(**envelope, schema_version=kind.schema_version), kind(**payload), where)
    report.read.append(found)
    return found


def fields_of(kind: type[Payload]) -> tuple[str, ...]:
    """Return the names of all fields that an event of the kind may have, in reading order."""
    own = tuple(_reader(kind).fields)
    return (*ENVELOPE_FIELDS[:3], *own, *ENVELOPE_FIELDS[3:])


@cache
def _reader(cls: type) -> StructReader:
    return StructReader(cls)


def _kind_of(event: Mapping, report: Report, kinds: Table[str, type[Payload]]) -> type[Payload] | None:
    entry = event.entries.get("kind")
    if entry is None:
        report.add(event, "kind", "`kind` is missing", expected="a kind of event", hint="`archive kinds` lists them")
        return None
    name = text_of(entry.value, "kind", report, "a kind of event")
    if name is None or name in kinds:
        return None if name is None else kinds[name]
    near = tuple(nearest(name, kinds))
    hint = to_write("kind", near[0]) if near else "`archive kinds` lists them"
    report.add(entry.value, "kind", "not a kind of event", nearest=near, hint=hint)
    return None


def _values(event: Mapping, kind: type[Payload], report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values of the envelope's and of the kind's fields; report what is wrong."""
    own, head = _reader(kind).fields, _reader(Envelope).fields
    envelope: dict[str, Any] = {}
    payload: dict[str, Any] = {}
    for name, entry in event.entries.items():
        if report.full:
            break
        if name in own:
            (attribute, read), into = own[name], payload
        elif name in ENVELOPE_FIELDS:
            (attribute, read), into = head[name], envelope
        else:
            report_unknown(event, name, fields_of(kind), "", report)
            continue
        value = read(entry.value, name, report)
        if value is not BAD and _passes(name, entry, value, report):
            into[attribute] = value
    return envelope, payload


def _passes(name: str, entry: Entry, value: Any, report: Report) -> bool:  # noqa: ANN401 - any field's value
    """Check what the envelope's types do not tell: the form of a key and of a date."""
    if name == "date":
        try:
            parse(value)
        except DateError as error:
            report.add_date(entry.value, name, error)
            return False
    elif name == "key" and not _KEY.fullmatch(value):
        better = "-".join(re.findall(r"[a-z0-9]+", value.lower()))
        hint = to_write(name, better if _KEY.fullmatch(better) else None)
        report.add(
            entry.value, name, "not a key", expected="lower-case letters, digits and hyphens: by-member", hint=hint
        )
        return False
    return True


def _need_evidence(event: Mapping, report: Report, since: int) -> None:
    """Report a missing date or citation of an event of the world."""
    wanted = {"date": DATE_FORMS, "citations": "at least one: {source: …, at: …, says: …}"}
    report_missing(event, wanted, "", report, since=since)
    cited = event.entries.get("citations")
    if cited is not None and not isinstance(cited.value, Scalar | Mapping) and not cited.value.items:
        report.add(cited, "citations", "the list is empty", expected=wanted["citations"])
