"""`archive entities`: who is there."""

from collections.abc import Mapping
from typing import Any, get_args

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.kinds.fields import EntityType
from archive.questions.lists.inventory import entities as ask


@click.command()
@click.argument("text", required=False, default="")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(get_args(EntityType)),
    metavar="TYPE",
    help=f"Only of this type ({', '.join(get_args(EntityType))}); repeat for several.",
)
@READING
@click.pass_context
def entities(ctx: click.Context, /, text: str, types: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - of click
    """List the entities: countries, bodies, persons, offices, meetings …; with TEXT, those named so.

    \b
    Example:
      archive entities --type office
      archive entities norov
      archive entities --body sco --type body
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        horizon, wanted = asked.horizon(db), asked.filters(db)
        found = ask(db, horizon, wanted, types=types, text=text)
    if asked.format == "json":
        block = horizon.block(None, text=text or None, types=list(types) or None, **wanted.block())
        show_json({"question": block, "entities": found})
    elif asked.format == "csv":
        show_csv(found, ["id", "label", "type", "parent"])
    else:
        on = screen(ascii=asked.ascii)
        rows = [(one["type"], one["id"], _called(one)) for one in found]
        show(fitted(rows, on.width) or ["no entity is called so"], on)


def _called(one: Mapping[str, Any]) -> str:
    return f"{one['label']}, of {one['parent']}" if one["parent"] else str(one["label"])
