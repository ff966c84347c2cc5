"""The check of the log against its own hashes: every byte, column, batch, root and guard."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from json import dumps, loads
from typing import NamedTuple

import msgspec

from archive.model.errors import ArchiveError
from archive.store.log.batches import Batch, batches
from archive.store.log.content import body_of, canonical_form, columns_of, head_of, stored
from archive.store.log.transaction import snapshot
from archive.store.log.tree import Frontier, leaf_hash, root_from_peaks
from archive.store.schema.log import LOG_GUARDS

STORED = """
    SELECT date, kind, gist, standing, key, year, earliest, latest, schema_version,
        position, batch, id, leaf, CAST(body AS BLOB)
    FROM events ORDER BY position
"""
BODIES = "SELECT position, CAST(body AS BLOB) FROM events ORDER BY position LIMIT :size"
GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
FILE = "PRAGMA integrity_check(20)"


class Finding(NamedTuple):
    """One thing that is wrong with the log, and the position where it is (0: with the file as a whole)."""

    position: int
    what: str


Stored = tuple[tuple[object, ...], int, int, str, str, bytes]


def verify_log(db: sqlite3.Connection) -> list[Finding]:
    """Return everything that is wrong with the log, in log order; nothing where it holds."""
    findings: list[Finding] = []
    try:
        with snapshot(db):
            findings.extend(_guards(db))
            findings.extend(_log(db))
    except sqlite3.OperationalError as problem:
        findings.append(Finding(0, f"the log cannot be read to its end: {problem}"))
    return findings


def verify_file(db: sqlite3.Connection) -> list[Finding]:
    """Return what SQLite itself finds wrong with the file: pages, rows and indexes."""
    return [Finding(0, said) for (said,) in db.execute(FILE) if said != "ok"]


def verify_checkpoint(db: sqlite3.Connection, size: int, root: str) -> list[Finding]:
    """Return whether the log still begins with the `size` events whose root (hex) was kept elsewhere.

    Only the stored bytes are asked, not the hashes beside them.
    """
    frontier = Frontier()
    for _, body in db.execute(BODIES, {"size": size}):
        frontier.append(leaf_hash(body))
    if frontier.size < size:
        return [Finding(frontier.size, f"the log ends here; the checkpoint is of {size} events")]
    found = frontier.root().hex()
    return [] if found == root.lower() else [Finding(size, f"the root here is {found}, that of the checkpoint {root}")]


def _log(db: sqlite3.Connection) -> Iterator[Finding]:
    events = _events(db)
    frontier = Frontier()
    end, number, recorded_at = 0, 0, ""
    for batch in batches(db):
        number += 1
        if batch.batch != number or batch.first != end + 1 or batch.last < batch.first:
            yield Finding(end + 1, f"batch {batch.batch} from {batch.first} to {batch.last} does not follow {end}")
        if batch.head != head_of(batch.recorded_at, batch.recorded_by, batch.why):
            yield Finding(batch.first, f"batch {batch.batch}: its head does not hash to {batch.head}")
        if batch.recorded_at < recorded_at:
            yield Finding(batch.first, f"batch {batch.batch} is recorded before the one it follows")
        for position in range(end + 1, batch.last + 1):
            event = next(events, None)
            if event is None or event[1] != position:
                yield Finding(position, "there is no event; the rest of the log was not looked at")
                return
            for what in _event(event, batch, frontier):
                yield Finding(position, what)
        frontier, wrong = _edge(frontier, batch)
        if wrong:
            yield Finding(batch.last, wrong)
        number, end, recorded_at = batch.batch, batch.last, batch.recorded_at
    for event in events:
        yield Finding(event[1], "no batch counts this event")


def _events(db: sqlite3.Connection) -> Iterator[Stored]:
    for row in db.execute(STORED):
        yield row[:9], *row[9:]


def _event(row: Stored, batch: Batch, frontier: Frontier) -> Iterator[str]:
    """Yield what is wrong with one event, and add the leaf of its bytes to the tree."""
    columns, position, number, event_id, leaf, body = row
    made = leaf_hash(body)
    frontier.append(made)
    if made.hex() != leaf:
        yield "its bytes do not hash to its leaf"
    if number != batch.batch:
        yield f"it is filed under batch {number}, and counted by batch {batch.batch}"
    try:
        said = stored(body)
        event = said["event"]
        data = canonical_form(event)
        if said["position"] != position or said["batch"] != batch.head:
            yield "its body tells another position or batch"
        elif body_of(data, position=position, head=batch.head) != body:
            yield "its body is not in canonical form"
        if sha256(data).hexdigest() != event_id:
            yield "its content does not hash to its id"
        if columns_of(event) != columns:
            yield "its columns differ from its body"
    except (msgspec.DecodeError, ArchiveError, LookupError, TypeError, AttributeError) as problem:
        yield f"its body cannot be read: {problem}"


def _edge(frontier: Frontier, batch: Batch) -> tuple[Frontier, str | None]:
    """Return the tree to go on with after a batch, and what is wrong with the batch's root.

    Where the root is wrong, the tree goes on from the stored one: so a fault is told once.
    """
    if frontier.root().hex() == batch.root and dumps([peak.hex() for peak in frontier.peaks]) == batch.peaks:
        return frontier, None
    try:
        kept = [bytes.fromhex(peak) for peak in loads(batch.peaks)]
        if root_from_peaks(kept).hex() == batch.root:
            return Frontier(batch.last, kept), f"batch {batch.batch}: its root is not that of the events"
    except (ValueError, TypeError):
        pass  # peaks that do not read go together with no root: told below
    return frontier, f"batch {batch.batch}: its root and its peaks do not go together"


def _guards(db: sqlite3.Connection) -> Iterator[Finding]:
    there = {name: " ".join(sql.split()) for name, sql in db.execute(GUARDS)}
    for name, sql in LOG_GUARDS.items():
        if there.get(name) != " ".join(sql.split()):
            yield Finding(0, f"the guard {name} of the log is missing or changed")
