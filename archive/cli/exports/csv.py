"""`archive export csv`: the tables of the archive as a Data Package."""

from typing import Any

import click

from archive.cli.asking.options import with_options
from archive.cli.exports.folder import write_folder
from archive.cli.exports.tables import OPTIONS
from archive.exchange.exports.csv import CSV


@click.command()
@with_options(*OPTIONS)
@click.pass_context
def csv(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Make a folder of tables with datapackage.json, which tells what each column holds and which table it names.

    Dates stand as sources tell them (EDTF), beside the earliest and latest day they may mean. Cut-offs and filters
    limit `periods` and `state`; the other tables are those of the whole archive.

    \b
    Example:
      archive export csv -o archive-csv
      archive export csv -o summer --on 2024-06-13 --body sco --known 2024-06-12
    """
    write_folder(ctx, CSV, **given)
