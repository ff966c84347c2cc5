"""The public copy: the archive in a file of its own without the words of events that are withheld, for whoever reads.

The log of such a copy does not verify where words are left out; the hashes of their events stand there still.
"""

import json
import sqlite3
from contextlib import closing

from archive.store.file.connect import PATIENCE, Name, connected
from archive.store.log.batches import head
from archive.store.schema.log import LOG_GUARDS
from archive.store.schema.projection import CURRENT
from archive.store.tables.withheld import all_withheld

COPY = "VACUUM INTO :path"
GUARD = "events_no_update"
BLANK = (
    """
    UPDATE events SET date = NULL, gist = NULL, year = NULL, earliest = NULL, latest = NULL,
        standing = 'withheld',
        body = json_object('event', json_object('kind', kind, 'payload', json_object()))
    WHERE position IN (SELECT value FROM json_each(:hidden))
    """,
    """
    UPDATE accounts SET date = NULL, says = NULL, sources = NULL
    WHERE event IN (SELECT value FROM json_each(:hidden))
    """,
    "DELETE FROM citations WHERE event IN (SELECT value FROM json_each(:hidden))",
    "DELETE FROM claims WHERE event IN (SELECT value FROM json_each(:hidden))",
    "DELETE FROM event_entities WHERE event IN (SELECT value FROM json_each(:hidden))",
    "DELETE FROM events_search WHERE rowid IN (SELECT value FROM json_each(:hidden))",
)
FORGET_ANSWERS = """
    DELETE FROM periods WHERE recorded_to <> :current AND EXISTS (
        SELECT 1 FROM events e JOIN json_each(:hidden) h ON h.value = e.position
        WHERE instr(periods.answer, json_quote(coalesce(e.key, e.id))) > 0)
"""
# What is deleted stays in the pages of a file, and in the segments of an index, until they are packed.
PACK = ("INSERT INTO events_search (events_search) VALUES ('optimize')", "VACUUM")


def withheld_now(db: sqlite3.Connection) -> frozenset[int]:
    """Return the positions of the events that are not shown."""
    return all_withheld(db, head(db).position)


def public_copy(db: sqlite3.Connection, path: Name, hidden: frozenset[int]) -> None:
    """Make at `path`, where nothing is, a copy without the words of the events at the positions.

    What answers once rested on them is left out too. The connection must be in no transaction.
    """
    db.execute(COPY, {"path": str(path)})
    where = {"hidden": json.dumps(sorted(hidden))}
    with closing(connected(path, "rw", PATIENCE)) as copy:
        copy.execute(f"DROP TRIGGER {GUARD}")
        for statement in BLANK:
            copy.execute(statement, where)
        copy.execute(FORGET_ANSWERS, {**where, "current": CURRENT})
        copy.execute(LOG_GUARDS[GUARD])
        for statement in PACK:
            copy.execute(statement)
