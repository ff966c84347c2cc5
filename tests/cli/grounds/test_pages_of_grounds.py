"""What opens the pages on grounds, what accounts say, and how locators and names are printed."""

import re

import pytest

HORIZON = "all that the archive holds: position 1217, sources to 2025-10-31"


@pytest.mark.parametrize("asked", ["impact tass-20230704 --on 2024-06-13", "review --on 2024-06-13 --body sco"])
def test_the_horizon_opens_the_page(shipped, asked):
    assert shipped(*asked.split()).out.splitlines()[0].endswith(HORIZON)
    cut = shipped(*asked.split(), "--known", "2024").out.splitlines()[0]
    assert "told by sources published by 2024-12-31" in cut


@pytest.mark.parametrize("asked", ["impact tass-20230704", "review --subject afghanistan"])
def test_a_value_that_is_somebody_is_called_by_name(shipped, asked):
    text = shipped(*asked.split(), "--on", "2024-06-13").out
    assert "Islamic Emirate of Afghanistan" in text
    assert "islamic emirate of afghanistan" not in text


def test_each_account_of_a_dispute_has_its_value(shipped):
    text = shipped("conflicts", "--subject", "tajikistan", "--state", "open").out
    lines = text.partition(" d-cg-tajik ")[2].splitlines()[1:4]
    assert [re.split(r" {2,}", line.strip())[2] for line in lines] == ["support", "doubt", "condition"]


def test_that_rules_found_nothing_is_said_where_they_were_asked(shipped):
    assert "0 more found by rule" in shipped("conflicts").out.splitlines()[0]
    assert "found by rule" not in shipped("conflicts", "--state", "open").out


def test_what_bears_on_a_day_is_said_to_reach_back(shipped):
    text = shipped("conflicts", "--on", "2024-06-13").out
    assert "What bears on an answer of 2024-06-13, or on since when it is so" in text
    assert "What bears on an answer" not in shipped("conflicts").out


@pytest.mark.parametrize("asked", ["conflicts", "as-of 2001-06-15", "events 2009-06"])
def test_no_locator_reads_as_cut_off(shipped, asked):
    text = shipped(*asked.split()).out
    assert " excerpt" in text
    assert not re.search(r" ex\.([,)]| \+)", text)
