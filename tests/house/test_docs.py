"""The pages have what the archive refers to."""

import re

import pytest

from archive.exchange.batches.text import read_batch
from archive.kinds.base import Payload
from archive.kinds.families.editorial import DisputeOpened, DisputeRuled
from tests.house.repository import ROOT

RULE = re.compile(r"^## (W\d+)\b", re.MULTILINE)
DISPUTE = re.compile(r"`(d-[a-z0-9-]+)`")


@pytest.fixture(scope="module")
def weighing() -> str:
    return (ROOT / "docs" / "weighing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped() -> list[Payload]:
    files = sorted((ROOT / "events").glob("*.yml"))
    return [event.payload for file in files for event in read_batch(file).events if isinstance(event.payload, Payload)]


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert re.search(r"^## \[?Unreleased", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_rules_of_weighing_are_numbered(weighing: str) -> None:
    rules = RULE.findall(weighing)
    assert rules
    assert rules == [f"W{number}" for number in range(1, len(rules) + 1)]


def test_a_ruling_cites_a_rule(weighing: str, shipped: list[Payload]) -> None:
    rulings = {facts.dispute: facts.rule for facts in shipped if isinstance(facts, DisputeRuled)}
    assert {dispute: rule for dispute, rule in rulings.items() if rule not in RULE.findall(weighing)} == {}


def test_the_examples_of_weighing_are_disputes(weighing: str, shipped: list[Payload]) -> None:
    opened = {facts.dispute for facts in shipped if isinstance(facts, DisputeOpened)}
    assert set(DISPUTE.findall(weighing)) - opened == set()


COMMAND = re.compile(r"^\$ (?:export (ARCHIVE_DB)=(\S+)|archive (?:--db (\S+) )?(init\b.*|\S+.*))", re.MULTILINE)


@pytest.mark.parametrize("page", ["import", "maps", "observe", "export"])
def test_commands_of_a_page_work_in_their_order_on_archives_that_it_makes(page: str) -> None:
    """Who follows a page in an empty folder is never told that there is no archive."""
    made: set[str] = set()
    named, lacking = "archive.db", []
    for export, file, db, command in COMMAND.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")):
        if export:
            named = file
        elif command.startswith("init"):
            paths = [word for word in command.split()[1:] if not word.startswith("-")]
            made.add(paths[0] if paths else db or named)
        elif (db or named) not in made:
            lacking.append(command)
    assert made
    assert lacking == []
