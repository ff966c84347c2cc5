"""`archive import events`: the same as `archive append FILE`, among the other formats."""

from functools import partial
from typing import Any

import click

from archive.cli.append.command import read_file
from archive.cli.append.write import WRITING, write_batches


@click.command()
@click.argument("files", nargs=-1, required=True)
@WRITING
@click.pass_context
def events(ctx: click.Context, /, files: tuple[str, ...], **how: Any) -> None:  # noqa: ANN401 - click's options
    """Add the events of files in our own text form (YAML) or as JSON Lines; - is standard input.

    Of a file that is refused nothing is written, of those before it all. `archive append FILE` does the same.

    \b
    Example:
      archive import events events/0014-belarus.yml --dry-run
    """
    for name in files:
        write_batches(ctx, partial(read_file, name), **how)
