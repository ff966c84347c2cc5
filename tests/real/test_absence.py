"""Absence and counts on a real list: the parties to the Whaling Convention, said to be complete for its years."""

from pathlib import Path

import pytest

from tests.cli.conftest import run_on
from tests.real.conftest import Filled
from tests.real.test_treaties import WHALING

BODY = "whaling-convention"
CITED = (
    "--source",
    "manyenviron-ecolex-whaling-2021-12-31",
    "--at",
    "whole file",
    "--gist",
    "So it says.",
    "-m",
    "test",
)


@pytest.fixture(scope="module")
def listed(filled: Filled) -> Path:
    """Return the parties, with the statement that the list is complete from the first of them on."""
    file = filled(WHALING)
    append(file, "entity.registered", "--subject", "utopia", "--type", "country", "--label", "Utopia", "-m", "test")
    append(
        file, "coverage.stated", "--object", BODY, "--date", "1948-11-10/2021-12-31", "--says", "every party", *CITED
    )
    return file


def append(file: Path, *words: str) -> None:
    done = run_on(file, "append", *words)
    assert done.code == 0, done.err


def certainty(file: Path, who: str, day: str, *words: str) -> str:
    asked = ("--subject", who, "--body", BODY, "--property", "membership", "--format", "json")
    done = run_on(file, "as-of", day, *asked, *words)
    (answer,) = done.json["answers"]
    return str(answer["certainty"])


@pytest.mark.parametrize(
    ("who", "day", "expected"),
    [
        ("utopia", "1948-11-09", "unknown"),
        ("utopia", "1948-11-10", "not"),
        ("utopia", "2021-12-31", "not"),
        ("utopia", "2022-01-01", "unknown"),
        ("costa-rica", "1950-01-01", "not"),  # before the first of its spells
        ("costa-rica", "1981-05-31", "certain"),
        ("netherlands", "1948-11-09", "unknown"),
        ("netherlands", "1960-01-01", "not"),  # between two of them
    ],
)
def test_who_is_not_on_the_list_was_no_party_while_it_is_complete(
    listed: Path, who: str, day: str, expected: str
) -> None:
    assert certainty(listed, who, day) == expected


def test_before_the_list_was_published_nothing_was_known(listed: Path) -> None:
    assert certainty(listed, "utopia", "1950-01-01", "--known", "2021-12-30") == "unknown"


def test_no_answer_of_a_party_is_another(listed: Path, filled: Filled) -> None:
    plain = filled(WHALING)
    for day in ("1948-11-10", "1959-06-30", "1981-07-24", "2021-12-31"):
        words = ("as-of", day, "--body", BODY, "--format", "csv")
        assert run_on(listed, *words).out == run_on(plain, *words).out


def test_a_count_that_fits_is_passed_over_and_one_that_does_not_is_told(listed: Path) -> None:
    for day, number in (("1948-11-10", 9), ("1959-06-29", 17), ("1959-06-30", 15), ("1965-01-01", 99)):
        told = ("--object", BODY, "--status", "member", "--number", str(number), "--date", day, "--says", "counted")
        append(listed, "membership.tallied", *told, *CITED)
    found = run_on(listed, "conflicts", "--rule", "tally-differs", "--format", "json").json["findings"]
    assert [(one["from"], "99 counted" in one["what"]) for one in found] == [("1965-01-01", True)]


def test_the_tables_follow_from_the_log(listed: Path) -> None:
    assert run_on(listed, "verify").code == 0
