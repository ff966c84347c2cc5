"""Parties to treaties: the Whaling Convention and the Rome Statute, against numbers that were counted by hand."""

import csv
from pathlib import Path

import pytest

from tests.real.conftest import Filled, answers, importing, members

WHALING = ("csv", "many-treaty-memberships/iwc-ecolex-TRE-000074.csv", "--map", "whaling-convention", "--create")
ROME = ("csv", "many-treaty-memberships/icc-rome-statute.csv", "--map", "rome-statute", "--create")


@pytest.fixture(scope="module")
def treaties(filled: Filled) -> Path:
    return filled(WHALING, ROME)


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("whaling-convention", "1948-11-09", 0),
        ("whaling-convention", "1948-11-10", 9),
        ("whaling-convention", "1959-06-29", 17),
        ("whaling-convention", "1959-06-30", 15),
        ("rome-statute", "2002-06-30", 0),
        ("rome-statute", "2002-07-01", 66),
        ("rome-statute", "2017-10-26", 124),
        ("rome-statute", "2017-10-27", 123),
        ("rome-statute", "2019-03-17", 122),
        ("rome-statute", "2020-02-01", 123),
    ],
)
def test_parties_on_a_day(treaties: Path, body: str, day: str, count: int) -> None:
    assert len(members(treaties, day, body)) == count


def test_who_left_and_came_back(treaties: Path) -> None:
    spells = [f"{year}-01-01" for year in (1948, 1950, 1960, 1965, 1972, 1980)]
    assert ["netherlands" in members(treaties, day, "whaling-convention") for day in spells] == [
        False, True, False, True, False, True,
    ]  # fmt: skip
    days = ("1981-05-31", "1981-06-15", "1981-07-24")
    assert ["costa-rica" in members(treaties, day, "whaling-convention") for day in days] == [True, False, True]


def test_every_day_of_change_agrees_with_a_count_over_the_file(treaties: Path, real_data: Path) -> None:
    with (real_data / ROME[1]).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["StateForce"]]
    for day in sorted({row["StateForce"] for row in rows} | {"2017-10-27", "2019-03-17"}):
        count = sum(row["StateForce"] <= day < row["StateEnd"] for row in rows)
        assert len(members(treaties, day, "rome-statute")) == count, day


def test_once_more_changes_nothing(treaties: Path, real_data: Path) -> None:
    done = importing(treaties, "csv", real_data / ROME[1], *ROME[2:], "-m", "again", "--format", "json")
    told = done.json
    assert (done.code, told["written"], told["held"]) == (0, 0, 390)


def test_without_create_every_unknown_name_is_told_once(filled: Filled, real_data: Path) -> None:
    file = filled()
    done = importing(file, "csv", real_data / WHALING[1], "--map", "whaling-convention", "-m", "x")
    assert done.code == 1
    assert done.err.count("no country is called so") == 96
    assert "no body is called so (109 rows, the first is 1)" in done.err
    assert "--create" in done.err
    assert answers(file, "1960-01-01") == []
