"""Bad rows put aside: a CSV with their cells, where they stood, and why they were left out."""

import io
from collections.abc import Sequence
from typing import BinaryIO

from archive.exchange.files import csv_lines
from archive.exchange.rows.row import BadRow, Row


class SkippedRows:
    """Writes rows to a stream, below the names of their columns; the columns are those of the first row."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._writer = csv_lines.writer(self._text)
        self._columns: list[str] | None = None

    def __call__(self, row: Row | BadRow, columns: Sequence[str] | None, reasons: Sequence[str]) -> None:
        """Write a row with its reasons."""
        if self._columns is None:
            self._columns = list(columns or (row.cells if isinstance(row, Row) else ()))
            self._writer.writerow(["row", "line", "reason", *self._columns])
        values = row.values if isinstance(row, BadRow) else [row.cells.get(column, "") for column in self._columns]
        self._writer.writerow([row.number, row.line or "", "; ".join(reasons), *values])

    def close(self) -> None:
        """Leave the stream, which stays open."""
        self._text.detach()
