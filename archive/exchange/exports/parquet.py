"""One table as Parquet: days as date32, an open side null, everything else as it is. Needs pyarrow."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archive.exchange.exports.data_package import Form
from archive.exchange.exports.tables import Column, Kind, Table
from archive.store.log import chunks

TYPES: Mapping[Kind, Any] = {
    "text": pa.string(), "edtf": pa.string(), "json": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(),
    "day": pa.date32(),
}  # fmt: skip


def write_table(path: Path, table: Table) -> None:
    """Write the rows of a table into a new file, some at a time; descriptions go into its schema."""
    about = {"description": table.description, "key": ", ".join(table.key)}
    schema = pa.schema([_field(column) for column in table.columns], metadata=about)
    with path.open("xb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in chunks.of(table.rows()):
            writer.write_batch(pa.record_batch(_columns(table.columns, rows), schema=schema))


def _field(column: Column) -> Any:  # noqa: ANN401 - a field of pyarrow
    return pa.field(column.name, TYPES[column.kind], metadata={"description": column.description})


def _columns(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[Any]:
    found = []
    for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
        values = [cell and date.fromisoformat(cell) for cell in cells] if column.kind == "day" else cells
        found.append(pa.array(values, TYPES[column.kind]))
    return found


PARQUET = Form("parquet", "application/vnd.apache.parquet", write_table, {})
