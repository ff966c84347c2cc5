"""The day that `why` ends with, and what is said where it is missing or cannot be read."""

import pytest


@pytest.mark.parametrize("command", [("why",), ("cite", "why")], ids=" ".join)
def test_a_day_that_is_missing_is_told_the_same_everywhere(small, command):
    done = small(*command, "arland", "union")
    assert (done.code, done.out) == (2, "")
    assert "the last word is the day, and 'union' is none" in done.err
    assert f"archive {' '.join(command)} SUBJECT [OBJECT] DATE" in done.err


QUESTIONS = "why arland union | cite why arland union | diff 2001-01-01 | as-of | stances union | events | review --on"


@pytest.mark.parametrize("asked", QUESTIONS.split(" | "))
def test_a_date_that_cannot_be_read_is_bad_data_in_every_question(small, asked):
    done = small(*asked.split(), "foo")
    assert (done.code, done.out) == (1, "")
    assert "`foo`: not a date in an accepted form" in done.err
