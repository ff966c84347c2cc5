"""The index for search: the words of each event, the names of whom it names, and who tells it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from archive.kinds.base import Payload
from archive.kinds.ledger import Entry

# One event of a chunk is one row; who it names and cites is in the index already.
NAMED = "SELECT event, entity FROM event_entities WHERE event BETWEEN :first AND :last ORDER BY event, entity, role"
NAMES_OF = "SELECT entity, name FROM names WHERE entity IN (SELECT value FROM json_each(:entities)) ORDER BY id"
TELLING = """
    SELECT id, publisher || ' ' || title FROM sources WHERE id IN (SELECT value FROM json_each(:sources))
"""
TEXTS = ("text", "question", "answer", "comment", "reason", "label", "title", "publisher", "meaning", "aspect")
INSERT = "INSERT INTO events_search (rowid, gist, says, names, sources) VALUES (?, ?, ?, ?, ?)"


def make_searchable(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Write the texts of events that follow one another in the log; whom they name and cite must be indexed."""
    named: dict[int, list[str]] = defaultdict(list)
    for event, entity in db.execute(NAMED, {"first": entries[0].position, "last": entries[-1].position}):
        named[event].append(entity)
    names: dict[str, list[str]] = defaultdict(list)
    entities = json.dumps(sorted({entity for some in named.values() for entity in some}))
    for entity, name in db.execute(NAMES_OF, {"entities": entities}):
        names[entity].append(name)
    cited = {citation.source for entry in entries for citation in entry.envelope.citations}
    telling = dict(db.execute(TELLING, {"sources": json.dumps(sorted(cited))}).fetchall())
    db.executemany(INSERT, [_row(entry, named.get(entry.position, ()), names, telling) for entry in entries])


def _row(
    entry: Entry, entities: Sequence[str], names: dict[str, list[str]], telling: dict[str, str]
) -> tuple[int, str, str, str | None, str | None]:
    citations = entry.envelope.citations
    called = dict.fromkeys(name for entity in entities for name in names[entity])
    told_by = dict.fromkeys(telling[one.source] for one in citations if one.source in telling)
    facts = entry.payload
    texts = [text for name in _text_fields(type(facts)) if isinstance(text := getattr(facts, name), str)]
    return (
        entry.position,
        f"{entry.envelope.gist} {' '.join(texts)}",
        " ".join([f"{one.says} {one.quote}" for one in citations]),
        ",".join(called) or None,
        ",".join(told_by) or None,
    )


@cache
def _text_fields(kind: type[Payload]) -> tuple[str, ...]:
    """Return the fields of a kind that hold words to be found."""
    return tuple(name for name in TEXTS if name in kind.__struct_fields__)
