"""Rows read: from a file of any form, one row after another.

A table (CSV, TSV) is read as a stream: memory does not grow with the file. Nested data (YAML, JSON) are read whole,
within limits, and flattened: a row for each item at the end of a path, its parents' values beside it.
"""

from archive.exchange.files.limits import Source
from archive.exchange.rows.row import Layout, Table


def read_rows(source: Source, layout: Layout, *, name: str) -> Table:
    """Return the columns and the rows of a file; raises FaultsError where it cannot be read as what it should be.

    The rows are read while they are asked for, and what stops the reading in their midst is raised then.
    """
    # A table needs no YAML, nested data no csv: each reader is loaded where it is used.
    if layout.form in ("csv", "tsv"):
        from archive.exchange.rows.table import read_table  # noqa: PLC0415 - see above

        return read_table(source, layout, name=name)
    from archive.exchange.rows.nested import read_nested  # noqa: PLC0415 - see above

    return Table(None, read_nested(source, layout, name=name))
