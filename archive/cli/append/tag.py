"""`archive tag`: give a position of the log a name."""

from typing import Any

import click

from archive.cli.append.write import write_batch, writing
from archive.cli.asking.files import reading
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.exchange.batches.batch import BatchText
from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.families.tag import PositionTagged
from archive.model.errors import ConflictError, UsageError
from archive.questions.scope.horizon import horizon
from archive.questions.scope.tags import Tag, tags


@click.command()
@click.argument("name", required=False)
@click.option(
    "--position", metavar="POSITION|INSTANT", help="What the name means; as with --recorded. Else where the log stands."
)
@writing("table", "json", "csv")
@click.pass_context
def tag(ctx: click.Context, /, name: str | None, position: str | None, **how: Any) -> None:  # noqa: ANN401 - of click
    """Call a position of the log NAME, for --recorded; without NAME, list the names.

    The name is an event of the log. It means its position, also where it is given later. To free a name,
    retract that event.

    \b
    Example:
      archive tag release-1.0 -m "as handed to the reviewers"
      archive tag before-the-summit --position 1100 -m "what we held by then"
      archive tag
      archive as-of 2024-06-13 --recorded release-1.0
    """
    if name is None:
        _list(ctx, how["format"])
        return
    if how["format"] == "csv":
        raise UsageError("what was written has no rows", hint="--format csv is of the list: archive tag --format csv")
    with reading(ctx) as db:
        meant = horizon(db, recorded=position).position
        taken = next((one for one in tags(db) if one.name == name and one.position != meant), None)
    if taken is not None:
        raise ConflictError(
            f"{name} means position {taken.position} already",
            hint=f"take another name, or free this one: archive append event.retracted --event {taken.tagged} "
            '--reason "…" -m "…"',
        )
    event = {
        "kind": PositionTagged.kind, "name": name, "position": meant, "gist": f"Position {meant} is called {name}."
    }  # fmt: skip
    write_batch(ctx, lambda: BatchText([draft(of_python(event))]), **how)


def _list(ctx: click.Context, format: str) -> None:
    with reading(ctx) as db:
        found = tags(db)
    rows = [one._asdict() for one in found]
    if format == "json":
        show_json({"tags": rows})
    elif format == "csv":
        show_csv(rows, Tag._fields)
    else:
        on = screen()
        lines = [(one.name, f"position {one.position}", f"said by event {one.tagged}") for one in found]
        show(fitted(lines, on.width) or ["no position has a name"], on)
