from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.model.dates import day_of
from archive.model.errors import UsageError
from archive.questions.conflicts.data import Asked, as_data, conflicts
from archive.questions.conflicts.disputes import disputes
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.questions.made import made
from tests.questions.rule_cases import MEMBER, member

TODAY = day_of("2020-01-01")
AGAIN = member("again", "2005-05-05")
OPENED = (
    "kind: dispute.opened, key: opened, dispute: d-ar, question: Since when?, field: date, events: [ar-member, again]"
)
RULED = "kind: dispute.ruled, key: ruled, dispute: d-ar, main: [ar-member], rule: W4, reason: of the day"
RANKED = "kind: claim.ranked, key: ranked, event: again, standing: rival, reason: written later"


@pytest.fixture
def asked_of(tmp_path):
    """Return what a made-up archive answers."""

    paths: dict[tuple[str, ...], Path] = {}

    def ask(*events, on=None, wanted=None, cutoffs=None, **asked):
        if events not in paths:
            paths[events] = made(tmp_path / f"{len(paths)}.db", *events)
        with closing(open_reading(paths[events])) as db:
            seen = view(db, horizon(db, **(cutoffs or {})))
            question = Asked(today=TODAY, on=on and day_of(on), **asked)
            return as_data(seen, conflicts(seen, question, filters(db, **(wanted or {}))), question)

    return ask


def test_both_sides_have_their_dates_and_sources(seen):
    (one,) = disputes(seen())
    assert (one.name, one.state, one.outcome, one.field) == ("d-panel", "open", "open", "status")
    assert [(account.date, account.standing, account.sources) for account in one.accounts] == [
        ("2007", "main", ["late p.5"]), ("2007", "rival", ["herald-2010 p.3"]),
    ]  # fmt: skip


def test_a_ruling_tells_by_whom_by_which_rule_and_why(asked_of):
    (one,) = asked_of(MEMBER, AGAIN, OPENED, RULED, RANKED)["disputes"]
    assert (one["state"], one["outcome"]) == ("ruled", "main account")
    assert one["ruling"] == {
        "ruled_by": "ruled", "batch": 1, "recorded_at": "2026-11-01T00:00:00Z", "recorded_by": "curator-1",
        "rule": "W4", "reason": "of the day", "main": ["ar-member"],
    }  # fmt: skip
    assert [(account["handle"], account["standing"]) for account in one["accounts"]] == [
        ("ar-member", "main"), ("again", "rival"),
    ]  # fmt: skip


def test_all_may_stand_and_a_plan_may_be_overtaken(asked_of):
    (explained,) = asked_of(MEMBER, AGAIN, OPENED, RULED.replace("W4", "W9"))["disputes"]
    assert explained["outcome"] == "explained"


def test_a_retracted_ruling_leaves_the_question_open(asked_of):
    back = "kind: event.retracted, key: back, event: ruled, reason: too soon"
    (one,) = asked_of(MEMBER, AGAIN, OPENED, RULED, back)["disputes"]
    assert (one["state"], one["ruling"]) == ("open", None)


def test_a_retracted_account_is_none(asked_of):
    back = "kind: event.retracted, key: back, event: again, reason: misread"
    (one,) = asked_of(MEMBER, AGAIN, OPENED, back)["disputes"]
    assert [account["handle"] for account in one["accounts"]] == ["ar-member"]


def test_what_a_dispute_names_is_found_by_rule_only_with_all(asked_of):
    assert asked_of(MEMBER, AGAIN, OPENED)["findings"] == []
    found = asked_of(MEMBER, AGAIN, OPENED, wanted={"everything": True})["findings"]
    assert [one["rule"] for one in found] == ["begun-twice"]
    (unnamed,) = asked_of(MEMBER, AGAIN)["findings"]
    assert unnamed["about"] == [{"property": "membership", "subject": "arland", "object": "union"}]
    assert (unnamed["from"], unnamed["to"], unnamed["events"]) == ("2003-01-01", "2005-05-05", ["again", "ar-member"])


def test_before_its_sources_tell_it_there_is_no_dispute(seen):
    assert disputes(seen(known="2009-12-31")) == []
    assert disputes(seen(known="2012-01-01")) == [], "the suspension is told in 2015"
    assert len(disputes(seen(known="2015"))) == 1


def test_before_it_was_recorded_there_is_no_dispute(seen):
    assert len(disputes(seen(recorded="43"))) == 1
    assert disputes(seen(recorded="0")) == []


def test_according_to_a_source_both_sides_are_told(seen):
    assert disputes(seen(according_to=["gazette"])) == []
    (one,) = disputes(seen(according_to=["herald-2010"]))
    assert [account.name for account in one.accounts] == ["panel-suspended", "panel-dissolved"]


def test_disputes_are_chosen_by_body_subject_and_property(asked_of):
    events = (MEMBER, AGAIN, OPENED)
    cases: list[tuple[dict[str, Any], int]] = [
        ({"subjects": ["arland"]}, 1), ({"subjects": ["borland"]}, 0), ({"bodies": ["union"]}, 1),
        ({"bodies": ["panel"]}, 0), ({"properties": ["membership"]}, 1), ({"properties": ["office"]}, 0),
    ]  # fmt: skip
    for wanted, many in cases:
        assert len(asked_of(*events, wanted=wanted)["disputes"]) == many, wanted


def test_disputes_are_chosen_by_day_field_rule_and_state(asked_of):
    events = (MEMBER, AGAIN, OPENED, RULED, RANKED)
    cases: list[tuple[dict[str, Any], int]] = [
        ({"on": "2004-04-04"}, 1), ({"on": "2002-04-04"}, 0), ({"fields": ("date",)}, 1), ({"rules": ("W4",)}, 1),
        ({"rules": ("overdue",)}, 0), ({"state": "ruled"}, 1), ({"state": "open"}, 0),
    ]  # fmt: skip
    for asked, many in cases:
        assert len(asked_of(*events, **asked)["disputes"]) == many, asked


def test_findings_are_chosen_by_day_and_rule(asked_of):
    cases: list[tuple[dict[str, Any], int]] = [
        ({"on": "2004-04-04"}, 1), ({"on": "2002-04-04"}, 0), ({"rules": ("begun-twice",)}, 1),
        ({"rules": ("overdue",)}, 0), ({"state": "open"}, 0),
    ]  # fmt: skip
    for asked, many in cases:
        assert len(asked_of(MEMBER, AGAIN, **asked)["findings"]) == many, asked


@pytest.mark.parametrize(
    ("asked", "near"), [({"rules": ("begun-twic",)}, "begun-twice"), ({"fields": ("dat",)}, "date")]
)
def test_an_unknown_rule_or_field_is_told_with_the_nearest(asked, near, asked_of):
    with pytest.raises(UsageError) as told:
        asked_of(MEMBER, AGAIN, OPENED, **asked)
    assert near in (told.value.hint or "")


def test_rules_look_back_from_the_known_date(asked_of):
    plan = (
        "membership.expected, key: plan, date: 2006-01-01, subject: cerland, object: union, status: member, "
        "planned: 2019-12"
    )
    assert asked_of(plan)["findings"] == []
    assert [one["rule"] for one in asked_of(plan, on="2024-01-01")["findings"]] == ["overdue"]
    assert asked_of(plan, on="2024-01-01", cutoffs={"known": "2005"})["findings"] == []
