"""The events of the log that people are not shown, by position."""

import json
import sqlite3
from collections.abc import Iterable

from archive.kinds.ledger import acts_of
from archive.kinds.withholding import withheld
from archive.store.log import entries as log_entries
from archive.store.tables.involved import acting

# What a ranking or its own words withhold may be shown again by a later act: these are looked at in full.
EVER = """
    WITH ever(position) AS (
        SELECT position FROM events WHERE standing = 'withheld' AND kind <> 'claim.ranked' AND position <= :position
        UNION
        SELECT a.target FROM events r JOIN acts a ON a.event = r.position
        WHERE r.kind = 'claim.ranked' AND r.standing = 'withheld' AND r.position <= :position
    )
    SELECT position FROM ever
"""
EVER_AMONG = """
    WITH some(position) AS (SELECT value FROM json_each(:positions))
    SELECT e.position FROM some s JOIN events e ON e.position = s.position
    WHERE e.standing = 'withheld' AND e.kind <> 'claim.ranked'
    UNION
    SELECT s.position FROM some s JOIN acts a ON a.target = s.position JOIN events r ON r.position = a.event
    WHERE r.kind = 'claim.ranked' AND r.standing = 'withheld' AND r.position <= :position
"""
PUT_INTO = """
    SELECT a.target FROM acts a JOIN events e ON e.position = a.event
    WHERE a.event IN (SELECT value FROM json_each(:positions)) AND e.kind IN ('event.corrected', 'event.corroborated')
"""


def targets(db: sqlite3.Connection, positions: Iterable[int]) -> set[int]:
    """Return the positions of the events that those at the positions correct or corroborate."""
    return {position for (position,) in db.execute(PUT_INTO, {"positions": json.dumps(sorted(positions))})}


def all_withheld(db: sqlite3.Connection, upto: int) -> frozenset[int]:
    """Return the positions of all events that are not shown, as the log stood at a position."""
    return _withheld(db, {position for (position,) in db.execute(EVER, {"position": upto})}, upto)


def withheld_among(db: sqlite3.Connection, positions: Iterable[int], upto: int) -> frozenset[int]:
    """Return those of the positions whose events are not shown, as the log stood at a position."""
    asked = set(positions)
    looked_at = {"positions": json.dumps(sorted(asked | targets(db, asked))), "position": upto}
    return _withheld(db, {position for (position,) in db.execute(EVER_AMONG, looked_at)}, upto) & asked


def _withheld(db: sqlite3.Connection, ever: set[int], upto: int) -> frozenset[int]:
    if not ever:
        return frozenset()
    entries = log_entries.at(db, acting(db, ever, upto))
    hidden = withheld(entries, acts_of(entries, {}))
    return frozenset(entry.position for entry in entries if entry.handle in hidden)
