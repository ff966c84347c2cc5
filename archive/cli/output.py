"""Output for machines: JSON and CSV."""

import importlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click


def show_json(data: object) -> None:
    """Print data as JSON, and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def show_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as CSV with a line of column names; lists become texts parted by `; `."""
    out = io.StringIO()
    # Tables and JSON do without it.
    writer = importlib.import_module("csv").writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([flat(row.get(column)) for column in columns] for row in rows)
    click.echo(out.getvalue(), nl=False)


def flat(value: object) -> str:
    """Return a value as the text of one cell."""
    match value:
        case None:
            return ""
        case True | False:
            return "true" if value else "false"
        case Mapping():
            head, events = value.get("value"), value.get("events", ())
            date = f" {value['date']}" if value.get("date") else ""
            told = f" ({', '.join(events)})" if events else ""
            return f"{'nothing' if head is None else head}{date}{told}"
        case list() | tuple():
            return "; ".join("nothing" if item is None else flat(item) for item in value)
        case _:
            return str(value)
