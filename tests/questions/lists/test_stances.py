from archive.model.dates import day_of
from archive.questions.lists.stances import as_data, stances
from archive.questions.scope.filters import filters


def told(db, view, date, body="resume-panel", **more):
    found = stances(view, day_of(date), filters(db, bodies=[body], **more))
    return as_data(view, found, date, body)["stances"]


def test_who_thinks_what_in_whose_words(db, seen):
    (one,) = told(db, seen(), "2009-12-31")
    assert (one["subject"], one["value"], one["since"], one["own_words"]) == ("arland", "support", "2009-09-09", True)
    (word,) = one["words"]
    assert (word["event"], word["sources"], word["told_by"]) == ("ar-supports", ["herald-2010 p.4"], [])


def test_by_the_day(db, seen):
    assert told(db, seen(), "2009-09-08") == []


def test_by_what_was_told(db, seen):
    assert told(db, seen(known="2010-01-01"), "2011-01-01") == []
    assert told(db, seen(according_to=["Gazette"]), "2011-01-01") == []
    assert len(told(db, seen(known="2010-06-01"), "2011-01-01")) == 1


def test_of_a_body_all_questions_about_it(db, seen):
    assert [one["object"] for one in told(db, seen(), "2011-01-01", body="union-panel")] == ["resume-panel"]


def test_who_is_asked_for_and_has_none(db, seen):
    (one,) = told(db, seen(), "2011-01-01", subjects=["borland"])
    assert (one["certainty"], one["words"]) == ("unknown", [])
