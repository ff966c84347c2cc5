"""The Factbook beside our own archive: attestations that lag, and what they tell otherwise."""

from pathlib import Path

import pytest

from tests.cli.conftest import run_on
from tests.real.conftest import answers, importing

FACTBOOK = "factbook-igo-participation/participation-changes.csv"


@pytest.fixture(scope="module")
def beside(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("factbook") / "archive.db"
    assert run_on(file, "init").code == 0
    words = ("--map", "factbook-participation", "--create", "-m", "the Factbook beside our archive")
    done = importing(file, "csv", real_data / FACTBOOK, *words)
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
    latest = real_data / "factbook-igo-participation" / "participation-latest.csv"
    done = importing(file, "csv", latest, "--map", "factbook-latest", "--create", "-m", "beside our archive")
    assert done.code == 0, done.err
    found = run_on(file, "conflicts", "--body", "sco", "--rule", "attested-against", "--format", "json")
    assert found.code == 0, found.err
    told = found.out
    assert [who in told for who in ('"india"', '"iran"', '"belarus"')] == [True, True, True]
