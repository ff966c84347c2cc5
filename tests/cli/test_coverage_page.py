"""Absence on the pages: not there by a complete list, which is neither "nothing recorded" nor "ended"."""

import pytest

from tests.cli.conftest import run_on
from tests.questions.made import made
from tests.questions.rule_cases import MEMBER

LIST = "coverage.stated, key: list, date: 1990-01-01/2008-12-31, object: union"
ROSTER = (
    "membership.roster, key: roster, date: 2010-02-03, object: union, statuses: {member: [borland]}, complete: true"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return made(tmp_path_factory.mktemp("coverage") / "a.db", MEMBER, LIST, ROSTER)


@pytest.fixture(scope="module")
def run(file):
    return lambda *words: run_on(file, *words).out


def test_the_state_of_a_named_country(run):
    assert "Cerland  not there (paper p.1)" in run("as-of", "2005-01-01", "--subject", "cerland", "--body", "union")
    assert "Cerland" not in run("as-of", "2005-01-01", "--body", "union")
    assert "Cerland  nothing recorded" in run("as-of", "2009-01-01", "--subject", "cerland", "--body", "union")


def test_why_it_was_not_there(run):
    text = run("why", "cerland", "union", "2005-01-01")
    assert text.startswith("Cerland, membership in The Union: not there on 1 January 2005")
    assert "1990-01-01/2008-12-31" in text
    assert "one event must fall: list; then: nothing recorded" in text
    assert run("why", "cerland", "union", "2010-02-04").startswith("Nothing recorded")


def test_the_story_of_who_was_never_there(run):
    text = run("history", "cerland", "union")
    assert "nothing recorded before 1990-01-01" in text
    assert "complete list" in text
    assert "listed" in text


def test_who_joined_was_not_there_before(run):
    text = run("diff", "1995-01-01", "2005-01-01", "--body", "union")
    assert "Arland  not there before" in text


def test_what_becomes_known_by_a_complete_list(run):
    told = run(
        "diff", "--known", "2019-01-01", "2021-01-01", "--on", "2005-01-01", "--subject", "cerland", "--body", "union"
    )
    assert "Cerland  nothing recorded → not there" in told


def test_an_event_on_everyone(run):
    text = run("show", "roster")
    assert "everyone else, union  lacks: not there" in text
    assert "everyone else, union  covers: not there" in text


def test_the_effect_of_a_statement(file):
    words = ("append", "coverage.stated", "--object", "union", "--date", "2012", "--source", "paper", "--at", "p.2")
    done = run_on(file, *words, "--says", "all of them", "--gist", "All of 2012.", "-m", "a test", "--dry-run")
    assert "membership: all of whom nothing is told, The Union" in done.out
    assert "+ 2012-01-01 to 2012-12-31: not there" in done.out
    refused = run_on(file, *[word.replace("2012", "2012~") for word in words], "--gist", "x", "--says", "y", "-m", "z")
    assert refused.code == 1
    assert "no day is surely covered by it" in refused.err


def test_of_a_vague_extent_the_days_that_are_surely_inside_are_told(file):
    words = (
        "append",
        "coverage.stated",
        "--object",
        "union",
        "--date",
        "2012/2018",
        "--source",
        "paper",
        "--at",
        "p.2",
    )
    done = run_on(file, *words, "--says", "all of them", "-m", "a test", "--dry-run")
    assert (done.code, "covers 2012-12-31 to 2018-01-01" in done.out) == (0, True)
