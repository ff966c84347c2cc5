"""Parties to treaties: the Whaling Convention and the Rome Statute, against numbers that were counted by hand."""

import csv
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
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
    assert "109 rows, the first is 1: no body is called so" in done.err
    assert "--create" in done.err
    assert answers(file, "1960-01-01") == []


HUGGO = ("csv", "many-treaty-memberships/manyhealth-HUGGO_MEM.csv", "--map", "huggo", "--create")
ECOLEX = ("csv", "many-treaty-memberships/manyenviron-ECOLEX_MEM.csv", "--map", "ecolex", "--create")


@pytest.fixture(scope="module")
def huggo(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The whole list in an archive, and the rows that were put aside."""
    aside = tmp_path_factory.mktemp("aside") / "huggo.csv"
    return filled((*HUGGO, "--skip-bad", str(aside))), aside


@pytest.fixture(scope="module")
def ecolex(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same of the other list. In an archive of both, treaties of one name are one."""
    aside = tmp_path_factory.mktemp("aside") / "ecolex.csv"
    return filled((*ECOLEX, "--skip-bad", str(aside))), aside


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_plain_errors_of_the_data_go_aside(huggo: tuple[Path, Path], ecolex: tuple[Path, Path]) -> None:
    rows = read(huggo[1])
    assert [(row["stateID"], row["StateForce"], row["StateEnd"]) for row in rows] == [
        ("MAR", "2013-09-10", "2013-09-10")
    ]
    reasons = Counter(
        row["reason"].rpartition(")")[0].partition("(")[0].strip() or row["reason"] for row in read(ecolex[1])
    )
    assert reasons == {
        "'1192-06-12' is not within 1800..2030, the range of dates in the map": 1,
        "nothing is in {stateID|country}": 21, "it ends": 4,
    }  # fmt: skip


def check(file: Path, data: Path, scheme: str, columns: tuple[str, str, str]) -> list[tuple[object, ...]]:
    """Return where the parties of a treaty on some day are not as many as a count over the file finds."""
    treaty, force, end = columns
    wanted: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in read(data):
        bad = not row["stateID"] or row["Begin"].startswith("1192") or (row[end] and row[end] <= row[force])
        if row[force] and not bad:
            wanted[row[treaty]].append((row["stateID"], row[force], row[end] or "9999-12-31"))
    told: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with closing(sqlite3.connect(file)) as db:
        found = db.execute(
            "SELECT t.name, p.subject, p.valid_from, p.valid_to FROM periods p"
            " JOIN names t ON t.entity = p.object AND t.form = :scheme"
            " WHERE p.property = 'membership' AND p.value = 'member'",
            {"scheme": scheme},
        )
        for name, *stretch in found:
            told[name].append((stretch[0], stretch[1], stretch[2]))
    assert len(wanted) > 50
    wrong: list[tuple[object, ...]] = []
    for name, rows in wanted.items():
        for day in ("1950-06-30", "1972-06-30", "1989-12-31", "1995-01-01", "2005-06-30", "2016-01-01", "2021-12-31"):
            counts = [len({who for who, first, out in some if first <= day < out}) for some in (told[name], rows)]
            if counts[0] != counts[1]:
                wrong.append((name, day, *counts))
    return wrong


def test_parties_of_every_huggo_treaty_agree_with_a_count(huggo: tuple[Path, Path], real_data: Path) -> None:
    assert check(huggo[0], real_data / HUGGO[1], "many-treaty", ("treatyID", "StateForce", "StateEnd")) == []


def test_parties_of_every_ecolex_treaty_agree_with_a_count(ecolex: tuple[Path, Path], real_data: Path) -> None:
    assert check(ecolex[0], real_data / ECOLEX[1], "ecolex", ("ecolexID", "Force", "End")) == []
