"""Events as a log holds them: as plain fields, and back, whichever version of their kind wrote them.

What today's kind would write in the same way is written with the fields of the text form. Anything else also
tells its `schema_version`, and is taken back as it is: stored facts never change.
"""

from collections.abc import Mapping as Table
from typing import Any

import msgspec

from archive.exchange.batches.layout import flat
from archive.exchange.trees.nodes import Mapping, Scalar
from archive.exchange.trees.report import Report
from archive.kinds.base import Payload
from archive.kinds.registry import KINDS, lift
from archive.model.dates import parse
from archive.model.errors import DateError
from archive.model.event import ENVELOPE_FIELDS, Draft, Envelope, Where

VERSION = "schema_version"


def fields_of(content: Table[str, Any], *, kinds: Table[str, type[Payload]] = KINDS) -> dict[str, Any]:
    """Return the fields of an event (its content as stored) in reading order."""
    facts = content["payload"]
    head = {name: content[name] for name in ENVELOPE_FIELDS if name in content}
    kind = kinds.get(head["kind"])
    if kind is not None and kind.schema_version == content[VERSION]:
        try:
            event = Draft(msgspec.convert(head, Envelope), msgspec.convert(facts, kind))
        except msgspec.ValidationError:
            pass  # stored by what knew the kind otherwise: given as it is, below
        else:
            if _plain((event.payload, event.envelope)) == _plain((facts, head)):
                return flat(event)
    return {"kind": head.pop("kind"), VERSION: content[VERSION], **facts, **head}


def read_stored(
    event: Table[str, Any], place: Mapping, report: Report, *, kinds: Table[str, type[Payload]] = KINDS
) -> Draft | None:
    """Return the event of fields that tell their `schema_version`, None after reporting what is wrong.

    `place` is the same event as a tree: faults are reported there.
    """
    name, version = event.get("kind"), event[VERSION]
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None or not isinstance(version, int) or not 1 <= version <= kind.schema_version:
        known = f"up to {kind.schema_version}" if kind is not None else "a kind that `archive kinds` lists"
        hint = "it was written by a newer version of this program: update it, pip install --upgrade archive"
        report.add(place, VERSION, f"{name} of version {version} is not known here", expected=known, hint=hint)
        return None
    head = {field: event[field] for field in ENVELOPE_FIELDS if field in event}
    facts = {field: value for field, value in event.items() if field not in head and field != VERSION}
    try:
        envelope = msgspec.structs.replace(msgspec.convert(head, Envelope), schema_version=version)
        payload = msgspec.convert(lift(kind, version, facts), kind)
    except (msgspec.ValidationError, LookupError, TypeError, ValueError) as problem:
        hint = f"leave `{VERSION}` out to write it in today's form"
        report.add(Scalar("", place.line), "", f"no {name} of version {version}: {problem}", hint=hint)
        return None
    try:
        parse(envelope.date or "2000")
    except DateError as problem:
        report.add_date(Scalar(envelope.date, place.line), "date", problem)
        return None
    where = Where(report.file, place.line) if report.file is not None else None
    return Draft(envelope, payload, where, stored=facts)


def _plain(parts: tuple[object, object]) -> bytes:
    return msgspec.json.encode(parts, order="sorted")
