from archive.kinds.claiming import Line
from archive.questions.scope.filters import filters
from archive.questions.scope.names import entity
from archive.questions.states.history import as_data, asking_of, history


def test_the_periods_of_a_timeline_and_its_events(seen):
    view = seen()
    told = history(view, filters(view.db, subjects=["borland"], bodies=["union"]))
    data = as_data(view, told, subject="borland", object="union")
    (timeline,) = data["timelines"]
    assert [(p["from"], p["to"], p["value"]) for p in timeline["periods"]] == [("2001-01-01", "2012-04-01", "member")]
    assert [event["handle"] for event in data["events"]] == ["founders", "bor-left"]
    assert data["events"][1]["corrected_by"] == ["ar-fix"]
    assert data["question"]["subject"] == "borland"


def test_an_office_is_asked_for_as_what_others_hold(seen):
    view = seen()
    told = history(view, asking_of(filters(view.db), entity(view.db, "union-secretary")))
    assert list(told.periods) == [Line("office", who, "union-secretary") for who in ("ann-ames", "bob-bates")]


def test_what_was_retracted_left_no_period(seen):
    view = seen()
    wanted = filters(view.db, subjects=["derland"])
    assert history(view, wanted).periods == {}
    before = seen(recorded="39")
    assert list(history(before, wanted).periods) == [Line("membership", "derland", "union")]
