"""The stored periods and the log folded afresh give the same answers where nothing is cut off."""

import pytest

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN
from archive.model.dates import day_of
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut_view import CutView
from archive.questions.states.state import StoredView, answers, periods

DAYS = [f"{year}-{rest}" for year in range(2000, 2017) for rest in ("01-01", "05-20", "06-01", "12-31")]


def on(seen, day, **asked):
    return {one.line: one.answer for one in answers(seen, day_of(day), filters(seen.db, **asked))}


@pytest.mark.parametrize("recorded", [None, "39", "0"])
@pytest.mark.parametrize(
    "asked",
    [
        {}, {"everything": True}, {"bodies": ["union"]}, {"bodies": ["union"], "only": True}, {"subjects": ["cerland"]},
        {"subjects": ["derland"], "bodies": ["union"]}, {"properties": ["membership", "office"]},
        {"bodies": ["union-panel"], "properties": ["meeting"]},
    ],
    ids=str,
)  # fmt: skip
def test_both_ways_agree(db, recorded, asked):
    whole = horizon(db, recorded=recorded)
    stored, cut = StoredView(db, whole), CutView(db, whole)
    assert {day: on(stored, day, **asked) for day in DAYS} == {day: on(cut, day, **asked) for day in DAYS}
    wanted = filters(db, **asked)
    assert periods(stored, wanted) == periods(cut, wanted)


def test_a_silent_timeline_is_listed_where_both_its_ends_are_named(seen):
    line = Line("membership", "arland", "union")
    assert line not in on(seen(), "1990-01-01", bodies=["union"])
    assert on(seen(), "1990-01-01", bodies=["union"], subjects=["arland"]) == {line: UNKNOWN}
    assert line in on(seen(), "1990-01-01", everything=True)


def test_who_has_nothing_to_do_with_a_body_is_told_so(seen):
    found = on(seen(), "2010-01-01", bodies=["union-council"], subjects=["bob-bates"])
    assert found == {Line("membership", "bob-bates", "union-council"): UNKNOWN}


def test_a_body_comes_with_its_organs_offices_and_questions(seen):
    found = on(seen(), "2010-05-20", bodies=["union"])
    assert {line.property for line in found} == {
        "body", "membership", "accession", "participation", "office", "meeting", "stance",
    }  # fmt: skip
    alone = on(seen(), "2010-05-20", bodies=["union"], only=True)
    assert set(found) - set(alone) == {line for line in found if "panel" in f"{line.subject} {line.object}"}


def test_what_was_not_yet_told_is_not_there(seen):
    day = "2010-05-20"
    line = Line("meeting", "panel-2010", "union-panel")
    assert on(seen(), day)[line].value == "held"
    told = on(seen(known="2010-05-10"), day)[line]
    assert (told.certainty, told.candidates) == ("scheduled", ("held",))
    assert line not in on(seen(known="2010-04-10"), day)


def test_a_source_alone_answers_with_its_own_account(seen):
    day, line = "2010-01-01", Line("body", "union-panel", "")
    assert (on(seen(), day)[line].value, len(on(seen(), day)[line].contested)) == ("suspended", 1)
    alone = on(seen(according_to=["herald-2010"]), day)[line]
    assert (alone.value, alone.contested) == ("dissolved", ())


def test_what_is_pinned_stays(seen):
    line = Line("membership", "derland", "union")
    assert on(seen(recorded="39"), "2010-05-20")[line].undated
    assert line not in on(seen(), "2010-05-20")
    assert line not in on(seen(recorded="39", strict=True), "2010-05-20")
