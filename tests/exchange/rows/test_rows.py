"""Rows: tables as a stream, nested data along a path, and each thing that can be wrong with them."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.rows.read import read_rows
from archive.exchange.rows.row import BadRow, Layout, Row
from archive.exchange.rows.table import MAX_CELL
from archive.model.errors import FaultsError

TSV = Layout(form="tsv")


def rows_of(data: str | bytes, layout: Layout | None = None) -> list[Row | BadRow]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_rows(raw, layout or Layout(), name="f.csv").rows)


def cells_of(data: str | bytes, layout: Layout | None = None) -> list[dict[str, str]]:
    return [row.cells for row in rows_of(data, layout) if isinstance(row, Row)]


def refused(data: str | bytes, layout: Layout | None = None) -> str:
    with pytest.raises(FaultsError) as caught:
        rows_of(data, layout)
    return str(caught.value) + (caught.value.hint or "")


def test_rows_know_their_number_and_line() -> None:
    found = rows_of('a,b\n1,"x\ny"\n\n,\n2,z\n')
    assert found == [Row(1, 2, {"a": "1", "b": "x\ny"}), Row(2, 6, {"a": "2", "b": "z"})]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("latin-1", "latin-1"), ("utf-16", "utf-16")]
)
def test_encodings(encoding: str, named: str, newline: str) -> None:
    data = newline.join(["name,n", "Côte d'Ivoire,1", "é,2", ""]).encode(encoding)
    assert cells_of(data, Layout(encoding=named)) == [{"name": "Côte d'Ivoire", "n": "1"}, {"name": "é", "n": "2"}]


def test_a_table_may_have_no_header_and_texts_that_stand_for_nothing() -> None:
    layout = Layout(header=("a", "b"), empty=("NA", "-"))
    assert cells_of("1,NA\n-,2\n", layout) == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]


def test_tsv_takes_quotes_as_they_are() -> None:
    assert cells_of('a\tb\n"x\ty"\n', TSV) == [{"a": '"x', "b": 'y"'}]


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        ("é,1\n".encode("latin-1"), "utf-8", 'name its encoding in the map: [file] encoding = "utf-16"'),
        ("a,b\n1,2\n".encode("utf-16"), "utf-8", "the file is UTF-16, not UTF-8"),
        ("a,b\n1,2\n".encode("utf-8-sig"), "latin-1", "begins with the mark of UTF-8"),
        (b"a,b\n1,2\n3,4\n5", "utf-16", "not utf-16, as the map says"),
        ("a,b\né,2\n".encode("latin-1"), "ascii", "not ascii, as the map says"),
    ],
)
def test_a_wrong_encoding_is_told_with_its_remedy(data: bytes, encoding: str, said: str) -> None:
    assert said in refused(data, Layout(encoding=encoding))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("a,b\n", "no rows below the column names"),
        ("a,a\n1,2\n", "2 columns are called 'a': 1, 2"),
        ("a,,b\n1,2,3\n", "column 2 has no name"),
        (f"{'x' * 200_000},b\n1,2\n", f"f.csv:1  a cell is longer than {MAX_CELL:,} letters"),
        ('a,b\n1,"' + "x\n" * 100_000 + "5,6\n", "f.csv:2  a quote is opened and never closed"),
        ('a,b\n1,"' + "x\n" * 1_000_000, "f.csv:2  a cell is longer than 1,048,576 letters; nothing after it"),
        ('a,b\n1,2\n3,"4\n5,6\n', "f.csv:3  a quote is opened and never closed"),
        ('a,b\n1,"2"3\n', "f.csv:2  a quoted cell goes on"),
        ("a,b\r1,2\r", "CR alone"),
        (f"a,b\n{'x' * 2_000_000}\n", "f.csv:2  the line is longer"),
    ],
)
def test_what_stops_the_reading(data: str, said: str) -> None:
    # As in a process of our own: a library that another test loaded may have lifted the limit of all.
    csv.field_size_limit(131_072)
    assert said in refused(data)


def test_bad_rows_do_not_stop_it() -> None:
    found = rows_of("a,b\n1\n1,2,3\n4,\0\n5,6\n")
    assert [(row.number, row.line, row.fault.message) for row in found if isinstance(row, BadRow)] == [
        (1, 2, "1 cells, where the header has 2: the last are missing"),
        (2, 3, "3 cells, where the header has 2: after '2' there is more"),
        (3, 4, "a NUL in a cell"),
    ]
    assert [row for row in found if isinstance(row, Row)] == [Row(4, 5, {"a": "5", "b": "6"})]


@pytest.mark.parametrize("limit", [131_072, 10_000_000])
@pytest.mark.parametrize(
    ("long", "lines"),
    [("x" * 200_000, 1), (f'"{"x" * 200_000}, ""y"" "', 1), ('"' + "some words\n" * 20_000 + '"', 20_001)],
)
def test_a_cell_that_is_too_long_is_one_bad_row(long: str, lines: int, limit: int) -> None:
    usual = csv.field_size_limit(limit)
    try:
        found = rows_of(f'a,b\n1,2\n3,{long}\n5,"6\n7"\n')
        left = csv.field_size_limit()
    finally:
        csv.field_size_limit(usual)
    good, bad, next_one = found
    assert (good, next_one) == (
        Row(1, 2, {"a": "1", "b": "2"}), Row(3, 3 + lines, {"a": "5", "b": "6\n7"})
    )  # fmt: skip
    assert isinstance(bad, BadRow)
    whole = long.removeprefix('"').removesuffix('"').replace('""', '"')
    assert (bad.number, bad.line, bad.values) == (2, 3, ("3", whole))
    assert bad.fault.message == f"a cell is longer than {MAX_CELL:,} letters"
    assert left == limit


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8) | st.sampled_from(["a\nb", 'q"q', ",", " "])


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_what_csv_writes_is_read(pairs: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("a", "b"), *pairs])
    wanted = [{"a": one, "b": other} for one, other in pairs if one or other]
    if wanted:
        assert cells_of(out.getvalue().replace("\ufeff", "x")) == [
            {name: text.replace("\ufeff", "x") for name, text in row.items()} for row in wanted
        ]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("a,b\n" + "some text,other text\n" * 100_000, encoding="utf-8")
    next(read_rows(file, Layout(), name="f").rows)  # The reader's module is loaded by then.
    tracemalloc.start()
    count = sum(1 for _ in read_rows(file, Layout(), name="f").rows)
    high = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert high < 1_000_000  # All rows at once are over thirty times as much.


PEOPLE = """
- id: {bioguide: W1, n: 7}
  name: {first: George, last: W}
  terms:
  - {type: prez, start: '1789-04-30'}
  - type: prez
    start: '1793-03-04'
  other: [1, 2]
