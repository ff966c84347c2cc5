"""`archive kinds`: what may be said."""

import json
from collections.abc import Iterator
from typing import Any

import click

from archive.cli.asking.completing import complete_kinds
from archive.cli.asking.options import FORMAT, with_options
from archive.cli.printing.layout import fitted, wrapped
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.exchange.batches.layout import event_lines
from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.questions.lists.kinds import kind as ask
from archive.questions.lists.kinds import kinds as ask_all


@click.command()
@click.argument("kind", required=False, shell_complete=complete_kinds)
@with_options(*FORMAT)
def kinds(kind: str | None, format: str, ascii: bool) -> None:
    """List the kinds of event; of one KIND its fields, meaning, an example and its JSON Schema.

    \b
    Example:
      archive kinds
      archive kinds membership.changed
      archive kinds membership.changed --format json
    """
    on = screen(ascii=ascii)
    data: Any = {"kinds": ask_all()} if kind is None else ask(kind)
    if format == "json":
        show_json(data)
    elif format == "csv":
        rows, columns = (data["kinds"], ["kind", "nature", "meaning"]) if kind is None else (
            data["fields"], ["field", "needed", "names", "of_type", "meaning"]
        )  # fmt: skip
        show_csv(rows, columns)
    elif kind is None:
        show([*fitted([(one["kind"], one["meaning"]) for one in data["kinds"]], on.width), "", MORE], on)
    else:
        show(_page(data, on), on)


MORE = "archive kinds KIND tells its fields; archive append KIND --help its options"


def _page(data: dict[str, Any], on: Screen) -> Iterator[str]:
    yield on.bold(f"{data['kind']}   version {data['schema_version']}")
    yield from wrapped(data["meaning"], on.width, indent=" ")
    yield ""
    yield on.bold(" FIELDS")
    rows = [(one["field"], "needed" if one["needed"] else "", _names(one), one["meaning"]) for one in data["fields"]]
    yield from fitted(rows, on.width, indent=" ")
    yield from wrapped("besides: key, date, gist, standing, rival_of, disputes, note, citations", on.width, indent=" ")
    yield ""
    yield on.bold(" EXAMPLE")
    yield from (f" {line}" for line in event_lines(draft(of_python(data["example"]))))
    yield ""
    yield on.bold(" JSON SCHEMA of the fields")
    yield from (f" {line}" for line in json.dumps(data["json_schema"], indent=2, ensure_ascii=False).splitlines())


def _names(one: dict[str, Any]) -> str:
    return " or ".join(one["of_type"]) or one["names"] or "text"
