"""A citation holds after whatever is appended later; what was tampered with is told."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.stance import StanceTaken
from archive.model.event import Citation as Cited
from archive.model.event import Draft, Envelope
from archive.model.timeline import RULES_VERSION
from archive.questions import cite as citing
from archive.questions import cite_check as checking
from archive.questions.cite import cite
from archive.questions.cite_check import check
from archive.questions.pinned import Pinned, rows
from archive.questions.token import citation_of, token
from archive.store.batches import head
from archive.store.write import Signature, write
from tests.questions.small import build
from tests.store.test_projection import appended, histories, opened

DAYS = st.integers(1, 25).map(lambda day: f"2000-01-{day:02d}")
ALL = st.booleans()
SOME = st.sampled_from([(), ("s1",), ("s1", "s3")])
QUESTIONS = st.one_of(
    st.builds(
        Pinned, ask=st.just("as-of"), position=st.just(0), dates=st.lists(DAYS, min_size=1, max_size=2).map(tuple),
        bodies=st.sampled_from([(), ("club",)]), only=ALL, everything=ALL, strict=ALL, known=st.none() | DAYS,
        subjects=st.sampled_from([(), ("aa",)]), properties=st.sampled_from([(), ("membership",)]), according_to=SOME,
    ),
    st.builds(Pinned, ask=st.just("as-of"), position=st.just(0), dates=st.just(("2000-01",)), everything=ALL),
    st.builds(
        Pinned, ask=st.just("history"), position=st.just(0), who=st.sampled_from(["aa", "bb"]), known=st.none() | DAYS,
        bodies=st.sampled_from([(), ("club",)]), everything=ALL, according_to=SOME,
    ),
)  # fmt: skip
BORLAND = Pinned(ask="as-of", position=39, dates=("2013-01-01",), bodies=("union",))


@given(histories(), st.lists(QUESTIONS, min_size=1, max_size=3))
def test_a_citation_holds_after_any_later_appends(history, questions):
    db, kept = opened(), []
    for end in appended(db, history):
        kept += [token(cite(db, replace(question, position=end))) for question in questions]
        for one in kept:
            found = check(db, citation_of(one))
            assert found.same, (found.cited, found.differences)


@given(histories(), QUESTIONS, st.data())
def test_a_log_that_lost_its_past_is_told(history, question, data):
    db = opened()
    ends = list(appended(db, history))
    end = data.draw(st.sampled_from(ends))
    cited = citation_of(token(cite(db, replace(question, position=end))))
    changed = data.draw(st.integers(1, ends[-1]))
    db.execute("DROP TRIGGER events_no_update")
    db.execute("UPDATE events SET body = replace(body, '\"position\"', ' \"position\"') WHERE position = ?", (changed,))
    found = check(db, cited)
    assert [difference.part for difference in found.differences] == (["log"] if changed <= end else [])


@given(histories(), QUESTIONS)
def test_stored_and_fresh_answers_are_cited_alike(history, question):
    db = opened()
    for end in appended(db, history):
        asked = replace(question, position=end)
        assert rows(db, asked) == rows(db, asked, afresh=True)


@pytest.fixture
def own(tmp_path):
    """A small archive of one's own, to be tampered with."""
    db = sqlite3.connect(build(tmp_path / "own.db"), isolation_level=None)
    yield db
    db.close()


def differences(db, cited):
    return [(one.part, one.what) for one in check(db, cited).differences]


def test_what_is_cited(own):
    made = cite(own, BORLAND)
    assert (made.rows, made.rules, len(made.marks)) == (len(rows(own, BORLAND)), RULES_VERSION, made.rows)
    assert made.root == own.execute("SELECT root FROM batches WHERE last = 39").fetchone()[0]
    assert all("subject_label" not in row for row in rows(own, BORLAND))


def test_a_later_correction_changes_no_citation_but_that_of_today(own):
    then, now = cite(own, BORLAND), cite(own, replace(BORLAND, position=43))
    assert then.digest != now.digest
    assert check(own, then).same
    assert check(own, now).same


def test_a_later_stance_brings_no_question_into_an_old_answer(own):
    def stance(holder, body):
        envelope = Envelope(
            kind="stance.taken", date="2009-01-01", gist=f"{holder} says so.",
            citations=(Cited(source="herald", at="p.1", says="so"),),
        )  # fmt: skip
        facts = StanceTaken(holder=(holder,), question="resume-panel", stance="oppose", body=body)
        signature = Signature(recorded_at="2026-11-03T00:00:00Z", recorded_by="t", why="t")
        return write(own, [Draft(envelope, facts)], signature, distinct=True).last

    end = stance("borland", None)
    asked = Pinned(ask="as-of", position=end, dates=("2010-01-01",), bodies=("union-council",), properties=("stance",))
    made = cite(own, asked)
    stance("cerland", "union-council")
    assert (made.rows, check(own, made).same) == (0, True)
    assert len(rows(own, replace(asked, position=head(own).position))) == 3


def test_a_shorter_log_is_told(own):
    cited = replace(cite(own, BORLAND), pinned=replace(BORLAND, position=99))
    ((part, what),) = differences(own, cited)
    assert part == "log"
    assert "ends at position 43" in what


def test_tables_that_do_not_follow_from_the_log_are_told_with_the_row(own):
    cited = cite(own, BORLAND)
    own.execute("""
        UPDATE periods SET answer = replace(answer, '"observer"', '"member"')
        WHERE property = 'membership' AND subject = 'cerland'
    """)
    (tables, row) = differences(own, cited)
    assert tables[0] == "tables"
    assert row[0] == "rows"
    assert "membership cerland union member" in row[1]


def test_a_row_that_differs_is_named_by_its_mark(own, monkeypatch):
    made = cite(own, BORLAND)
    found = rows(own, BORLAND)
    other = [{**row, "value": "guest"} if row["subject"] == "arland" else row for row in found]
    monkeypatch.setattr(checking, "rows", lambda *_, **__: other)
    named = [what for part, what in differences(own, made) if part == "rows"]
    assert any("membership arland union guest" in what for what in named)
    monkeypatch.setattr(checking, "rows", lambda *_, **__: found[1:])
    assert differences(own, made) == [("rows", f"row 1 of {made.rows} is gone")]
    monkeypatch.setattr(checking, "rows", lambda *_, **__: [*found, found[0]])
    ((part, what),) = differences(own, made)
    assert part == "rows"
    assert "new" in what


def test_rules_that_changed_are_told(own, monkeypatch):
    monkeypatch.setattr(citing, "RULES_VERSION", 0)
    cited = cite(own, BORLAND)
    found = check(own, cited)
    assert found.same
    assert "version 0" in found.remarks[0]
    monkeypatch.setattr(checking, "rows", lambda *_, **__: rows(own, BORLAND)[1:])
    assert [part for part, _ in differences(own, cited)] == ["rules", "rows"]


def test_a_question_that_has_no_answer_here_is_told(own):
    cited = cite(own, BORLAND)
    ((part, what),) = differences(own, replace(cited, pinned=replace(BORLAND, bodies=("elsewhere",))))
    assert part == "rows"
    assert "elsewhere" in what
