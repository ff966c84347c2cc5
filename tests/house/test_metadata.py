"""Datasette's metadata describes every table and column of a fresh archive, and its queries run."""

import re
import sqlite3
from collections import defaultdict
from typing import Any

import pytest
import yaml

from tests.house.repository import ROOT

HIDDEN = re.compile(r"sqlite_|_sqlite_migrations$|.+_search(_|$)")
"""Tables that nobody browses: SQLite's, sqlite-utils', and those of the full-text search."""

PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")

TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
COLUMNS = "SELECT name FROM pragma_table_info(:table) ORDER BY cid"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """Return the metadata of the database, every value a text: `on` stays a word."""
    text = (ROOT / "metadata.yml").read_text(encoding="utf-8")
    metadata = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts, lists and mappings are all it makes
    (database,) = metadata["databases"].values()
    assert isinstance(database, dict)
    return database


def tables(db: sqlite3.Connection) -> list[str]:
    return [table for (table,) in db.execute(TABLES) if not HIDDEN.match(table)]


def sql_of(query: Any) -> str:
    return str(query["sql"] if isinstance(query, dict) else query)


def test_every_table_is_described(described: dict[str, Any], fresh: sqlite3.Connection) -> None:
    assert [table for table in tables(fresh) if not described["tables"].get(table, {}).get("description")] == []


def test_every_column_is_described_and_no_other(described: dict[str, Any], fresh: sqlite3.Connection) -> None:
    columns = {table: [column for (column,) in fresh.execute(COLUMNS, {"table": table})] for table in tables(fresh)}
    texts = {table: described["tables"][table]["columns"] for table in columns}
    assert {table: sorted(texts[table]) for table in columns} == {table: sorted(columns[table]) for table in columns}
    assert [f"{table}.{column}" for table in texts for column, text in texts[table].items() if not text.strip()] == []


def test_no_table_is_described_that_is_not_there(described: dict[str, Any], fresh: sqlite3.Connection) -> None:
    there = {table for (table,) in fresh.execute(TABLES)}
    assert described["tables"].keys() - there == set()


def test_every_query_runs(described: dict[str, Any], fresh: sqlite3.Connection) -> None:
    for query in described["queries"].values():
        fresh.execute(f"EXPLAIN {sql_of(query)}", defaultdict(lambda: None))


def test_no_parameter_is_called_on(described: dict[str, Any]) -> None:
    """A reader of YAML 1.1 takes `on` for true."""
    asked = {name: PARAMETER.findall(sql_of(query)) for name, query in described["queries"].items()}
    assert {name: parameters for name, parameters in asked.items() if "on" in parameters} == {}
