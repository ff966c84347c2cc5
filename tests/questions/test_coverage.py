"""Coverage: who is told of in no event answers by what is told of everyone, from stored periods and from the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.kinds.ledger import claims_of
from archive.model.answer import UNKNOWN
from archive.model.claim import EVERYONE
from archive.model.dates import day_of
from archive.model.errors import FaultsError
from archive.model.timeline import RULES_VERSION, answer_on
from archive.questions.cite.check import check
from archive.questions.cite.citation import cite
from archive.questions.cite.pinned import Pinned
from archive.questions.grounds.why import why
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut import cutoffs_of
from archive.questions.states.cut_view import CutView
from archive.questions.states.history import history
from archive.questions.states.state import StoredView, answers, view
from archive.store.log import entries as log_entries
from archive.store.writing.write import write
from tests.store.tables.test_projection import BASE, appended, drafts, histories, opened, signature

CLUB = ["aa", "bb", "nobody"]
"""In the random histories nothing is ever told of the last."""

NOBODY: dict[str, object] = {"kind": "entity.registered", "subject": "nobody", "type": "country", "label": "Nobody"}
START = len(BASE) + 1
LIST: dict[str, object] = {
    "kind": "coverage.stated", "key": "list", "date": "2000-01-05/2000-01-20", "object": "club", "gist": "All of them.",
    "citations": [{"source": "s2", "at": "1", "says": "x"}],
}  # fmt: skip
cuts = st.sampled_from([{}, {}, {"known": "2000-01-10"}, {"strict": True}, {"according_to": ["s1"]}])
days = st.integers(0, 30).map(lambda number: day_of("1999-12-31") + number)


def on(seen, date, who="nobody"):
    (one,) = answers(seen, day_of(date), filters(seen.db, subjects=[who], bodies=["club"]))
    return one.answer


def told(db, **cut):
    return view(db, horizon(db, **cut))


def batch(*events):
    db = opened()
    list(appended(db, [[NOBODY], *map(list, events)]))
    return db


@given(histories(), days, cuts, st.integers(0, 5))
def test_named_timelines_answer_as_all_claims_on_them_do(history, day, cut, pin):
    db = opened()
    ends = list(appended(db, [[NOBODY], *history]))
    within = horizon(db, recorded=str(ends[min(pin, len(ends) - 1)]), **cut)
    claims = claims_of(log_entries.upto(db, within.position), log_entries.told(db), cutoffs_of(within))
    wanted = filters(db, subjects=CLUB, bodies=["club"], properties=["membership"])
    brute = {}
    for line in (Line("membership", who, "club") for who in CLUB):
        there = [
            one
            for one in claims
            if (one.property, one.object) == (line.property, line.object)
            and one.subject in (line.subject, EVERYONE)
            and line.subject not in one.excepted
        ]
        brute[line] = answer_on(there, day)
    ways = [view(db, within), CutView(db, within)]
    for seen in ways:
        assert {one.line: one.answer for one in answers(seen, day, wanted)} == brute


@pytest.mark.parametrize(
    ("date", "certainty"),
    [("2000-01-04", "unknown"), ("2000-01-05", "not"), ("2000-01-20", "not"), ("2000-01-21", "unknown")],
)
def test_who_is_in_no_event_was_not_there_on_the_days_covered(date, certainty):
    db = batch([LIST])
    for seen in (StoredView(db, horizon(db)), CutView(db, horizon(db))):
        assert on(seen, date).certainty == certainty
    assert why(told(db), Line("membership", "nobody", "club"), day_of(date)).answer == on(told(db), date)


def test_a_coverage_counts_from_the_day_on_which_it_was_told():
    db = batch([LIST])
    assert on(told(db, known="2000-01-11"), "2000-01-10") == UNKNOWN
    assert on(told(db, known="2000-01-12"), "2000-01-10").events == ("list",)
    assert on(told(db, according_to=["s1"]), "2000-01-10") == UNKNOWN


def test_a_coverage_is_retracted_and_corrected_like_any_event():
    db = batch(
        [LIST],
        [{"kind": "event.corrected", "event": "list", "set": {"date": "2000-01-05/2000-01-09"}, "reason": "x"}],
        [{"kind": "event.retracted", "event": "list", "reason": "x"}],
    )
    found = [on(told(db, recorded=str(START + n)), "2000-01-10").certainty for n in (0, 1, 2, 3)]
    assert found == ["unknown", "not", "unknown", "unknown"]
    assert on(told(db, recorded=str(START + 2)), "2000-01-09").certainty == "not"


def test_whose_only_event_is_retracted_answers_as_who_is_in_none():
    joined = {
        "kind": "membership.changed", "key": "k", "date": "2000-01-02", "subject": "aa", "object": "club",
        "status": "member", "citations": LIST["citations"],
    }  # fmt: skip
    db = batch([LIST, joined], [{"kind": "event.retracted", "event": "k", "reason": "x"}])
    assert on(told(db), "2000-01-10", "aa") == on(told(db), "2000-01-10", "nobody")
    assert on(told(db, recorded=str(START + 2)), "2000-01-10", "aa").value == "member"


def test_who_is_in_no_event_is_not_there_after_a_dissolution():
    end = {"kind": "body.dissolved", "key": "end", "date": "2000-01-07", "subject": "club"}
    db = batch([{**end, "citations": LIST["citations"]}])
    assert on(told(db), "2000-01-06") == UNKNOWN
    found = on(told(db), "2000-01-07")
    assert (found.certainty, found.since, found.events) == ("not", "2000-01-07", ("end",))


def test_a_history_tells_of_the_days_on_which_nobody_else_was_there():
    db = batch([LIST])
    named = history(told(db), filters(db, subjects=["nobody"], bodies=["club"]))
    ((period,),) = named.periods.values()
    assert (period.first, period.until) == (day_of("2000-01-05"), day_of("2000-01-21"))
    assert [event.handle for event in named.events] == ["list"]
    assert history(told(db), filters(db, bodies=["club"], properties=["membership"])).periods == {}


def test_nobody_is_listed_for_a_coverage_alone():
    db = batch([LIST])
    every = answers(told(db), day_of("2000-01-10"), filters(db, bodies=["club"], everything=True))
    assert EVERYONE not in {one.line.subject for one in every}
    assert "nobody" not in {one.line.subject for one in every}


def test_a_coverage_without_a_day_that_is_surely_covered_is_refused():
    db = batch([])
    with pytest.raises(FaultsError, match="no day is surely covered") as refused:
        write(db, drafts([{**LIST, "date": "2000~"}]), signature(9))
    (fault,) = refused.value.faults
    assert fault.field == "date"
    mended: dict[str, object] = {"kind": "event.corrected", "event": "list", "set": {"date": "2000?"}, "reason": "x"}
    with pytest.raises(FaultsError, match="no day is surely covered") as refused:
        write(db, drafts([LIST, mended]), signature(9))
    assert [fault.field for fault in refused.value.faults] == ["set.date"]
    write(db, drafts([{**LIST, "date": "2000"}]), signature(9))


def test_a_citation_of_an_answer_by_older_rules_says_why_it_differs(monkeypatch):
    """By version 1 a country in no event was unknown, whatever was told of everyone."""
    db = batch([LIST])
    asked = Pinned(ask="as-of", position=START + 1, dates=("2000-01-10",), subjects=("nobody",), bodies=("club",))
    now = cite(db, asked)
    assert check(db, now).same
    then = StoredView.stretches
    monkeypatch.setattr("archive.questions.cite.citation.RULES_VERSION", RULES_VERSION - 1)
    monkeypatch.setattr(StoredView, "stretches", lambda *_: iter(()))
    old = cite(db, asked)
    monkeypatch.setattr(StoredView, "stretches", then)
    found = check(db, old)
    assert not found.same
    assert [one.part for one in found.differences] == ["rules", "rows"]
    assert f"version {RULES_VERSION - 1}" in found.differences[0].what
