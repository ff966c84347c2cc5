"""Whose stance is asked for by name is told, also where nothing is recorded; and nothing but stances is."""

import pytest


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_holder_and_a_question_that_are_named_give_stances_alone(shipped, form):
    done = shipped("stances", "resume-contact-group", "2024-06-13", "--subject", "tajikistan", "--format", form)
    assert done.code == 0
    assert "stance" in done.out
    assert "membership" not in done.out


def test_a_holder_of_whom_no_stance_is_recorded_is_told_as_such(shipped):
    asked = ("stances", "resume-contact-group", "2024-06-13", "--subject", "china")
    (one,) = shipped(*asked, "--format", "json").json["stances"]
    assert (one["property"], one["subject"], one["certainty"], one["words"]) == ("stance", "china", "unknown", [])
    assert " China: nothing recorded\n" in shipped(*asked).out


def test_of_a_body_only_the_questions_about_it_have_stances(shipped):
    told = shipped("stances", "sco", "2024-06-13", "--subject", "tajikistan", "--format", "json").json["stances"]
    assert {(one["property"], one["object"]) for one in told} == {("stance", "resume-contact-group")}
