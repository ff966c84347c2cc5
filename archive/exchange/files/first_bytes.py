"""What a file is that is no text, by the bytes it begins with, and what to do with it."""

import re
from typing import NamedTuple

from archive.model.errors import Fault, FaultsError
from archive.store.schema.log import APPLICATION_ID

LOOKED_AT = 8192
"""Bytes that are looked at: what a package holds is told within them."""

_AS_CSV = "save it as CSV in UTF-8: archive import csv takes that"
_UNPACK = "unpack it, and give the file that is in it"
_TYPE = "type what it shows into a spreadsheet, and save that as CSV in UTF-8: archive import csv takes that"
_TABLE = "copy its table into a spreadsheet, and save that as CSV in UTF-8: archive import csv takes that"


class Known(NamedTuple):
    """A kind of file: how it begins, what it is, and the next step."""

    begins: re.Pattern[bytes]
    what: str
    hint: str


def _known(begins: bytes, what: str, hint: str) -> Known:
    return Known(re.compile(begins, re.DOTALL), what, hint)


_ZIP = rb"PK\x03\x04"

KNOWN = (
    _known(
        rb"SQLite format 3\0.{52}" + re.escape(APPLICATION_ID.to_bytes(4, "big")), "an archive of this program",
        "give its events: archive --db FILE export jsonl -o events.jsonl",
    ),
    _known(
        rb"SQLite format 3\0", "an SQLite database",
        "give one of its tables: sqlite3 -header -csv FILE 'SELECT * FROM name' > table.csv",
    ),
    _known(_ZIP + rb".{26}mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet", "a spreadsheet (ods)", _AS_CSV),
    _known(_ZIP + rb".{26}mimetypeapplication/vnd\.oasis\.opendocument", "a document of LibreOffice", _TABLE),
    _known(_ZIP + rb".*?\bxl/", "an Excel workbook (xlsx)", _AS_CSV),
    _known(_ZIP + rb".*?\bword/", "a Word document (docx)", _TABLE),
    _known(_ZIP + rb".{26}\[Content_Types\]\.xml", "an Excel workbook, or another document of Office", _AS_CSV),
    _known(rb"PK(\x03\x04|\x05\x06|\x07\x08)", "a ZIP file", _UNPACK),
    _known(
        rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (xls), or another old document of Office", _AS_CSV
    ),
    _known(rb"%PDF-\d", "a PDF", _TABLE),
    _known(rb"\x89PNG\r\n\x1a\n", "a picture (PNG)", _TYPE),
    _known(rb"\xff\xd8\xff", "a picture (JPEG)", _TYPE),
    _known(rb"GIF8[79]a", "a picture (GIF)", _TYPE),
    _known(rb"\x1f\x8b", "compressed (gzip)", _UNPACK),
    _known(rb"BZh[1-9]1AY&SY", "compressed (bzip2)", _UNPACK),
    _known(rb"\xfd7zXZ\0", "compressed (xz)", _UNPACK),
    _known(rb"\x28\xb5\x2f\xfd", "compressed (zstd)", _UNPACK),
    _known(rb"7z\xbc\xaf\x27\x1c", "a 7z file", _UNPACK),
    _known(rb"PAR1[\0-\x1f]", "a Parquet file", "write it as CSV first: duckdb -c \"COPY 'FILE' TO 'table.csv'\""),
)  # fmt: skip
"""The kinds of file that people give in place of a table, the more exact before the less exact."""


def refuse_binary(data: bytes, *, file: str) -> None:
    """Raise FaultsError where the first bytes of a file are those of a kind of file that holds no text to read."""
    found = next((known for known in KNOWN if known.begins.match(data)), None)
    if found is not None:
        raise FaultsError([Fault(f"the file is {found.what}, not text", file=file, hint=found.hint)])
