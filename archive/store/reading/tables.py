"""The tables of the archive, whole, for who takes them elsewhere: their columns, the links between them, their rows."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from archive.store.log.batches import head
from archive.store.tables.withheld import all_withheld

ROWS = {
    "batches": "SELECT batch, recorded_at, recorded_by, why, first, last, size, root FROM batches ORDER BY batch",
    "events": """
        SELECT position, date, kind, gist, standing, key, year, earliest, latest, batch, schema_version,
            body ->> '$.event.payload' AS facts, id
        FROM events ORDER BY position
    """,
    "entities": "SELECT id, label, type, parent, event FROM entities ORDER BY id",
    "names": "SELECT entity, name, form, language, used_by, since, until, event FROM names ORDER BY id",
    "sources": """
        SELECT id, publisher, title, published, told, year, language, url, archived, retrieved, via, seen, withdrawn,
            covers, remark, size, sha256, event
        FROM sources ORDER BY id
    """,
    "citations": "SELECT event, source, at, says, quote, support, told, cited_by FROM citations ORDER BY id",
    "event_entities": "SELECT event, entity, role FROM event_entities ORDER BY event, entity, role",
    "acts": "SELECT event, target FROM acts ORDER BY event, target",
    "claims": """
        SELECT event, property, nullif(subject, '*') AS subject, nullif(object, '') AS object, value, manner, date,
            nullif(earliest, '0000-00-00') AS earliest, nullif(latest, '9999-99-99') AS latest
        FROM claims ORDER BY id
    """,
    "memberships": """
        SELECT id, subject, status, object, since, since_earliest, since_latest, until, until_earliest, until_latest,
            certainty, told_otherwise, confirmed, began_by, sources
        FROM memberships ORDER BY object, subject, id
    """,
    "offices": """
        SELECT id, holder, office, since, since_earliest, since_latest, until, until_earliest, until_latest,
            certainty, seen_on, told_otherwise, confirmed, began_by, sources
        FROM offices ORDER BY office, id
    """,
    "meetings": """
        SELECT id, meeting, body, date, earliest, latest, state, place, level, number, certainty, told_otherwise,
            told_by, sources
        FROM meetings ORDER BY id
    """,
    "stances": """
        SELECT id, holder, stance, question, since, since_earliest, since_latest, until, until_earliest, until_latest,
            gist, told_by, told_otherwise, began_by, sources
        FROM stances ORDER BY question, id
    """,
    "documents": """
        SELECT id, document, state, body, since, since_earliest, since_latest, until, until_earliest, until_latest,
            certainty, told_otherwise, began_by, sources
        FROM documents ORDER BY id
    """,
    "statements": """
        SELECT event, date, earliest, latest, speaker, gist, body, standing, sources FROM statements ORDER BY event
    """,
    "disputes": """
        SELECT id, question, state, field, comment, ruling, rule, opened_by, ruled_by FROM disputes ORDER BY id
    """,
    "accounts": "SELECT dispute, event, date, says, standing, sources FROM accounts ORDER BY dispute, event",
    "questions": "SELECT id, question, state, answer, asked_by, answered_by FROM questions ORDER BY id",
}
"""Every table, by name; what only serves the program (hashes of parts, folded names, row numbers) is left out."""

LEFT_OUT = ("citations", "claims", "event_entities")
"""Tables of what events say: an event that is withheld has no row in them."""

BLANK: Mapping[str, tuple[str, Mapping[str, str | None]]] = {
    "events": (
        "position",
        {
            "date": None,
            "gist": None,
            "year": None,
            "earliest": None,
            "latest": None,
            "facts": "{}",
            "standing": "withheld",
        },
    ),
    "accounts": ("event", {"date": None, "says": None, "sources": None}),
}
"""Tables with a row for it: the column that names it, and what its words are replaced by."""

INTEGERS_OF = "SELECT name FROM pragma_table_info(:table) WHERE type = 'INTEGER'"
KEY_OF = "SELECT name FROM pragma_table_info(:table) WHERE pk > 0 ORDER BY pk"
LINKS_OF = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(:table) ORDER BY "from"'


class Link(NamedTuple):
    """That a column names a row of a table by a column of that."""

    column: str
    table: str
    to: str


class Shape(NamedTuple):
    """A table: its columns in order, those of its key, those that hold whole numbers, and its links."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    integers: frozenset[str]
    links: tuple[Link, ...]


def shape_of(db: sqlite3.Connection, table: str) -> Shape:
    """Return what a table looks like."""
    where = {"table": table}
    columns = tuple(column[0] for column in db.execute(ROWS[table]).description)
    key = tuple(name for (name,) in db.execute(KEY_OF, where))
    return Shape(
        table,
        columns,
        key if set(key) <= set(columns) else (),
        frozenset(name for (name,) in db.execute(INTEGERS_OF, where)) & set(columns),
        tuple(Link(*row) for row in db.execute(LINKS_OF, where) if row[0] in columns),
    )


def rows_of(db: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, in an order that is always the same, without the words of what is withheld."""
    cursor = db.execute(ROWS[table])
    columns = [column[0] for column in cursor.description]
    event, words = BLANK.get(table, ("event", {}))
    hidden = all_withheld(db, head(db).position) if table in (*BLANK, *LEFT_OUT) else frozenset()
    if not hidden:
        yield from cursor
        return
    at = columns.index(event)
    for row in cursor:
        if row[at] not in hidden:
            yield row
        elif words:
            yield tuple(words.get(name, value) for name, value in zip(columns, row, strict=True))
