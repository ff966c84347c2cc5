"""Presidents and vice-presidents: days on which the office changed hands, and every day of change against the file."""

from pathlib import Path

import pytest

from tests.real.conftest import Filled, answers

EXECUTIVE = ("yaml", "us-congress/executive.yaml", "--map", "us-executive", "--create")


@pytest.fixture(scope="module")
def executive(filled: Filled) -> Path:
    return filled(EXECUTIVE)


@pytest.mark.parametrize(
    ("day", "president", "vice"),
    [
        ("1841-04-04", ["John Tyler"], []),
        ("1881-09-19", ["Chester Alan Arthur"], []),
        ("1963-11-22", ["Lyndon Baines Johnson"], []),
        ("2001-01-20", ["George Walker Bush"], ["Richard Bruce Cheney"]),
        ("1788-01-01", [], []),
        ("2026-04-22", ["Donald J. Trump"], ["James David Vance"]),
    ],
)
def test_who_held_the_offices(executive: Path, day: str, president: list[str], vice: list[str]) -> None:
    found = answers(executive, day, "--body", "us-executive", "--property", "office")
    holders = {office: [one["subject_label"] for one in found if one["object"] == office] for office in
               ("us-president", "us-vice-president")}  # fmt: skip
    assert holders == {"us-president": president, "us-vice-president": vice}


def test_the_end_of_a_term_that_runs_is_only_expected(executive: Path) -> None:
    (president,) = answers(executive, "2026-04-22", "--body", "us-executive", "--subject", "donald-j-trump")
    assert [(mark["value"], mark["date"]) for mark in president["expected"]] == [("none", "2029-01-20")]
