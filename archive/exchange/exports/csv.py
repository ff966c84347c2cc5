"""One table as CSV (RFC 4180): UTF-8, a line feed at the end of each line, true and false as words."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.exchange.exports.data_package import Form
from archive.exchange.exports.tables import Table
from archive.exchange.files import csv_lines


def write_table(path: Path, table: Table) -> None:
    """Write the rows of a table into a new file, below the names of the columns."""
    truths = [number for number, column in enumerate(table.columns) if column.kind == "boolean"]
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv_lines.writer(file)
        writer.writerow(column.name for column in table.columns)
        writer.writerows(_with_truths(table.rows(), truths) if truths else table.rows())


def _with_truths(rows: Iterable[Sequence[Any]], places: Sequence[int]) -> Iterator[Sequence[Any]]:
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = "true" if cells[place] else "false"
        yield cells


CSV = Form("csv", "text/csv", write_table, {"encoding": "utf-8", "dialect": {"lineTerminator": "\n"}})
