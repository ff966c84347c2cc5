"""The tables of the log, the guards that keep it append-only, and how an archive is recognised.

The log is the archive; all other tables are computed from it. `events` comes in the order in which
people like to read it: what happened first, the exact bytes and their hashes last.
"""

APPLICATION_ID = 1095910230
"""The bytes "ARCV" in the header of the file: an archive, whatever its name."""

SET_APPLICATION_ID = "PRAGMA application_id = 1095910230"

MIGRATION_SET = "archive"

MIGRATIONS = ("0001_initial", "0002_rules_2", "0003_rules_3")
"""The names of all schema changes, in their order; archive.store.file.migrations does them."""

APPLIED_MIGRATIONS = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'archive' ORDER BY id"

LOG_TABLES = (
    """
    CREATE TABLE batches (
        batch INTEGER PRIMARY KEY,
        recorded_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        why TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        head TEXT NOT NULL,
        root TEXT NOT NULL,
        peaks TEXT NOT NULL,
        CHECK (size = last - first + 1 AND size > 0)
    ) STRICT
    """,
    """
    CREATE TABLE events (
        position INTEGER PRIMARY KEY,
        date TEXT,
        kind TEXT NOT NULL,
        gist TEXT,
        standing TEXT NOT NULL,
        key TEXT UNIQUE,
        year INTEGER,
        earliest TEXT,
        latest TEXT,
        batch INTEGER NOT NULL REFERENCES batches(batch),
        schema_version INTEGER NOT NULL,
        body TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        leaf TEXT NOT NULL
    ) STRICT
    """,
)

LOG_INDEXES = (
    "CREATE INDEX events_kind ON events(kind)",
    "CREATE INDEX events_earliest ON events(earliest)",
    """
    CREATE INDEX events_retractions ON events(json_extract(body, '$.event.payload.event'))
    WHERE kind = 'event.retracted'
    """,
    """
    CREATE INDEX events_disputes ON events(json_extract(body, '$.event.payload.dispute'))
    WHERE kind = 'dispute.opened'
    """,
    """
    CREATE INDEX events_questions ON events(json_extract(body, '$.event.payload.question'))
    WHERE kind = 'question.asked'
    """,
    """
    CREATE INDEX events_withdrawals ON events(json_extract(body, '$.event.payload.source'))
    WHERE kind = 'source.withdrawn'
    """,
)

# REPLACE deletes the row in its way without asking any delete trigger (unless recursive_triggers is
# on), so an insert must be refused before it looks for a row in its way: by position, id and key.
LOG_GUARDS = {
    "events_no_update": """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed: append event.corrected'); END
    """,
    "events_no_delete": """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted: append event.retracted'); END
    """,
    "events_next_position": """
    CREATE TRIGGER events_next_position BEFORE INSERT ON events
    WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
    BEGIN SELECT RAISE(ABORT, 'an event takes the next position'); END
    """,
    "events_new_only": """
    CREATE TRIGGER events_new_only BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM events WHERE key = NEW.key)
    BEGIN SELECT RAISE(ABORT, 'an event of this id or key is in the log already'); END
    """,
    "events_in_last_batch": """
    CREATE TRIGGER events_in_last_batch BEFORE INSERT ON events
    WHEN NOT EXISTS (SELECT 1 FROM batches WHERE batch = NEW.batch AND NEW.position BETWEEN first AND last)
    BEGIN SELECT RAISE(ABORT, 'an event belongs to the batch that counts its position'); END
    """,
    "batches_no_update": """
    CREATE TRIGGER batches_no_update BEFORE UPDATE ON batches
    BEGIN SELECT RAISE(ABORT, 'batches are never changed'); END
    """,
    "batches_no_delete": """
    CREATE TRIGGER batches_no_delete BEFORE DELETE ON batches
    BEGIN SELECT RAISE(ABORT, 'batches are never deleted'); END
    """,
    "batches_next": """
    CREATE TRIGGER batches_next BEFORE INSERT ON batches
    WHEN NEW.batch IS NOT (SELECT coalesce(max(batch), 0) + 1 FROM batches)
      OR NEW.first IS NOT (SELECT coalesce(max(last), 0) + 1 FROM batches)
      OR NEW.last < NEW.first
      OR NEW.recorded_at < (SELECT recorded_at FROM batches ORDER BY batch DESC LIMIT 1)
    BEGIN SELECT RAISE(ABORT, 'a batch takes the next number and positions, and is not recorded before the last'); END
    """,
}
"""The triggers of the log by name. They hold in any client of SQLite."""
