"""Snapshots of real lists: seven versions of WIPO's parties, six days of the committees of Congress.

WIPO's is checked cell by cell against a count over the files themselves, by a few lines that share nothing with the
archive.
"""

import csv
import sqlite3
import tomllib
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Done, run_on
from tests.house.repository import ROOT
from tests.real.conftest import members

WIPO = "wipo-treaties"
COMMITTEES = "us-congress/committee-membership-snapshots"
VERSIONS = ("2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01", "2025-10-01")
Seats = dict[str, set[tuple[str, str]]]
DAYS = ("1900-01-01", "1989-03-01", "2016-09-30", "2025-07-14", "2025-08-15", "2025-11-22")


def observe(file: Path, data: Sequence[Path], name: str, *words: str) -> Done:
    files = map(str, data)
    return run_on(file, "observe", *files, "--map", name, "--create", "-m", "a test", *words)


@pytest.fixture(scope="module")
def versions(real_data: Path) -> list[Path]:
    return sorted((real_data / WIPO).glob("*@*.csv"))


@pytest.fixture(scope="module")
def wipo(versions: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("wipo") / "archive.db"
    run_on(file, "init", "--empty")
    done = observe(file, versions, "wipo-treaties")
    assert done.code == 0, done.err
    return file


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("berne", "1989-03-01", 77),
        ("berne", "1995-03-13", 110),
        ("berne", "2021-07-14", 179),
        ("wipo-copyright-treaty", "2002-03-06", 30),
        ("marrakesh", "2016-09-30", 20),
    ],
)
def test_parties_on_a_day(wipo: Path, body: str, day: str, count: int) -> None:
    assert len(members(wipo, day, body)) == count


@pytest.mark.parametrize(
    ("body", "day", "known", "count"),
    [
        ("marrakesh", "2025-07-14", "2025-04-01", 99),
        ("marrakesh", "2025-07-14", "2025-05-01", 100),
        ("paris", "2025-08-15", "2025-05-31", 180),
        ("paris", "2025-08-15", "2025-06-01", 181),
    ],
)
def test_what_could_be_known_of_a_day_to_come(wipo: Path, body: str, day: str, known: str, count: int) -> None:
    assert len(members(wipo, day, body, "--known", known)) == count


@pytest.mark.parametrize("version", VERSIONS)
def test_every_party_of_every_treaty(wipo: Path, versions: list[Path], version: str) -> None:
    """Each cell, party by treaty, on several days, as the version has it: in force by the day, or not."""
    (file,) = [one for one in versions if version in one.name]
    rows = [row for row in rows_of(file) if row["Entry Into Force Date"]]
    in_force = {
        (day, row["Contracting Party"], called(row["Treaty"]))
        for row in rows
        for day in DAYS
        if row["Entry Into Force Date"] <= day
    }
    done = run_on(wipo, "as-of", *DAYS, "--known", version, "--property", "membership", "--format", "json")
    answers = done.json["answers"]
    assert {(one["date"], one["subject_label"], one["object_label"]) for one in answers} == in_force
    assert {(one["certainty"], one["value"]) for one in answers} == {("certain", "member")}


@cache
def called(treaty: str) -> str:
    """Return the name that the map gives to a treaty."""
    return str(tomllib.loads((ROOT / "maps" / "wipo-treaties.toml").read_text("utf-8"))["tables"]["treaty"][treaty])


def test_the_whole_difference_between_two_versions(wipo: Path) -> None:
    done = run_on(wipo, "diff", "--known", "2025-07-01", "2025-08-01", "--format", "json")
    changes = [(one["subject"], one["object"], one["before"], one["after"]) for one in done.json["changes"]]
    signed = ("albania", "cabo-verde", "iceland", "indonesia", "switzerland", "united-kingdom")
    assert sorted(changes, key=str) == sorted(
        [
            *((party, "riyadh-design-law-treaty", None, "signed") for party in signed),
            ("uganda", "wipo-treaty-on-genetic-resources", "signed", "ratified"),
        ],
        key=str,
    )


def test_the_copy_without_a_date_is_the_last_version_and_adds_nothing(wipo: Path, real_data: Path) -> None:
    newest = real_data / WIPO / "membership-to-copyright-treaties.csv"
    done = observe(wipo, [newest], "wipo-treaties", "--on", VERSIONS[-1])
    assert done.out.splitlines()[-1] == "wrote 0 events"


def test_the_depositary_states_days_to_come(wipo: Path) -> None:
    done = run_on(wipo, "as-of", "2025-11-22", "--subject", "maldives", "--body", "berne", "--format", "json")
    (answer,) = [one for one in done.json["answers"] if one["property"] == "membership"]
    assert (answer["certainty"], answer["value"], answer["since"]) == ("certain", "member", "2025-11-22")


@pytest.fixture(scope="module")
def snapshots(real_data: Path) -> list[Path]:
    return sorted((real_data / COMMITTEES).glob("*.yaml"))


@pytest.fixture(scope="module")
def listed(snapshots: list[Path]) -> Seats:
    """Return (committee, bioguide id) of every seat, day by day, straight from the files."""
    found: Seats = {}
    for file in snapshots:
        lists = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
        found[file.name.split("@")[1][:10]] = {
            (committee.lower(), row["bioguide"]) for committee, rows in lists.items() for row in rows
        }
    return found


@pytest.fixture(scope="module")
def congress(snapshots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole series in one command, its losses believed."""
    file = tmp_path_factory.mktemp("congress") / "archive.db"
    run_on(file, "init", "--empty")
    done = observe(file, snapshots, "us-committees", "--accept-loss")
    assert done.code == 0, done.err
    return file


def seats(archive: Path, *days: str) -> dict[str, Seats]:
    """Return (committee, bioguide id) of the memberships, by day and certainty."""
    done = run_on(archive, "as-of", *days, "--property", "membership", "--format", "json")
    with closing(sqlite3.connect(archive)) as db:
        ids = dict(db.execute("SELECT entity, name FROM names WHERE form = 'bioguide'"))
    found: dict[str, Seats] = {day: {"certain": set(), "possible": set()} for day in days}
    for one in done.json["answers"]:
        found[one.get("date", days[0])][one["certainty"]].add((one["object"], ids[one["subject"]]))
    return found


def test_on_the_days_of_the_lists_everybody_is_there(congress: Path, listed: Seats) -> None:
    assert seats(congress, *listed) == {day: {"certain": rows, "possible": set()} for day, rows in listed.items()}


def test_between_two_lists_what_is_in_both_is_certain_and_the_rest_possible(congress: Path, listed: Seats) -> None:
    before, after = listed["2014-11-13"], listed["2017-02-13"]
    assert seats(congress, "2015-06-01") == {"2015-06-01": {"certain": before & after, "possible": before ^ after}}


def test_the_list_without_the_house_is_refused_by_name(snapshots: list[Path], tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    run_on(archive, "init", "--empty")
    of_2019, of_2025, of_2026 = snapshots[3:]
    assert observe(archive, [of_2019], "us-committees").code == 0
    done = observe(archive, [of_2025], "us-committees")
    assert done.code == 1
    assert "HSJU House Committee on the Judiciary (hsju): 43 facts on 2019-09-12" in done.err
    kept = observe(archive, [of_2025, of_2026], "us-committees", "--keep-lost")
    assert kept.code == 0, kept.err
    assert all(("hsju", "N000002") in day["certain"] for day in seats(archive, "2019-09-12", "2025-01-17").values())
