"""What is no text is told by what it is, with what to do, however it is given."""

import gzip
import io
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from archive.exchange.files.decoding import decode
from archive.exchange.files.first_bytes import LOOKED_AT, refuse_binary
from archive.exchange.files.limits import Source, opened
from archive.model.errors import FaultsError
from archive.store.file.making import create

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(names: Sequence[str], **texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in [*texts.items(), *((name, "<xml/>") for name in names)]:
            made.writestr(name, text)
    return out.getvalue()


def told(data: bytes) -> tuple[str, str]:
    with pytest.raises(FaultsError) as caught:
        refuse_binary(data[:LOOKED_AT], file="f")
    (fault,) = caught.value.faults
    return fault.message, fault.hint or ""


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (zipped(["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "an Excel workbook (xlsx)", "as CSV"),
        (zipped(["docProps/app.xml", "xl/worksheets/sheet1.xml"]), "an Excel workbook (xlsx)", "as CSV"),
        (zipped(["[Content_Types].xml"]), "an Excel workbook, or another document of Office", "as CSV"),
        (zipped(["[Content_Types].xml", "word/document.xml"]), "a Word document (docx)", "spreadsheet"),
        (zipped(["content.xml"], mimetype=ODS), "a spreadsheet (ods)", "as CSV"),
        (zipped(["a.csv"]), "a ZIP file", "unpack it"),
        (zipped([]), "a ZIP file", "unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old Excel workbook", "as CSV"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture (PNG)", "type what it shows"),
        (gzip.compress(b"a,b\n", mtime=0), "compressed (gzip)", "unpack it"),
        (b"PAR1\x15\x04", "a Parquet file", "COPY"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(data: bytes, what: str, hint: str) -> None:
    message, next_step = told(data)
    assert message.startswith(f"the file is {what}")
    assert hint in next_step


def test_a_database_is_told_from_an_archive_of_ours(tmp_path: Path) -> None:
    create(tmp_path / "ours.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE a (b)")
        db.commit()
    ours, other = (told((tmp_path / f"{name}.db").read_bytes()) for name in ("ours", "other"))
    assert "an archive of this program" in ours[0]
    assert "export jsonl" in ours[1]
    assert "an SQLite database" in other[0]
    assert "-csv" in other[1]


@pytest.mark.parametrize("text", ["", "PAR1,country\n", "PK,a\n", "BZh1,b\n", "GIF8\n", "7z\n", "a,b\n" * 5000])
def test_a_text_is_let_pass(text: str) -> None:
    refuse_binary(text.encode(), file="f")


@pytest.mark.parametrize("way", ["bytes", "path", "stream"])
def test_nothing_of_what_is_opened_is_lost_by_looking(way: str, tmp_path: Path) -> None:
    data = b"a,b\n" * 10_000
    file = tmp_path / "f"
    file.write_bytes(data)
    ways: dict[str, Source] = {"bytes": data, "path": file}
    with file.open("rb") as stream, opened(ways.get(way, stream), name="f") as given:
        assert given.read() == data


@pytest.mark.parametrize("way", ["bytes", "path", "stream"])
def test_what_is_opened_is_refused_where_it_is_no_text(way: str, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(zipped(["xl/workbook.xml"]))
    ways: dict[str, Source] = {"bytes": file.read_bytes(), "path": file}
    with (
        file.open("rb") as stream,
        pytest.raises(FaultsError, match="an Excel workbook"),
        opened(ways.get(way, stream), name="f"),
    ):
        pass  # opening it is enough to be refused


def test_bytes_of_no_known_kind_are_called_binary_and_no_encoding() -> None:
    with pytest.raises(FaultsError, match="the file is binary, not text"):
        decode(b"\x01\0\0\0\x07\0\0\0\xff\0\0\0" * 50, file="f")
    with pytest.raises(FaultsError, match="the file is UTF-16, not UTF-8"):
        decode("Côte d'Ivoire,ça\n".encode("utf-16-le") * 20, file="f")
