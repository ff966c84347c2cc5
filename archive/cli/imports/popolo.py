"""`archive import popolo`: persons, organizations and memberships of a Popolo file."""

from typing import Any

import click

from archive.cli.imports.options import OUTSIDE, Given
from archive.cli.imports.outside import take_in
from archive.exchange.popolo.events import read


@click.command()
@click.argument("file", type=click.Path())
@OUTSIDE
@click.pass_context
def popolo(ctx: click.Context, /, file: str, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Add the memberships and posts of a Popolo file (JSON), with the persons and organizations they need.

    A membership without dates of its own takes those of its legislative period; without these too it was seen
    on the day of the file. Memberships and posts may stand inside the records that they belong to. Birth dates,
    contacts and images are not read.

    \b
    Example:
      archive import popolo docs/examples/council.popolo.json \\
        --source council-list --publisher "Town Council" \\
        --title "(list of members)" --published 2024-05-02 --create --dry-run
    """
    take_in(ctx, file, read, Given(**given))