- id: {bioguide: A1}
  name: {first: John, last: null}
  terms: []
"""


def test_parents_stand_beside_their_children() -> None:
    found = rows_of(PEOPLE, Layout(form="yaml", path="*.terms.*"))
    assert found == [
        Row(1, 5, {"id.bioguide": "W1", "id.n": "7", "name.first": "George", "name.last": "W", "terms.type": "prez",
                   "terms.start": "1789-04-30"}),
        Row(2, 6, {"id.bioguide": "W1", "id.n": "7", "name.first": "George", "name.last": "W", "terms.type": "prez",
                   "terms.start": "1793-03-04"}),
    ]  # fmt: skip


def test_the_names_of_a_mapping_become_cells() -> None:
    data = '{"HLIG": [{"name": "A", "rank": 1}], "HSAG": [{"name": "B", "rank": null}, {"name": "C"}]}'
    assert cells_of(data, Layout(form="json", path="{committee}.*")) == [
        {"committee": "HLIG", "name": "A", "rank": "1"}, {"committee": "HSAG", "name": "B", "rank": ""},
        {"committee": "HSAG", "name": "C"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        ("{}", "*", "no rows are at the path '*'"),
        ('{"a": 1}', "a.*", "a number where the path goes on with '*'"),
        ("[1", "*", "this is not JSON"),
        ("[[[[" * 20_000, "*", "this is not JSON"),
    ],
)
def test_what_is_wrong_with_nested_data(data: str, path: str, said: str) -> None:
    assert said in refused(data, Layout(form="json", path=path))


def test_broken_yaml_is_told_with_its_line() -> None:
    assert "f.csv:2" in refused("a:\n  - 'x\n", Layout(form="yaml", path="a.*"))


@pytest.fixture
def tables(real_data: Path) -> list[tuple[Path, Layout, int]]:
    us = real_data / "us-congress"
    return [
        (real_data / "many-treaty-memberships" / "manyhealth-HUGGO_MEM.csv", Layout(), 39_000),
        (real_data / "govuk-country-register" / "countries.tsv", TSV, 206),
        (us / "executive.yaml", Layout(form="yaml", path="*.terms.*"), 131),
    ]


def test_real_files_are_read_whole(tables: list[tuple[Path, Layout, int]]) -> None:
    for file, layout, count in tables:
        assert sum(isinstance(row, Row) for row in read_rows(file, layout, name=file.name).rows) == count
