"""The words of `archive why`: what it says in one place it does not gainsay in another."""

import pytest

from tests.cli.conftest import run_on
from tests.questions.made import made
from tests.questions.rule_cases import ANN, MEMBER

LATER = (
    "membership.changed, key: later, date: 2005-05-05, subject: arland, object: union, status: member, "
    "standing: rival, rival_of: ar-member"
)
ROSTER = "membership.roster, key: list, date: 2010-02-03, object: union, statuses: {member: [borland]}, complete: true"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    file = made(tmp_path_factory.mktemp("words") / "a.db", MEMBER, LATER, ROSTER, ANN)
    return lambda *words: run_on(file, *words).out


def _line(page: str, word: str) -> str:
    return next(line for line in page.splitlines() if word in line)


def test_an_account_that_leaves_open_whether_it_ended_says_both(shipped):
    page = shipped("why", "kazakhstan", "sco-chair", "2024-06-13").out
    assert "told otherwise: ended" in page.splitlines()[1]
    assert "it would be in office or ended: " in _line(page, "(chair-kz-2024b-left)")


def test_an_account_that_covers_the_day_is_not_of_other_days(shipped):
    page = shipped("why", "belarus", "sco", "2010-06-01").out
    bearing, others = page.split("TOLD OTHERWISE OF OTHER DAYS")
    assert "it would be dialogue partner since 2009-06-16" in _line(bearing, "(by-dp-2009)")
    assert "by-dp-2009" not in others
    assert "first day told otherwise" in page.splitlines()[1]


def test_what_others_told_by_that_day_is_told_beside_it(shipped):
    known = _line(shipped("why", "belarus", "sco", "2012").out, "Known that day")
    assert known.endswith("told by that day: nothing recorded; ! told otherwise: dialogue partner")


def test_what_bears_no_date_was_perhaps_known_that_day(shipped):
    asked = ("why", "india", "sco", "2018-01-01", "--recorded", "800")
    assert _line(shipped(*asked).out, "Known that day").endswith("undated: perhaps, at the earliest since 2005-07-05")
    (answer,) = shipped(*asked, "--format", "json").json["answers"]
    assert (answer["knowable"]["by_that_day"], answer["knowable"]["undated"]) == (True, True)


def test_what_is_around_has_its_days_and_events(shipped):
    around = _line(shipped("why", "kazakhstan", "sco-chair", "2024-06-13").out, "Around it")
    assert "before: ended from 2017-06-09 to 2023-07-03 (chair-kz-2017-left)" in around
    assert "next: ended from 2024-07-04 (chair-kz-2024-left)" in around


def test_an_office_that_nobody_is_known_to_hold_tells_who_was_seen_next(shipped):
    lines = shipped("why", "sco-chair", "2017-06-01").out.splitlines()
    assert lines[0].startswith("Nothing recorded of Chair of the SCO on 1 June 2017   all that the archive holds")
    assert "next: Kazakhstan, seen as in office 2017-06-08 (chair-kz-2017)" in _line("\n".join(lines), "Around it")


def test_an_office_that_somebody_held_before_tells_who(run):
    around = _line(run("why", "secretary", "2008-01-01"), "Around it")
    assert "before: Ann, in office since 2005-01-01 to 2007-06-01 (ann-term)" in around
    assert "next" not in around


def test_what_ended_with_an_extent_is_ended_from_the_day_after(run):
    assert "next: ended from 2007-06-02 (ann-term)" in _line(run("why", "ann", "secretary", "2006-01-01"), "Around it")


def test_where_one_source_is_dated_the_answer_was_surely_known(shipped):
    page = shipped("why", "dzhenisbek-dzhumanbekov", "sco-rats-director", "2019-01-01").out
    assert "told by an undated source, too" in page.splitlines()[1]
    assert _line(page, "Known that day").endswith("yes, since 2011-06-01")


def test_a_member_missing_from_a_complete_list_is_not_in_the_list(run):
    page = run("why", "arland", "union", "2010-02-03")
    assert "told otherwise: not in the list" in page.splitlines()[1]
    assert "it would be not in the list: " in _line(page, "(list)")
    assert "\N{NO-BREAK SPACE}" not in page
    assert "told otherwise: not yet" not in page


def test_a_complete_list_is_told_as_one_on_every_page(run):
    assert "told otherwise: not in the list" in run("as-of", "2010-02-03", "--body", "union")
    assert "; ! not in the list" in run("diff", "2010-02-02", "2010-02-03", "--body", "union")


def test_by_a_later_beginning_it_would_not_be_yet(run):
    page = run("why", "arland", "union", "2004-01-01")
    assert "told otherwise: not yet" in page.splitlines()[1]
    assert "it would be not yet: " in _line(page, "(later)")


def test_who_rests_on_one_source_is_told_who_else_was_seen_to_tell_it(shipped):
    thin = shipped("review", "--on", "2024-06-13", "--subject", "armenia", "--property", "membership").out
    assert "single-source" in thin
    told = _line(shipped("why", "armenia", "sco", "2025-07-15").out, "Independent")
    assert "1 of 1 source; also seen by that day: Asia-Plus: seed-002" in told
