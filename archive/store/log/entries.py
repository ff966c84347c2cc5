"""Entries: events of the log, decoded into their kinds."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from archive.kinds import registry
from archive.kinds.ledger import Entry
from archive.kinds.support import Told
from archive.model.dates import day_of
from archive.model.event import Envelope


class _Content(Envelope, frozen=True, kw_only=True):
    """An envelope with the facts still as stored."""

    payload: msgspec.Raw = msgspec.Raw(b"{}")


class _Body(msgspec.Struct, frozen=True):
    """The canonical text of an event: its content, its place, the hash of its batch's head."""

    batch: str
    event: _Content
    position: int


_BODY = msgspec.json.Decoder(_Body)

ENTRIES_UPTO = """
    SELECT position, id, batch, body FROM events WHERE position <= :upto ORDER BY position
"""
ENTRIES_BETWEEN = """
    SELECT position, id, batch, body FROM events WHERE position BETWEEN :first AND :last ORDER BY position
"""
ENTRIES_AT = """
    SELECT position, id, batch, body FROM events
    WHERE position IN (SELECT value FROM json_each(:positions)) ORDER BY position
"""
# The + keeps SQLite to the positions, which are few, and off the index of kinds.
REGISTERING = """
    SELECT position, id, batch, body FROM events
    WHERE position BETWEEN :first AND :last
      AND +kind IN ('entity.registered', 'entity.renamed', 'body.renamed', 'source.registered')
    ORDER BY position
"""
ENTRY_BY_HANDLE = "SELECT position, id, batch, body FROM events WHERE key = :handle OR id = :handle"
ENTRIES_OF_KIND = "SELECT position, id, batch, body FROM events WHERE kind = :kind ORDER BY position"
TOLD_ALL = "SELECT id, told FROM sources"
TOLD_OF = "SELECT id, told FROM sources WHERE id IN (SELECT value FROM json_each(:sources))"


def entry_of(position: int, event_id: str, batch: int, body: str | bytes) -> Entry:
    """Return one row of the log as an entry."""
    content = _BODY.decode(body).event
    payload = registry.decode(content.kind, content.schema_version, content.payload)
    return Entry(position, event_id, content.key or event_id, content, payload, batch)


def upto(db: sqlite3.Connection, position: int) -> list[Entry]:
    """Return the log up to and with a position."""
    return decoded(db.execute(ENTRIES_UPTO, {"upto": position}))


def between(db: sqlite3.Connection, first: int, last: int) -> list[Entry]:
    """Return the entries from position `first` through `last`."""
    return list(each_between(db, first, last))


def each_between(db: sqlite3.Connection, first: int, last: int) -> Iterator[Entry]:
    """Yield the entries from position `first` through `last`, one by one."""
    return _each(db.execute(ENTRIES_BETWEEN, {"first": first, "last": last}))


def registering(db: sqlite3.Connection, first: int, last: int) -> Iterator[Entry]:
    """Yield those of them that bring an entity, a name or a source."""
    return _each(db.execute(REGISTERING, {"first": first, "last": last}))


def at(db: sqlite3.Connection, positions: Iterable[int]) -> list[Entry]:
    """Return the entries at the positions, in log order."""
    return decoded(db.execute(ENTRIES_AT, {"positions": json.dumps(sorted(positions))}))


def by_handle(db: sqlite3.Connection, handle: str) -> Entry | None:
    """Return the event of a key or an id, or None."""
    return next(_each(db.execute(ENTRY_BY_HANDLE, {"handle": handle})), None)


def of_kind(db: sqlite3.Connection, kind: str) -> list[Entry]:
    """Return all entries of a kind, in log order."""
    return decoded(db.execute(ENTRIES_OF_KIND, {"kind": kind}))


def told(db: sqlite3.Connection, entries: Iterable[Entry] | None = None) -> Told:
    """Return when each source was published at the latest (day; None where undated).

    Of all sources, or of those that the entries cite.
    """
    if entries is None:
        rows = db.execute(TOLD_ALL)
    else:
        cited = {citation.source for entry in entries for citation in entry.envelope.citations}
        rows = db.execute(TOLD_OF, {"sources": json.dumps(sorted(cited))})
    return {name: None if day is None else day_of(day) for name, day in rows}


def decoded(rows: Iterable[tuple[int, str, int, str]]) -> list[Entry]:
    """Return rows of (position, id, batch, body) as entries."""
    return list(_each(rows))


def _each(rows: Iterable[tuple[int, str, int, str]]) -> Iterator[Entry]:
    for position, event_id, batch, body in rows:
        yield entry_of(position, event_id, batch, body)
