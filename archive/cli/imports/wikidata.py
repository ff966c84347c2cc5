"""`archive import wikidata`: memberships, positions and parts of Wikidata's entities."""

from typing import Any

import click

from archive.cli.imports.options import OUTSIDE, Given
from archive.cli.imports.outside import take_in
from archive.exchange.wikidata.events import read


@click.command()
@click.argument("file", type=click.Path())
@OUTSIDE
@click.pass_context
def wikidata(ctx: click.Context, /, file: str, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Add the statements member of, position held and part of (P463, P39, P361) of Wikidata's entities (JSON).

    FILE is the JSON of Special:EntityData, a list of entities, or a dump with one entity a line. Statements
    without any date are left out, unless --on tells a day on which they were so.

    \b
    Example:
      archive import wikidata docs/examples/council.wikidata.json \\
        --source wikidata --publisher Wikidata \\
        --title "(entities of the Town Council)" \\
        --published 2024-05-02 --create --dry-run
    """
    take_in(ctx, file, read, Given(**given))
