"""`archive checkpoint`: size and root of the log."""

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import FORMAT, with_options
from archive.cli.printing.cells import Whole
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.store.log.batches import head


@click.command()
@with_options(*FORMAT)
@click.pass_context
def checkpoint(ctx: click.Context, format: str, ascii: bool) -> None:  # noqa: ARG001 - there is nothing but ASCII
    """Print the size of the log and its root hash (RFC 6962). Kept elsewhere, they prove that nothing was changed.

    \b
    Example:
      archive checkpoint
      archive checkpoint --format json > checkpoint.json
      archive verify --checkpoint checkpoint.json
    """
    with reading(ctx) as db:
        state = head(db)
    data = {"size": state.position, "root": state.root, "batch": state.batch, "recorded_at": state.recorded_at}
    if format == "json":
        show_json(data)
    elif format == "csv":
        show_csv([data], list(data))
    else:
        show([Whole(f"{state.position} {state.root}")], screen())
