"""Why: the grounds of an answer in the small archive, and that they agree with the answers of the other questions."""

import pytest

from archive.kinds.claiming import Line
from archive.model.dates import day_of
from archive.questions.grounds.why import why
from archive.questions.grounds.why_data import as_data
from archive.questions.grounds.why_lines import meant, two
from archive.questions.scope.filters import PROPERTIES, Filters
from archive.questions.states.state import Answered, answers
from archive.store.tables.involved import lines as every_line

DAYS = [f"{year}-{rest}" for year in range(2000, 2017, 2) for rest in ("01-01", "05-20")]
CERLAND = Line("membership", "cerland", "union")
PANEL = Line("body", "union-panel")


def asked(seen, day, line):
    return as_data(why(seen, line, day_of(day)))


def lines(seen, day, *words, properties=()):
    subject, body = two(seen.db, words)
    return meant(seen, subject, body, day_of(day), properties)


@pytest.mark.parametrize("cutoffs", [{}, {"known": "2010-05-10"}, {"according_to": ["Herald"]}, {"recorded": "39"}])
def test_the_answer_is_that_of_the_day(seen, cutoffs):
    within = seen(**cutoffs)
    for day in DAYS:
        found = dict(answers(within, day_of(day), Filters(everything=True)))
        for line in every_line(within.db, within.horizon.position):
            assert Answered(line, why(within, line, day_of(day)).answer) == Answered(line, found[line])


def test_what_it_rests_on_comes_with_its_citations(seen):
    told = asked(seen(), "2007-01-01", CERLAND)
    assert [event["handle"] for event in told["because"]] == ["cer-observer"]
    cited = told["because"][0]["citations"][0]
    shown = ("source", "publisher", "at", "says", "published_latest", "support")
    assert tuple(cited[name] for name in shown) == (
        "gazette-2", "Gazette", "p.2", "observer", "2005-06-01", "states",
    )  # fmt: skip


def test_a_rival_tells_what_it_would_make_of_the_day(seen):
    rival = asked(seen(), "2007-01-01", CERLAND)["rivals"][0]
    assert (rival["handle"], rival["bears"], rival["would"]["value"]) == ("cer-member-rival", "value", "member")
    panel = asked(seen(), "2010-01-01", PANEL)["rivals"][0]
    assert (panel["handle"], panel["bears"], panel["would"]["value"]) == ("panel-dissolved", "value", "dissolved")


def test_what_stands_beside_it(seen):
    told = asked(seen(), "2010-05-20", CERLAND)
    assert [(one["property"], one["value"]) for one in told["beside"]] == [("participation", "inactive")]
    assert [(one["value"], one["ahead"]) for one in told["steps"]] == [("applied", False)]
    assert [one["value"] for one in told["expected"]] == ["member"]


def test_what_is_around_it(seen):
    told = asked(seen(), "2010-01-01", PANEL)
    assert (told["before"]["value"], told["after"]) == ("active", None)
    assert [one["id"] for one in told["disputes"]] == ["d-panel"]
    assert [one["id"] for one in told["questions"]] == ["why-suspended"]


def test_what_would_overturn_it(seen):
    told = asked(seen(), "2007-01-01", CERLAND)["overturn"]
    assert told["events"]["without"] == ["cer-observer"]
    assert (told["sources"]["without"], told["sources"]["then"]["certainty"]) == (["gazette-2"], "unknown")


def test_sources_of_one_publisher_are_one_voice(seen):
    told = asked(seen(), "2005-01-01", Line("office", "ann-ames", "union-secretary"))["independent"]
    assert told == {
        "count": 2,
        "voices": [{"voice": "Gazette", "sources": ["gazette"]}, {"voice": "Late Books", "sources": ["late"]}],
    }


def test_what_could_be_known_by_that_day(seen):
    assert asked(seen(), "2007-01-01", CERLAND)["knowable"] == {
        "by_that_day": True,
        "since": "2005-06-01",
        "then": None,
        "undated": False,
    }
    late = asked(seen(), "2010-01-01", PANEL)["knowable"]
    assert (late["by_that_day"], late["since"], late["then"]["value"]) == (False, "2015-12-31", "active")


def test_what_was_believed_before_a_correction(seen):
    told = asked(seen(), "2012-03-15", Line("membership", "borland", "union"))
    before = told["believed_before"][0]
    assert (told["value"], before["certainty"], before["last"]) == ("member", "not", 39)
    assert (before["changed_by"]["events"], before["changed_by"]["recorded_by"]) == (["ar-fix"], "curator-2")
    assert asked(seen(), "2012-01-01", CERLAND)["believed_before"] == []


def test_what_was_believed_before_a_retraction(seen):
    told = asked(seen(), "2010-01-01", Line("membership", "derland", "union"))
    assert (told["certainty"], told["because"]) == ("unknown", [])
    assert [(one["value"], one["changed_by"]["events"]) for one in told["believed_before"]] == [
        ("dialogue-partner", ["no-partner"])
    ]
    assert told["overturn"]["events"]["without"] == ["no-partner"]


def test_a_pinned_answer_knows_nothing_of_later_corrections(seen):
    told = asked(seen(recorded="39"), "2012-03-15", Line("membership", "borland", "union"))
    assert (told["certainty"], told["believed_before"]) == ("not", [])


def test_membership_is_meant_before_anything_else(seen):
    assert lines(seen(), "2010-05-20", "cerland", "union") == [CERLAND]
    assert lines(seen(), "2010-05-20", "cerland", "union", properties=["participation"]) == [
        Line("participation", "cerland", "union")
    ]
    assert lines(seen(), "2010-05-20", "bob-bates", "union-council") == [
        Line("membership", "bob-bates", "union-council")
    ]


def test_a_body_an_office_a_question_may_stand_alone(seen):
    assert lines(seen(), "2010-05-20", "union-panel") == [PANEL]
    assert lines(seen(), "2005-01-01", "union-secretary") == [Line("office", "ann-ames", "union-secretary")]
    assert lines(seen(), "2010-01-01", "resume-panel") == [Line("stance", "arland", "resume-panel")]
    assert lines(seen(), "2010-01-01", "arland") == [Line("membership", "arland", "union")]
    assert lines(seen(), "2010-01-01", "arland", "resume-panel") == [Line("stance", "arland", "resume-panel")]


def test_every_property_can_be_asked_for(seen):
    found = {line.property for line in every_line(seen().db, seen().horizon.position)}
    assert found <= set(PROPERTIES)
    for line in every_line(seen().db, seen().horizon.position):
        assert asked(seen(), "2010-05-20", line)["property"] == line.property
