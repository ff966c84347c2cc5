"""A folder of tables, in whatever form each table is written."""

from pathlib import Path
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import Asked
from archive.cli.exports.tables import about, files, tables
from archive.cli.printing.progress import progress
from archive.cli.printing.screen import note
from archive.exchange.exports.data_package import Form, write
from archive.exchange.files.putting import writing_folder


def write_folder(
    ctx: click.Context, form: Form, *, output: str, force: bool, on: str | None, title: str | None,
    licence: str | None, **given: Any,  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Write all tables and their datapackage.json into the folder, and tell how many they are."""
    asked = Asked(**given)
    with reading(ctx) as db:
        seen = asked.view(db)
        every = tables(seen, asked, on)
        said = about(seen, asked, on, title, licence)
        with writing_folder(Path(output), names=files(form.ending), force=force) as folder:
            write(folder, every, said, form, progress("tables"))
    note(f"{output}: {len(every)} tables and datapackage.json")
