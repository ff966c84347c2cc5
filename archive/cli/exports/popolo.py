"""`archive export popolo`: who belongs to what, for programs that read Popolo."""

from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import Asked
from archive.cli.exports.graph import OPTIONS, graph, tell_left
from archive.cli.exports.out import send
from archive.exchange.popolo.write import write


@click.command()
@OPTIONS
@click.pass_context
def popolo(ctx: click.Context, /, on: str | None, output: str | None, force: bool, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Give memberships, offices and meetings held as Popolo JSON, with the persons and organizations they need.

    With --on, the state of a day; else all of the time. The last day is in; of a vague date what is sure of it stands
    there (2024-07, 2024), and the date as written beside it, under a name with a plus sign.

    \b
    Example:
      archive export popolo --on 2024-06-13 --body sco
      archive export popolo -o sco.popolo.json
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        made = graph(asked.view(db), asked, on)
    send(write(made.graph), output, force=force)
    tell_left(made.left)
