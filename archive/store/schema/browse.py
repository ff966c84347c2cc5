"""The computed tables that people browse. An open or unknown side of a date is null."""

BROWSE_TABLES = (
    """
    CREATE TABLE memberships (
        subject TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT,
        object TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT,
        certainty TEXT NOT NULL,
        told_otherwise TEXT,
        since_year INTEGER,
        began_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        sources TEXT,
        since_earliest TEXT,
        since_latest TEXT,
        until_earliest TEXT,
        until_latest TEXT,
        confirmed TEXT,
        id TEXT PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE offices (
        holder TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        office TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT,
        certainty TEXT NOT NULL,
        seen_on TEXT,
        told_otherwise TEXT,
        since_year INTEGER,
        began_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        sources TEXT,
        since_earliest TEXT,
        since_latest TEXT,
        until_earliest TEXT,
        until_latest TEXT,
        confirmed TEXT,
        id TEXT PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE meetings (
        meeting TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        body TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        date TEXT,
        state TEXT,
        place TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        level TEXT,
        number INTEGER,
        certainty TEXT NOT NULL,
        told_otherwise TEXT,
        year INTEGER,
        told_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        sources TEXT,
        earliest TEXT,
        latest TEXT,
        id TEXT PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE stances (
        holder TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        stance TEXT,
        question TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT,
        gist TEXT,
        told_by TEXT,
        told_otherwise TEXT,
        since_year INTEGER,
        began_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        sources TEXT,
        since_earliest TEXT,
        since_latest TEXT,
        until_earliest TEXT,
        until_latest TEXT,
        id TEXT PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE documents (
        document TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT,
        body TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT,
        certainty TEXT NOT NULL,
        told_otherwise TEXT,
        since_year INTEGER,
        began_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        sources TEXT,
        since_earliest TEXT,
        since_latest TEXT,
        until_earliest TEXT,
        until_latest TEXT,
        id TEXT PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE statements (
        event INTEGER PRIMARY KEY REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        date TEXT,
        speaker TEXT,
        gist TEXT,
        body TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED,
        standing TEXT NOT NULL,
        year INTEGER,
        sources TEXT,
        earliest TEXT,
        latest TEXT
    ) STRICT
    """,
    """
    CREATE TABLE disputes (
        id TEXT PRIMARY KEY,
        question TEXT NOT NULL,
        state TEXT NOT NULL,
        field TEXT,
        comment TEXT,
        ruling TEXT,
        rule TEXT,
        opened_by INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        ruled_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE accounts (
        id INTEGER PRIMARY KEY,
        dispute TEXT NOT NULL REFERENCES disputes(id) DEFERRABLE INITIALLY DEFERRED,
        event INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        date TEXT,
        says TEXT,
        standing TEXT NOT NULL,
        sources TEXT
    ) STRICT
    """,
    """
    CREATE TABLE questions (
        id TEXT PRIMARY KEY,
        question TEXT NOT NULL,
        state TEXT NOT NULL,
        answer TEXT,
        asked_by INTEGER NOT NULL REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED,
        answered_by INTEGER REFERENCES events(position) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
)
