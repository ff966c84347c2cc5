"""SQL is literal text in the store (and in the pages of the web), and all of it fits the schema."""

import ast
import importlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from archive.store.log import staging
from archive.store.tables import touched
from tests.house.repository import ROOT, code, layer, name, tree

STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")
"""How a statement starts that asks or changes rows."""

SQL = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|INSERT (OR \w+ )?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE FROM\s|CREATE \w+\s|PRAGMA\s)",
    re.DOTALL,
)
"""What no text outside the store looks like."""


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts in a module's value: itself, or the items of a list or a mapping."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_in(item)


def statements() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every statement that is a constant of the store."""
    for file in code():
        if layer(file) == "store":
            module = importlib.import_module(
                ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            )
            for constant, value in vars(module).items():
                if not constant.startswith("__"):
                    yield from (
                        (f"{module.__name__}.{constant}", text) for text in texts_in(value) if STATEMENT.match(text)
                    )


def fault_of(statement: str, db: sqlite3.Connection) -> str | None:
    values: list[None] | dict[str, None] = [None] * statement.count("?") or defaultdict(lambda: None)
    try:
        db.execute(f"EXPLAIN {statement}", values)
    except sqlite3.Error as error:
        return str(error)
    return None


def test_every_statement_fits_the_schema(fresh: sqlite3.Connection) -> None:
    fresh.execute("BEGIN")  # some statements are for the inside of a transaction
    for statement in (*staging.TABLE, touched.TABLE):
        fresh.execute(statement)
    faults = {place: fault for place, text in statements() if (fault := fault_of(text, fresh))}
    assert faults == {}


def test_there_are_statements() -> None:
    assert len(list(statements())) > 20


def test_sql_is_in_the_store() -> None:
    elsewhere = [
        f"{name(file)}:{node.lineno}"
        for file in code()
        if layer(file) not in {"store", "web"}
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert elsewhere == []


def test_no_sql_is_made_of_f_strings() -> None:
    """The names of our own tables may be put into a statement, once, in a constant at module level."""
    made = [
        f"{name(file)}:{node.lineno}"
        for file in code()
        for function in ast.walk(tree(file))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.JoinedStr) and SQL.match(text_of(node))
    ]
    assert made == []


def text_of(node: ast.JoinedStr) -> str:
    """Return an f-string with its holes filled in."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
