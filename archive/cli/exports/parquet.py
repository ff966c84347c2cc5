"""`archive export parquet`: the tables of the archive as Parquet files."""

import importlib
from typing import Any

import click

from archive.cli.asking.options import with_options
from archive.cli.exports.folder import write_folder
from archive.cli.exports.tables import OPTIONS
from archive.model.errors import UsageError


@click.command()
@with_options(*OPTIONS)
@click.pass_context
def parquet(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Make a folder of Parquet files, one a table, for DuckDB, Spark, pandas; with datapackage.json as of csv.

    Days are date32, an open side is null; dates as sources tell them (EDTF) are texts. It needs pyarrow:
    pip install 'archive[parquet]'.

    \b
    Example:
      archive export parquet -o archive-parquet
    """
    try:
        # An extra, and heavy: asked for when it is needed.
        form = importlib.import_module("archive.exchange.exports.parquet").PARQUET
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] != "pyarrow":
            raise
        raise UsageError("Parquet files need pyarrow", hint="pip install 'archive[parquet]'") from None
    write_folder(ctx, form, **given)
