"""Output for machines: JSON and CSV."""

import importlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

ENDS = ("earliest", "latest")
CONTESTED, EXPECTED = {"value", "events"}, {"value", "date", "events"}


def show_json(data: object) -> None:
    """Print data as JSON, and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def show_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as CSV with a line of column names, also where there are no rows."""
    out = io.StringIO()
    # Tables and JSON do without it.
    writer = importlib.import_module("archive.exchange.files.csv_lines").writer(out)
    writer.writerow(columns)
    writer.writerows([flat(_cell(row, column)) for column in columns] for row in rows)
    click.echo(out.getvalue(), nl=False)


def flat(value: object) -> str:
    """Return a value as the text of one cell.

    Lists are parted by `; `, what is told otherwise or announced reads `value date (events)`; anything deeper is JSON.
    """
    match value:
        case None:
            return ""
        case True | False:
            return "true" if value else "false"
        case Mapping():
            if not _is_mark(value):
                return json.dumps(value, ensure_ascii=False)
            head, events = value["value"], value["events"]
            date = f" {value['date']}" if value.get("date") else ""
            told = f" ({', '.join(events)})" if events else ""
            return f"{'nothing' if head is None else head}{date}{told}"
        case list() | tuple():
            if any(isinstance(item, Mapping) and not _is_mark(item) for item in value):
                return json.dumps(value, ensure_ascii=False)
            return "; ".join("nothing" if item is None else flat(item) for item in value)
        case _:
            return str(value)


def _is_mark(value: Mapping[str, Any]) -> bool:
    """Return whether it is what is told otherwise, or announced."""
    return value.keys() in (CONTESTED, EXPECTED)


def _cell(row: Mapping[str, Any], column: str) -> object:
    """Return what a row has in a column: of `since_earliest` the first of its `since_bounds`."""
    name, _, end = column.rpartition("_")
    bounds = row.get(f"{name}_bounds") if end in ENDS else None
    return row.get(column) if bounds is None else bounds[ENDS.index(end)]
