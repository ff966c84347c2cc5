"""The content of an event as it is stored: canonical bytes, its id, and the columns beside them."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn
from unicodedata import is_normalized

import msgspec

from archive.kinds.texts import only_texts
from archive.model import canonical
from archive.model.dates import iso, parse
from archive.model.errors import DataError
from archive.model.event import Draft


class Columns(NamedTuple):
    """What of an event is in columns of its own; None where it has none."""

    date: str | None
    kind: str
    gist: str | None
    standing: str
    key: str | None
    year: int | None
    earliest: str | None
    latest: str | None
    schema_version: int


class Days(NamedTuple):
    """The first and the last day (ISO) that a date may mean, and the year to sort it under; None where open."""

    earliest: str | None
    latest: str | None
    year: int | None


class Content(NamedTuple):
    """A draft made ready for the log: the hash (hex) of its canonical bytes, these, and its columns."""

    id: str
    data: bytes
    columns: Columns


def content_of(draft: Draft) -> Content:
    """Return the content of a draft: envelope and facts without what is empty, whoever wrote it and when."""
    envelope: dict[str, Any] = msgspec.to_builtins(draft.envelope)
    envelope["schema_version"] = draft.envelope.schema_version
    envelope["payload"] = draft.payload
    data = _quickly(envelope) if draft.stored is None and only_texts(type(draft.payload)) else None
    if data is None:
        # Facts that a log held in another form than today's kind would write are kept in it.
        envelope["payload"] = msgspec.to_builtins(draft.payload) if draft.stored is None else draft.stored
        data = canonical.encode(envelope)
        # Not the draft's own texts: the columns say what the bytes say, and these are normalised.
        envelope = msgspec.json.decode(data)
    elif "gist" not in envelope:
        envelope["payload"] = msgspec.to_builtins(draft.payload)
    return Content(sha256(data).hexdigest(), data, columns_of(envelope))


def _quickly(envelope: Mapping[str, Any]) -> bytes | None:
    """Return the canonical bytes of an event of nothing but texts; None where they are not composed (NFC)."""
    try:
        data = msgspec.json.encode(envelope, order="sorted")
    except UnicodeEncodeError:
        return None  # half a surrogate pair: the long way says so
    return data if data.isascii() or is_normalized("NFC", data.decode()) else None


def head_of(recorded_at: str, recorded_by: str, why: str) -> str:
    """Return the hash (hex) of what a batch says of itself."""
    said = {"recorded_at": recorded_at, "recorded_by": recorded_by, "why": why}
    return sha256(canonical.encode(said)).hexdigest()


def body_of(data: bytes, *, position: int, head: str) -> bytes:
    """Return the canonical bytes of an event in its place: all that its leaf hash covers."""
    return b'{"batch":"%b","event":%b,"position":%d}' % (head.encode(), data, position)


def columns_of(event: Mapping[str, Any]) -> Columns:
    """Return the columns of the content of an event."""
    date = event.get("date")
    days = days_of(date)
    gist = event.get("gist") or _named(event["payload"])
    return Columns(
        date, event["kind"], gist, event.get("standing", "main"), event.get("key"),
        days.year, days.earliest, days.latest, event["schema_version"],
    )  # fmt: skip


def stored(body: bytes) -> dict[str, Any]:
    """Return stored bytes as plain data; raises DataError where they hold a number that is not whole."""
    plain: dict[str, Any] = _STORED.decode(body)
    return plain


def canonical_form(content: Mapping[str, Any]) -> bytes:
    """Return the canonical bytes of what was stored: many times faster, where its texts are composed (NFC)."""
    data = msgspec.json.encode(content, order="sorted")
    return data if data.isascii() or is_normalized("NFC", data.decode()) else canonical.encode(content)


def _no_float(text: str) -> NoReturn:
    raise DataError(f"{text} is no whole number")


_STORED = msgspec.json.Decoder(dict[str, Any], float_hook=_no_float)


def _named(payload: Mapping[str, Any]) -> str | None:
    """Return what stands for the gist of an event that has none: a label, a title, a question, a reason."""
    return next((payload[name] for name in _NAMING if isinstance(payload.get(name), str)), None)


_NAMING = ("label", "title", "text", "answer", "name", "meaning", "comment", "reason")


@lru_cache(maxsize=4096)
def days_of(date: str | None) -> Days:
    """Return the days of a date in columns; all None where there is no date."""
    if not date:
        return Days(None, None, None)
    days = parse(date)
    earliest, latest = iso(days.earliest), iso(days.latest)
    first = earliest or latest
    return Days(earliest, latest, None if first is None else int(first[:4]))
