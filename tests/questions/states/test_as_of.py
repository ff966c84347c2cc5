from archive.model.dates import day_of, parse
from archive.questions.scope.filters import filters
from archive.questions.states.as_of import as_of, as_of_several, as_of_span

CONTRACT = [
    "property", "subject", "object", "subject_label", "object_label", "value", "certainty", "candidates", "since",
    "until", "since_bounds", "until_bounds", "attested_on", "confirmed", "undated", "events", "contested",
    "since_contested", "expected",
]  # fmt: skip


def asked(seen, day, **more):
    return as_of(seen, day_of(day), day, filters(seen.db, **more))


def test_every_field_of_the_contract_in_its_order(seen):
    found = asked(seen(), "2010-05-20")
    assert list(found) == ["question", "answers"]
    assert all(list(answer) == CONTRACT for answer in found["answers"])


def test_an_answer_in_plain_data(seen):
    (found,) = asked(seen(), "2010-05-20", subjects=["cerland"], properties=["membership"])["answers"]
    assert found == {
        "property": "membership", "subject": "cerland", "object": "union", "subject_label": "Cerland",
        "object_label": "The Union", "value": "observer", "certainty": "certain", "candidates": [], "since": "2005",
        "until": None, "since_bounds": ["2005-01-01", "2005-12-31"], "until_bounds": None, "attested_on": [],
        "confirmed": "2005-12-31", "undated": False, "events": ["cer-observer"],
        "contested": [{"value": "member", "events": ["cer-member-rival"]}], "since_contested": False,
        "expected": [{"value": "member", "date": "2011", "events": ["cer-expected"]}],
    }  # fmt: skip


def test_a_vague_beginning_is_possible(seen):
    (found,) = asked(seen(), "2005-03-01", subjects=["cerland"])["answers"]
    assert (found["certainty"], found["value"], found["candidates"]) == ("possible", None, [None, "observer"])


def test_several_days_each_with_its_date(seen):
    found = as_of_several(seen(), [(day_of("2002-01-01"), "2002-01-01"), (day_of("2010-01-01"), "2010-01-01")],
                          filters(seen().db, properties=["office"]))  # fmt: skip
    assert found["question"]["date"] == ["2002-01-01", "2010-01-01"]
    assert [(one["date"], one["subject"]) for one in found["answers"]] == [("2002-01-01", "ann-ames")]


def test_a_year_tells_what_came_or_went_within(seen):
    found = as_of_span(seen(), parse("2012"), filters(seen().db, properties=["membership"]))
    assert [(one["subject"], one["date"], one["before"], one["after"]) for one in found["within"]] == [
        ("borland", "2012-04-01", "member", "none")
    ]
    assert [one["subject"] for one in found["answers"]] == ["arland", "cerland"]


def test_a_name_is_that_of_the_day(seen):
    labels = [
        asked(seen(), day, subjects=["arland"])["answers"][0]["subject_label"] for day in ("2010-12-31", "2011-01-01")
    ]
    assert labels == ["Arland", "New Arland"]
    assert asked(seen(known="2010"), "2011-01-01", subjects=["arland"])["answers"][0]["subject_label"] == "Arland"
