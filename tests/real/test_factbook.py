"""The World Factbook's participation: sightings whole, and its SCO beside our own archive."""

import csv
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import run_on
from tests.real.conftest import Filled, answers, importing

CHANGES = "factbook-igo-participation/participation-changes.csv"
LATEST = "factbook-igo-participation/participation-latest.csv"
PLAIN = {"member": "member", "observer": "observer", "associate": "associate", "suspended": "suspended", "": "none"}
RESPELLED = {"ICCT", "ICCt", "UNSC", "UN Security Council", "BCIE", "CABEI", "WTO&nbsp", "none"}


@pytest.fixture(scope="module")
def factbook(filled: Filled) -> Path:
    return filled(("csv", CHANGES, "--map", "factbook-participation", "--create"))


def test_every_word_on_many_days_agrees_with_a_reading_of_the_file(factbook: Path, real_data: Path) -> None:
    said: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    with (real_data / CHANGES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        said[row["country_gec"], row["org"]].append((row["committed_at"][:10], row["new_status"]))
    told: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    with closing(sqlite3.connect(factbook)) as db:
        found = db.execute("""
            SELECT s.name, o.name, p.valid_from, p.valid_to, p.value FROM periods p
            JOIN names o ON o.entity = p.object AND o.form = 'alias'
            JOIN names s ON s.entity = p.subject AND s.form = 'gec'
            WHERE p.property = 'membership'
        """)
        for who, where, *stretch in found:
            told[who, where].append((stretch[0], stretch[1] or "9999", stretch[2]))
    wrong, checked = [], 0
    expected: list[str | None]
    there: list[str | None]
    for day in ("2015-10-25", "2015-10-26", "2019-01-01", "2021-12-30", "2022-02-03", "2024-04-25", "2026-05-01"):
        for (who, where), words in said.items():
            if where in RESPELLED or (who, where) not in told or not PLAIN.keys() >= {word for _, word in words}:
                continue
            expected = [None, *(PLAIN[word] for told_on, word in words if told_on <= day)][-1:]
            there = [*(value for first, out, value in told[who, where] if first <= day < out)]
            checked += 1
            if (there or [None]) not in (expected, [None] if expected == ["none"] else expected):
                wrong.append((who, where, day, expected, there))
    assert (wrong[:10], len(rows)) == ([], 11_279)
    assert checked > 7 * 8_900


def test_an_organisation_that_no_row_has_is_told(real_data: Path, ours: Path) -> None:
    done = importing(ours, "csv", real_data / LATEST, "--map", "factbook-latest", "--set", "org=SC0", "-m", "typo")
    assert done.code == 0
    assert "note: participation-latest.csv has no rows, or the map leaves all out" in done.err


def test_it_is_said_so_and_no_beginning(factbook: Path) -> None:
    (one,) = answers(factbook, "2020-01-01", "--subject", "pakistan", "--body", "SCO", "--property", "membership")
    assert (one["value"], one["certainty"], one["attested_on"]) == ("observer", "attested", ["2015-10-26"])
    (one,) = answers(factbook, "2022-02-03", "--subject", "pakistan", "--body", "SCO", "--property", "membership")
    assert (one["value"], one["certainty"]) == ("member", "attested")


def test_what_was_known_is_of_the_version(factbook: Path) -> None:
    asked = ("2023-01-01", "--subject", "pakistan", "--body", "SCO", "--property", "membership", "--known")
    assert [answers(factbook, *asked, day)[0]["value"] for day in ("2022-02-02", "2022-02-03")] == [
        "observer", "member",
    ]  # fmt: skip
    assert answers(factbook, *asked, "2015-10-25") == []


def test_no_longer_listed_is_not_left(factbook: Path) -> None:
    done = run_on(factbook, "as-of", "2024-01-01", "--subject", "mauritania", "--body", "MINUSMA", "--format", "json")
    (one,) = done.json["answers"]
    assert (one["value"], one["certainty"], one["until"], one["confirmed"]) == ("none", "not", None, "2023-12-14")
    told = run_on(factbook, "history", "mauritania", "MINUSMA").out
    assert "not seen there" in told
    assert "left" not in told


def test_our_own_countries_are_met_by_name(real_data: Path, ours: Path) -> None:
    for file, by, count in ((CHANGES, "factbook-participation", 15), (LATEST, "factbook-latest", 14)):
        words = ("--map", by, "--set", "org=SCO", "-m", "test", "--format", "json")
        done = importing(ours, "csv", real_data / file, *words)
        assert done.code == 0, done.err
        assert (done.json["rows"], done.json["entities"], done.json["events"]) == (
            count, {}, {"membership.attested": count},
        )  # fmt: skip
    done = run_on(ours, "conflicts", "--rule", "attested-against", "--format", "json")
    lines = {one["about"][0]["subject"]: one["what"] for one in done.json["findings"]}
    assert len(done.json["findings"]) == len(lines)  # one line a country
    assert lines.keys() == {"india", "iran", "belarus", "afghanistan", "mongolia"}
    assert "2026-05-17: observer; by the main account member since 2017-06-09" in lines["india"]
    assert "2026-05-17: observer; by the main account member since 2023-07-04" in lines["iran"]
    assert "2015-10-26 and 2026-05-17: dialogue partner; by the main account observer" in lines["belarus"]
    assert "member since 2024-07-04" in lines["belarus"]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    file = tmp_path / "ours.db"
    assert run_on(file, "init").code == 0
    return file


@pytest.fixture(scope="module")
def beside(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("factbook") / "archive.db"
    assert run_on(file, "init").code == 0
    words = ("--map", "factbook-participation", "--create", "-m", "the Factbook beside our archive")
    done = importing(file, "csv", real_data / CHANGES, *words)
    assert done.code == 0, done.err
    return file


def test_it_comes_into_our_own_organisation(beside: Path) -> None:
    found = answers(
        beside, "2016-01-01", "--body", "sco", "--property", "membership", "--according-to", "CIA World Factbook"
    )
    told = {one["subject"]: (one["value"], one["certainty"]) for one in found}
    assert told["kazakhstan"] == ("member", "attested")
    assert told["india"] == ("observer", "attested")
    assert told["belarus"] == ("dialogue-partner", "attested")
    assert len(told) == 14


@pytest.mark.parametrize(
    ("who", "ours", "theirs"),
    [("india", "member", "observer"), ("iran", "member", "observer"), ("belarus", "member", "dialogue-partner")],
)
def test_what_it_still_said_in_2026(beside: Path, who: str, ours: str, theirs: str) -> None:
    (answer,) = answers(beside, "2026-05-17", "--body", "sco", "--only", "--subject", who, "--property", "membership")
    (by_it,) = answers(
        beside, "2026-05-17", "--body", "sco", "--only", "--subject", who, "--property", "membership",
        "--according-to", "CIA World Factbook",
    )  # fmt: skip
    assert (answer["value"], by_it["value"]) == (ours, theirs)


def test_conflicts_finds_where_the_list_of_2026_lags(real_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    assert run_on(file, "init").code == 0
    done = importing(
        file, "csv", real_data / LATEST, "--map", "factbook-latest", "--create", "-m", "beside our archive"
    )
    assert done.code == 0, done.err
    found = run_on(file, "conflicts", "--body", "sco", "--rule", "attested-against", "--format", "json")
    assert found.code == 0, found.err
    told = found.out
    assert [who in told for who in ('"india"', '"iran"', '"belarus"')] == [True, True, True]
