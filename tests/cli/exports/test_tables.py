"""`archive export csv` and `parquet`: tables that their own readers find whole and that tell what the answers tell."""

import csv
import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from archive.store.reading.tables import ROWS
from tests.cli.conftest import Run, run_on

WITHOUT_PYARROW = importlib.util.find_spec("pyarrow") is None


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def package(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv") / "package"
    done = run_on(shipped_file, "export", "csv", "-o", str(folder), "--on", "2024-06-13")
    assert done.code == 0, done.err
    return folder


def test_the_package_is_valid(package: Path) -> None:
    """Types, constraints, keys, links between tables, sizes and hashes: all by frictionless."""
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:10]
    assert {task.name for task in report.tasks} == {*ROWS, "periods", "state"}


def test_a_fault_would_be_found(package: Path, tmp_path: Path) -> None:
    """The links are checked indeed: a membership of nobody is refused."""
    for file in package.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (tmp_path / "memberships.csv").read_text(encoding="utf-8")
    (tmp_path / "memberships.csv").write_text(text.replace(",belarus,", ",nobody,"), encoding="utf-8")
    kinds = {error for (error,) in Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])}
    assert "foreign-key" in kinds


def test_every_column_is_described(package: Path) -> None:
    said = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    lacking = [
        f"{resource['name']}.{field['name']}"
        for resource in said["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("description")
    ]
    assert lacking == []
    assert [resource["name"] for resource in said["resources"] if not resource["description"]] == []


def test_the_package_says_of_which_log_it_is(package: Path, shipped: Run) -> None:
    said = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    size, root = shipped("checkpoint").out.split()
    assert (said["version"], said["id"]) == (size, f"urn:sha256:{root}")
    assert [licence["name"] for licence in said["licenses"]] == ["CC0-1.0"]


def test_of_another_archive_no_licence_is_claimed(small: Run, tmp_path: Path) -> None:
    assert small("export", "csv", "-o", str(tmp_path / "a")).code == 0
    assert "licenses" not in json.loads((tmp_path / "a" / "datapackage.json").read_text(encoding="utf-8"))
    small("export", "csv", "-o", str(tmp_path / "b"), "--licence", "CC-BY-4.0", "--title", "The Union")
    said = json.loads((tmp_path / "b" / "datapackage.json").read_text(encoding="utf-8"))
    assert (said["licenses"], said["title"]) == ([{"name": "CC-BY-4.0"}], "The Union")


def test_the_state_is_that_of_as_of(package: Path, shipped: Run) -> None:
    answers = shipped("as-of", "2024-06-13", "--format", "json").json["answers"]
    told = [
        (row["property"], row["subject"], row["object"], row["value"], row["certainty"])
        for row in rows_of(package, "state")
    ]
    asked = [(a["property"], a["subject"], a["object"] or "", a["value"] or "", a["certainty"]) for a in answers]
    assert told == asked
    first = next(row for row in rows_of(package, "state") if row["subject"] == "belarus" and row["object"] == "sco")
    assert (first["since"], first["since_earliest"], first["announced"].partition(" (")[0]) == (
        "2015-07-10", "2015-07-10", "member 2024-07",
    )  # fmt: skip


def test_every_day_of_the_periods_is_that_of_the_answers(package: Path, shipped: Run) -> None:
    rows = rows_of(package, "periods")
    for day in ("2001-06-15", "2012-01-01", "2017-06-09", "2021-07-14", "2024-07-04", "2025-09-01"):
        there = {
            (row["property"], row["subject"], row["object"]): (row["value"], row["certainty"])
            for row in rows
            if row["first"] <= day < (row["first_out"] or "9999")
        }
        for answer in shipped("as-of", day, "--format", "json").json["answers"]:
            line = (answer["property"], answer["subject"], answer["object"] or "")
            assert there[line] == (answer["value"] or "", answer["certainty"]), (day, line)


def test_a_date_stands_beside_its_days(package: Path) -> None:
    vague = next(row for row in rows_of(package, "sources") if row["published"] == "2020-05~")
    assert (vague["published_earliest"], vague["published_latest"]) == ("2020-04-01", "2020-06-30")


def test_facts_are_json(package: Path) -> None:
    event = next(row for row in rows_of(package, "events") if row["key"] == "by-member")
    assert json.loads(event["facts"])["status"] == "member"


def test_cut_offs_and_filters_limit_the_periods(shipped: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    words = ["--body", "sco", "--only", "--known", "2024-06-12", "--on", "2024-07-10", "--property", "membership"]
    assert shipped("export", "csv", "-o", str(folder), *words).code == 0
    assert {row["object"] for row in rows_of(folder, "periods")} == {"sco"}
    asked = shipped("as-of", "2024-07-10", *words[:5], *words[7:], "--format", "json").json["answers"]
    assert [row["value"] for row in rows_of(folder, "state")] == [answer["value"] or "" for answer in asked]
    assert not (folder / "memberships.csv").exists()
    assert Package(str(folder / "datapackage.json")).validate().valid


def test_the_same_archive_gives_the_same_bytes(package: Path, shipped: Run, tmp_path: Path) -> None:
    shipped("export", "csv", "-o", str(tmp_path / "a"), "--on", "2024-06-13")
    assert {file.name: file.read_bytes() for file in (tmp_path / "a").iterdir()} == {
        file.name: file.read_bytes() for file in package.iterdir()
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--body", "sko"], "no entity is called 'sko'. Nearest: "),
        (["--on", "2024-13"], "2024-13"),
        (["--on", "2024/.."], "a state is of a day"),
        (["--property", "mebership"], "nearest: membership"),
    ],
)
def test_a_wrong_question_leaves_nothing(shipped: Run, words: list[str], said: str, tmp_path: Path) -> None:
    done = shipped("export", "csv", "-o", str(tmp_path / "a"), *words)
    assert done.code in (1, 2)
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_things_is_never_replaced(shipped: Run, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    for force in ([], ["--force"]):
        done = shipped("export", "csv", "-o", str(tmp_path), *force)
        assert done.code == 2
        assert "it stays as it is" in done.err
    assert [file.name for file in tmp_path.iterdir()] == ["letters.txt"]


def test_an_earlier_export_is_replaced_by_force(shipped: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    assert shipped("export", "csv", "-o", str(folder), "--on", "2024").code == 0
    assert shipped("export", "csv", "-o", str(folder)).code == 2
    assert shipped("export", "csv", "-o", str(folder), "--force").code == 0
    assert not (folder / "state.csv").exists()


@pytest.mark.skipif(WITHOUT_PYARROW, reason="pyarrow is not installed: pip install 'archive[parquet]'")
def test_parquet_holds_what_csv_holds(package: Path, shipped: Run, tmp_path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415 - where it is installed

    folder = tmp_path / "a"
    assert shipped("export", "parquet", "-o", str(folder), "--on", "2024-06-13").code == 0
    tables = {name: parquet.read_table(folder / f"{name}.parquet") for name in (*ROWS, "periods", "state")}
    for name, table in tables.items():
        cells = [{column: text_of(cell) for column, cell in row.items()} for row in table.to_pylist()]
        assert cells == rows_of(package, name)
    schema = tables["state"].schema
    kinds = {name: str(kind) for name, kind in zip(schema.names, schema.types, strict=True)}
    assert (kinds["since"], kinds["since_earliest"], kinds["undated"]) == ("string", "date32[day]", "bool")


def text_of(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def test_without_pyarrow_the_message_tells_how_to_get_it(shipped: Run, tmp_path: Path, monkeypatch) -> None:
    import sys  # noqa: PLC0415 - for this test alone

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "archive.exchange.exports.parquet", raising=False)
    done = shipped("export", "parquet", "-o", str(tmp_path / "a"))
    assert done.code == 2
    assert "pip install 'archive[parquet]'" in done.err
    assert list(tmp_path.iterdir()) == []
