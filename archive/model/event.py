"""Events: the envelope around the facts of a kind, and the citations that carry it."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Support = Literal["states", "ahead", "context"]
Standing = Literal["main", "rival", "superseded", "deprecated", "withheld"]


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One source's word on an event: where it says it, and what, in our words.

    `support` is `states` (it tells the event), `ahead` (it only announces it) or `context` (it
    proves nothing of the event).
    """

    source: str
    at: str = ""
    says: str = ""
    quote: str = ""
    support: Support = "states"


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every event carries besides the facts of its kind.

    `date` is EDTF as written; editorial events and registrations may have none (empty text).
    """

    kind: str
    schema_version: int = 1
    key: str = ""
    date: str = ""
    gist: str = ""
    standing: Standing = "main"
    rival_of: str = ""
    disputes: tuple[str, ...] = ()
    note: str = ""
    citations: tuple[Citation, ...] = ()


ENVELOPE_FIELDS = tuple(name for name in Envelope.__struct_fields__ if name != "schema_version")
"""The envelope's fields that a person writes, in reading order."""


class Where(msgspec.Struct, frozen=True):
    """The place an event was written in: its file, its first line, and the line of each field.

    Fields are named as in `status`, `subject[1]`, `citations[0].source` (items count from 0); lines
    count from 1. A line is None where the event was not read from lines.
    """

    file: str
    line: int | None = None
    field_lines: Mapping[str, int] = msgspec.field(default_factory=dict)

    def line_of(self, name: str) -> int | None:
        """Return the line of the field, or of what holds it, or the first line of the event."""
        while name:
            if name in self.field_lines:
                return self.field_lines[name]
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        return self.line


class Draft(msgspec.Struct, frozen=True):
    """An event as somebody wrote it, typed by its kind, not yet in any log.

    `stored` are its facts as a log held them, where today's kind would write them otherwise: they are kept so.
    """

    envelope: Envelope
    payload: msgspec.Struct
    where: Where | None = None
    stored: Mapping[str, Any] | None = None


class Partial(msgspec.Struct, frozen=True):
    """What could be read of an event: the values of its fields by name. With faults, not all are there."""

    kind: str
    envelope: Mapping[str, Any]
    payload: Mapping[str, Any]
    where: Where | None = None


def whole(draft: Draft) -> Partial:
    """Return a draft as the values of its fields."""
    envelope, payload = msgspec.structs.asdict(draft.envelope), msgspec.structs.asdict(draft.payload)
    return Partial(draft.envelope.kind, envelope, payload, draft.where)
