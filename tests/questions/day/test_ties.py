"""Ties: each stretch of a value once, with what is known of its first and last day."""

from contextlib import closing

import pytest

from archive.model.dates import day_of
from archive.questions.day.ties import ties
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import answers, view
from archive.store.file.connect import open_reading
from tests.cli.conftest import run_on

NOW = "2026-11-25T00:00:00Z"
WANTED = Filters(properties=frozenset({"membership", "office", "body"}))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """The shipped archive."""
    file = tmp_path_factory.mktemp("ties") / "archive.db"
    assert run_on(file, "init").code == 0
    with closing(open_reading(file)) as db:
        yield view(db, horizon(db, now=NOW))


def of(seen, subject, body):
    return [one for one in ties(seen, WANTED)[0] if (one.line.subject, one.line.object) == (subject, body)]


def test_the_stretches_of_a_member_follow_one_another(seen):
    found = of(seen, "belarus", "sco")
    assert [(one.value, one.since) for one in found][-2:] == [("observer", "2015-07-10"), ("member", "2024-07-04")]
    assert found[-2].out == ("2024-07-04", "2024-07-04")
    assert found[-1].out is None


def test_a_stretch_is_there_once_whatever_is_told_beside_it(seen):
    every = [(one.line, one.value, one.since, one.seen) for one in ties(seen, WANTED)[0]]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("day", ["2001-06-15", "2005-07-05", "2010-05-20", "2017-06-09", "2024-06-13"])
def test_on_a_day_are_all_answers_with_a_value_and_no_others(seen, day):
    found, left = ties(seen, WANTED, day_of(day))
    every = answers(seen, day_of(day), WANTED)
    values = {(one.line, one.answer.value) for one in every if one.answer.value not in (None, "none")}
    assert {(one.line, one.value) for one in found} == values
    assert sum(left.values()) == sum(one.answer.certainty in ("disputed", "scheduled") for one in every) + sum(
        one.answer.certainty == "possible" and one.answer.value in (None, "none") for one in every
    )


@pytest.mark.parametrize("day", ["2001-06-15", "2010-05-20", "2017-06-09", "2024-06-13"])
def test_what_is_on_a_day_is_a_stretch_of_all_time(seen, day):
    every = {(one.line, one.value, one.since) for one in ties(seen, WANTED)[0]}
    found = {(one.line, one.value, one.since) for one in ties(seen, WANTED, day_of(day))[0]}
    assert found <= every
    assert found
