from datetime import date
from itertools import pairwise

import pytest

from archive.model.dates import DAY_MAX
from archive.model.errors import UsageError
from archive.questions.over_time.frames import bounds, days, frames
from archive.questions.scope.horizon import horizon


def day(text):
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("each", "first", "last"),
    [("year", "2001", "2003"), ("quarter", "2001-Q2", "2003-Q1"), ("month", "2001-06", "2003-02")],
)
def test_frames_are_whole_and_without_gaps(each, first, last):
    found = frames(each, day("2001-06-15"), day("2003-02-28"))
    assert (found[0].label, found[-1].label) == (first, last)
    assert found[0].first <= day("2001-06-15")
    assert found[-1].last >= day("2003-02-28")
    assert all(one.last + 1 == other.first for one, other in pairwise(found))


def test_the_last_year_has_an_end():
    assert frames("year", day("9999-05-05"), day("9999-05-05"))[0].last == DAY_MAX - 1


def test_too_many_are_refused():
    with pytest.raises(UsageError, match="more than one answer holds"):
        frames("month", day("1000-01-01"), day("2000-01-01"))


@pytest.mark.parametrize(("since", "until"), [("2020", "2010"), ("../2010", None), (None, "2010/..")])
def test_spans_that_are_none_are_refused(since, until):
    with pytest.raises(UsageError):
        bounds(since, until)


def test_without_anything_told_there_is_still_a_span(db):
    span = days({}, horizon(db), None, None)
    assert span.first == span.last == day("2015-12-31")


def test_what_was_known_ends_the_span(db):
    assert days({}, horizon(db, known="2006"), None, None).last == day("2006-12-31")
