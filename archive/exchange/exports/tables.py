"""Tables that go out together, whatever the format: what their columns mean and hold, and which row names which."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import yaml

from archive.exchange.files import shipped
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.store.reading.tables import ROWS, Link, Shape, rows_of, shape_of

Kind = Literal["text", "integer", "boolean", "day", "edtf", "json"]
"""What a column holds: `day` is an ISO day, `edtf` a date as a source tells it, `json` facts of a kind."""

_EDTF = ("date", "since", "until", "published", "retrieved")
_DAYS = ("earliest", "latest", "told", "confirmed", "from", "to")
_OWN_BOUNDS = {"date": ("earliest", "latest")}

MADE = {
    "facts": "the facts of the kind, as JSON: `archive kinds KIND` tells its fields",
    "earliest": "the first day that {0} may mean; empty where it is open",
    "latest": "the last day that {0} may mean; empty where it is open",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and what it means."""

    name: str
    kind: Kind
    description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its key, its links, and a function that gives its rows each time it is called."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Sequence[Any]]]
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default=())


def stored_tables(db: sqlite3.Connection) -> list[Table]:
    """Return the tables of the archive as they are stored; each date stands beside its earliest and latest day."""
    words = _words()
    return [_stored(db, shape_of(db, name), words.get(name, {})) for name in ROWS]


def _stored(db: sqlite3.Connection, shape: Shape, words: Mapping[str, Any]) -> Table:
    told: Mapping[str, str] = words.get("columns", {})
    vague = [name for name in shape.columns if name in _EDTF and not _bounds(name) <= set(shape.columns)]
    columns = [Column(name, _kind(name, shape), told.get(name, MADE.get(name, ""))) for name in shape.columns]
    columns += [
        Column(f"{name}_{side}", "day", MADE[side].format(name)) for name in vague for side in ("earliest", "latest")
    ]
    places = [shape.columns.index(name) for name in vague]
    description = " ".join(str(words.get("description", "")).split())
    return Table(
        shape.name, description, tuple(columns), partial(_rows, db, shape.name, places), shape.key, shape.links
    )


def _rows(db: sqlite3.Connection, name: str, places: Sequence[int]) -> Iterator[Sequence[Any]]:
    for row in rows_of(db, name):
        yield (*row, *(day for place in places for day in days_of(row[place]))) if places else row


def days_of(text: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day (ISO) that a date may mean, None where it is open, or there is none."""
    if not text:
        return None, None
    date = parse(text)
    return (
        None if date.earliest <= DAY_MIN else iso(date.earliest),
        None if date.latest >= DAY_MAX else iso(date.latest),
    )


def _bounds(name: str) -> set[str]:
    return set(_OWN_BOUNDS.get(name, (f"{name}_earliest", f"{name}_latest")))


def _kind(name: str, shape: Shape) -> Kind:
    if name in shape.integers:
        return "integer"
    if name == "facts":
        return "json"
    if name in _EDTF:
        return "edtf"
    return "day" if name in _DAYS or name.endswith(("_earliest", "_latest")) else "text"


def _words() -> Mapping[str, Any]:
    """Return what the pages say of each table and column."""
    pages = yaml.safe_load(shipped.metadata().read_bytes())
    tables: Mapping[str, Any] = pages["databases"]["archive"]["tables"]
    return tables
