"""The computed tables: all of them can be dropped and rebuilt from the log.

Days are ISO texts. In `claims` and `periods` an open side is '0000-00-00' (before anything known)
or '9999-99-99' (never), so that texts compare as days do; in the tables that people browse an
open or unknown side is null. Foreign keys are looked at when a transaction ends: within a batch a
name may be used before the event that registers it.
"""

from archive.store.schema.browse import BROWSE_TABLES

PROJECTION_TABLES = (
    """
    CREATE TABLE sources (
        id TEXT PRIMARY KEY,
        publisher TEXT NOT NULL,
        title TEXT NOT NULL,
        published TEXT,
        told TEXT,
        year INTEGER,
        language TEXT,
        url TEXT,
        archived TEXT,
        retrieved TEXT,
        via TEXT,
        seen TEXT NOT NULL,
        withdrawn TEXT,
        covers TEXT,
        remark TEXT,
        size INTEGER,
        sha256 TEXT,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE entities (
        id TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        type TEXT NOT NULL,
        parent TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE names (
        id INTEGER PRIMARY KEY,
        entity TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        form TEXT NOT NULL,
        language TEXT,
        used_by TEXT,
        since TEXT,
        until TEXT,
        folded TEXT NOT NULL,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE citations (
        id INTEGER PRIMARY KEY,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        source TEXT NOT NULL REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED,
        at TEXT,
        says TEXT,
        quote TEXT,
        support TEXT NOT NULL,
        told TEXT,
        cited_by INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE event_entities (
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        entity TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL,
        PRIMARY KEY (event, entity, role)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE acts (
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        target INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (event, target)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        property TEXT NOT NULL,
        subject TEXT NOT NULL,
        object TEXT NOT NULL,
        value TEXT NOT NULL,
        manner TEXT NOT NULL,
        date TEXT NOT NULL,
        earliest TEXT NOT NULL,
        latest TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE periods (
        id INTEGER PRIMARY KEY,
        property TEXT NOT NULL,
        subject TEXT NOT NULL,
        object TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_to TEXT NOT NULL,
        recorded_from INTEGER NOT NULL,
        recorded_to INTEGER NOT NULL,
        value TEXT,
        certainty TEXT NOT NULL,
        answer TEXT NOT NULL,
        CHECK (valid_from < valid_to),
        CHECK (recorded_from < recorded_to)
    ) STRICT
    """,
    *BROWSE_TABLES,
    """
    CREATE VIRTUAL TABLE events_search USING fts5(
        gist, says, names, sources, tokenize = "unicode61 remove_diacritics 2"
    )
    """,
)

PROJECTION_INDEXES = (
    "CREATE INDEX names_folded ON names(folded, entity)",
    "CREATE INDEX names_entity ON names(entity)",
    "CREATE INDEX entities_parent ON entities(parent)",
    "CREATE INDEX citations_event ON citations(event)",
    "CREATE INDEX citations_cited_by ON citations(cited_by)",
    "CREATE INDEX citations_source ON citations(source)",
    "CREATE INDEX event_entities_entity ON event_entities(entity, event)",
    "CREATE INDEX acts_target ON acts(target, event)",
    "CREATE INDEX claims_line ON claims(property, subject, object, event)",
    "CREATE INDEX claims_event ON claims(event)",
    "CREATE INDEX claims_object ON claims(object, property)",
    "CREATE UNIQUE INDEX periods_line ON periods(property, subject, object, recorded_to, valid_from, recorded_from)",
    "CREATE INDEX periods_object ON periods(object, recorded_to, valid_from, valid_to)",
    "CREATE INDEX accounts_dispute ON accounts(dispute)",
    "CREATE INDEX memberships_object ON memberships(object, subject)",
    "CREATE INDEX memberships_subject ON memberships(subject)",
    "CREATE INDEX offices_office ON offices(office)",
    "CREATE INDEX offices_holder ON offices(holder)",
    "CREATE INDEX stances_question ON stances(question)",
    "CREATE INDEX stances_holder ON stances(holder)",
    "CREATE INDEX meetings_body ON meetings(body)",
    "CREATE INDEX documents_document ON documents(document)",
)

PROJECTION_NAMES = (
    "events_search", "questions", "accounts", "disputes", "statements", "documents", "stances", "meetings",
    "offices", "memberships", "periods", "claims", "acts", "event_entities", "citations", "names", "entities",
    "sources",
)  # fmt: skip
"""The tables in an order in which they can be emptied with foreign keys on."""

BEFORE_ANYTHING = "0000-00-00"
NEVER = "9999-99-99"
CURRENT = 9223372036854775807
"""`recorded_to` of a rectangle that still holds."""
