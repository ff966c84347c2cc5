"""What an append asks is found through indexes: none of its statements reads a whole table."""

import importlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

import pytest

from archive.store.log import staging
from archive.store.tables import touched

MODULES = ("tables.project", "tables.current", "tables.browse", "tables.browse_events",
           "tables.browse_editorial", "tables.index", "tables.index_records", "tables.index_references",
           "tables.index_search", "log.precedents", "writing.twins", "tables.touched", "log.staging",
           "log.batching", "tables.rectangles", "log.entries")  # fmt: skip
BY_DESIGN = {
    "tables.touched.EACH": "every timeline that a large batch touches is folded",
    "tables.touched.COUNT": "the same",
    "log.staging.POUR": "every staged event goes into the log",
    "log.entries.TOLD_ALL": "asked by questions about all",
}
"""Statements that read all of a table, and why."""
VERBS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"})
TABLES = frozenset({
    "events", "batches", "sources", "entities", "names", "citations", "event_entities", "acts", "claims", "periods",
    "memberships", "offices", "meetings", "stances", "documents", "statements", "disputes", "accounts", "questions",
    "staged", "touched",
})  # fmt: skip


def statements() -> Iterator[tuple[str, str]]:
    for module in MODULES:
        for name, value in vars(importlib.import_module(f"archive.store.{module}")).items():
            texts = value.values() if isinstance(value, dict) else [value]
            if name.isupper() and f"{module}.{name}" not in BY_DESIGN:
                yield from (
                    (f"{module}.{name}", text)
                    for text in texts
                    if isinstance(text, str) and text.split()[:1] and text.split()[0] in VERBS
                )


@pytest.mark.parametrize(("place", "statement"), list(statements()))
def test_no_table_is_read_from_end_to_end(db: sqlite3.Connection, place: str, statement: str) -> None:
    """The plan names a table by its alias: of an alias that is none, nothing is known."""
    for made in (*staging.TABLE, touched.TABLE):
        db.execute(made)
    aliases = {alias: table for table in TABLES for alias in _aliases(statement, table)}
    values: list[None] | dict[str, None] = [None] * statement.count("?") or defaultdict(lambda: None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    read = {step.split()[1] for step in plan if step.startswith("SCAN ")}
    assert {aliases[name] for name in read if name in aliases} == set(), (place, plan)


def _aliases(statement: str, table: str) -> Iterator[str]:
    words = statement.replace(",", " ").replace(")", " ").split()
    for at, word in enumerate(words):
        if word == table and words[at - 1] in ("FROM", "JOIN", "UPDATE"):
            following = words[at + 1] if at + 1 < len(words) else ""
            yield following if following.islower() and len(following) == 1 else table
