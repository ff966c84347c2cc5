"""A name for a position, given then or later."""

import sqlite3

import pytest

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.model.errors import UsageError
from archive.questions.scope.horizon import horizon
from archive.questions.scope.tags import tags
from archive.store.writing.write import Signature, write
from tests.questions.small import build


@pytest.fixture
def own(tmp_path):
    db = sqlite3.connect(build(tmp_path / "own.db"), isolation_level=None)
    yield db
    db.close()


def add(db, *events):
    signature = Signature(recorded_at="2026-11-05T00:00:00Z", recorded_by="t", why="t")
    return write(db, [draft(of_python(event)) for event in events], signature).last


def tag(name, position, **more):
    return {"kind": "position.tagged", "name": name, "position": position, **more}


def test_a_name_means_its_position_also_where_it_is_given_later(own):
    assert add(own, tag("first", 39)) == 44
    found = horizon(own, recorded="first")
    assert (found.position, found.recorded) == (39, "first")
    assert horizon(own).position == 44


def test_a_position_within_a_batch_answers_as_before_it(own):
    add(own, tag("inside", 41))
    assert horizon(own, recorded="inside").position == 39


def test_of_two_of_one_name_the_first_counts(own):
    add(own, tag("one", 39))
    add(own, tag("one", 43))
    assert horizon(own, recorded="one").position == 39


def test_a_retracted_name_is_free_again(own):
    add(own, tag("one", 39, key="t"))
    add(own, {"kind": "event.retracted", "event": "t", "reason": "x"})
    assert tags(own) == []
    add(own, tag("one", 43))
    assert horizon(own, recorded="one").position == 43


def test_what_the_log_has_not_reached_has_no_name(own):
    add(own, tag("ahead", 44))
    add(own, tag("far", 4000))
    assert tags(own) == []


def test_an_unknown_name_is_refused_with_the_nearest(own):
    add(own, tag("release-1.0", 39))
    with pytest.raises(UsageError) as refused:
        horizon(own, recorded="release-1.1")
    assert "release-1.0" in (refused.value.hint or "")
