"""`archive show`: everything recorded of one event, entity, source, dispute, question or batch."""

from typing import Any

import click

from archive.cli import clock
from archive.cli.asking.completing import complete_anything
from archive.cli.asking.files import reading
from archive.cli.asking.options import CUTOFFS, FORMAT, Asked, with_options
from archive.cli.lists.show_page import page
from archive.cli.printing.output import flat, show_csv, show_json
from archive.cli.printing.screen import screen
from archive.cli.printing.screen import show as show_lines
from archive.model.dates import day_of
from archive.questions.lists.show import show as ask


@click.command()
@click.argument("what", metavar="ANY", shell_complete=complete_anything)
@with_options(*CUTOFFS, *FORMAT)
@click.pass_context
def show(ctx: click.Context, /, what: str, **given: Any) -> None:  # noqa: ANN401 - of click
    """Show an event, an entity, a source, a dispute, a question or a batch.

    ANY is a key, an id or a position of an event, or the id or a name of anything else. Where a name is
    borne by several, say which: event:…, entity:…, source:…, dispute:…, question:…, batch:….

    \b
    Example:
      archive show by-member
      archive show seed-002
      archive show batch:1
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        seen = asked.view(db)
        data = ask(seen, what, day_of(clock.today()))
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show_lines(page(data, on), on)
            return
    if asked.format == "json":
        show_json({"question": seen.horizon.block(None), "what": data.pop("what"), "shown": data})
    else:
        show_csv([{"field": name, "value": flat(value)} for name, value in data.items()], ["field", "value"])
