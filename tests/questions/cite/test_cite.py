"""A citation holds after whatever is appended later; what was tampered with is told."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from archive.kinds.families.stance import StanceTaken
from archive.model.event import Citation as Cited
from archive.model.event import Draft, Envelope
from archive.model.timeline import RULES_VERSION
from archive.questions.cite import check as checking
from archive.questions.cite import citation as citing
from archive.questions.cite.check import check
from archive.questions.cite.citable import CITABLE, rows
from archive.questions.cite.citation import cite
from archive.questions.cite.pinned import Pinned
from archive.questions.cite.token import citation_of, token
from archive.store.log.batches import head
from archive.store.writing.write import Signature, write
from tests.questions.made import made as another
from tests.questions.small import build
from tests.store.tables.test_projection import appended, histories, opened

DAYS = st.integers(1, 25).map(lambda day: f"2000-01-{day:02d}")
BOUNDS = st.tuples(DAYS, DAYS).map(sorted).map(tuple)
ALL = st.booleans()
SOME = st.sampled_from([(), ("s1",), ("s1", "s3")])
SUBJECTS, CLUB = st.sampled_from([(), ("aa",)]), st.sampled_from([(), ("club",)])


def asking(ask, **more):
    """Return questions of one sort, with the options that are given and any cut-offs."""
    given = {"known": st.none() | DAYS, "according_to": SOME, "strict": ALL, "everything": ALL, **more}
    return st.builds(Pinned, ask=st.just(ask), position=st.just(0), **given)


def options(**values):
    """Return options of a question, each there or not."""
    some = [st.none() | st.sampled_from([(name, text) for text in texts]) for name, texts in values.items()]
    return st.tuples(*some).map(lambda found: tuple(filter(None, found)))


SPAN = {"from": ("2000-01-03", "1999"), "to": ("2000-01-20", "2001")}
QUESTIONS = st.one_of(
    asking(
        "as-of", dates=st.lists(DAYS, min_size=1, max_size=2).map(tuple), bodies=CLUB, only=ALL, subjects=SUBJECTS,
        properties=st.sampled_from([(), ("membership",)]), lineage=st.just(False),
    ),
    asking("as-of", dates=st.just(("2000-01",))),
    asking("history", who=st.sampled_from(["aa", "bb"]), bodies=CLUB),
    asking("diff", dates=BOUNDS, bodies=CLUB, subjects=SUBJECTS),
    BOUNDS.flatmap(
        lambda two: asking(
            "diff-known", known=st.just(two[1]), options=st.just((("before", two[0]),)), subjects=SUBJECTS,
            dates=st.just(()) | DAYS.map(lambda day: (day,)),
        )
    ),
    asking(
        "diff-recorded", options=st.sampled_from(["0", "12", "14"]).map(lambda at: (("before", at),)),
        dates=st.just(()) | DAYS.map(lambda day: (day,)),
    ),
    asking("why", who=st.just("aa"), subjects=st.just(("aa",)), bodies=CLUB, dates=DAYS.map(lambda day: (day,))),
    asking(
        "events", bodies=CLUB, subjects=SUBJECTS,
        options=st.sampled_from(["..", "2000-01-05..2000-01-12"]).map(lambda text: (("within", text),)),
    ),
    asking(
        "conflicts", bodies=CLUB,
        options=options(on=("2000-01-09",), state=("open", "ruled"), rule=("overdue",)).map(
            lambda found: (("today", "2000-03-01"), *found)
        ),
    ),
    asking("stances", bodies=st.sampled_from([("issue",), ("club",)]), dates=DAYS.map(lambda day: (day,))),
    asking("panel", bodies=CLUB, options=options(at=("any", "share", "01-09"), **SPAN)),
    asking("count", options=options(by=("value", "object"), each=("month", "year"), **SPAN)),
    asking("timeline", bodies=CLUB, options=options(**SPAN)),
    asking("attendance", bodies=st.just(("club",)), options=options(**SPAN)),
    asking("sources", subjects=SUBJECTS, options=options(text=("p", "s1"))),
)  # fmt: skip
BORLAND = Pinned(ask="as-of", position=39, dates=("2013-01-01",), bodies=("union",))


def at(question, end):
    """Return a question as asked at a position; the earlier position of a diff is no later one."""
    if question.ask != "diff-recorded":
        return replace(question, position=end)
    before = min(int(dict(question.options)["before"]), end)
    return replace(question, position=end, options=(("before", str(before)),))


@settings(max_examples=150)
@given(histories(), st.lists(QUESTIONS, min_size=1, max_size=3))
def test_a_citation_holds_after_any_later_appends(history, questions):
    db, kept = opened(), []
    for end in appended(db, history):
        kept += [token(cite(db, at(question, end))) for question in questions]
        for one in kept:
            found = check(db, citation_of(one))
            assert found.same, (found.cited, found.differences)


@given(histories(), QUESTIONS, st.data())
def test_a_log_that_lost_its_past_is_told(history, question, data):
    db = opened()
    ends = list(appended(db, history))
    end = data.draw(st.sampled_from(ends))
    cited = citation_of(token(cite(db, at(question, end))))
    changed = data.draw(st.integers(1, ends[-1]))
    db.execute("DROP TRIGGER events_no_update")
    db.execute("UPDATE events SET body = replace(body, '\"position\"', ' \"position\"') WHERE position = ?", (changed,))
    found = check(db, cited)
    assert [difference.part for difference in found.differences] == (["log"] if changed <= end else [])


@given(histories(), QUESTIONS)
def test_stored_and_fresh_answers_are_cited_alike(history, question):
    db = opened()
    for end in appended(db, history):
        asked = at(question, end)
        assert rows(db, asked) == rows(db, asked, afresh=True)


FROZEN = (
    (
        "BFYvRCoJAFET_ZZ5dWF1Xcd8Mg14EI0wzQjSRslxLM8no37vCwDDDOV8UUCgG1tUwUEIdMeprp3EyUC3L4qZg3KQsV01wPw5zbEc6JOFCW5yLuRkm"
        "LTM7Gd115DyecZOkjH_yjazS3SQC6fmOzKobGS2UZ0BDCaqe9MaqeRbFeRt6L1bet26yP6x8It9Q5u8PeHeUY_"
    ),
    (
        "BFY7dCoJAEIXfZa53Yd3UYu9ECiMKvTClCBFdE3_WWt0Ko3dvhLk4M_Odw_lCDgLykQ4VEChBXIEz5qDmzGKUOZQzuBGQICZtJIEK8V4eqauQqXHZz"
        "eak5yTOCjtrVMovmfep0-4c1N1Ap_g-hL7zrrpmjgt0tOjAZE6ZhYOHHoRLQIGwVwQ0foNwY9ZPL0r2j3Z78O001MaPkByXcoXUXa7KpdILhPX7Aw"
        "bYJBUe"
    ),
    (
        "BFcvdCoIwAIbhe_mON9CyjJ2ZFJZWioVCRAx_MkrT6TSK7r15-MLzfsHBwFv6ykGQgJ3hZII_U1wI0jEnmq6NkSt3p0a1cxUsVERvr-WnlN7Cgk5Nn"
        "hzK2br-xL20xLYZvKq-7o9laC6HTlNHCTYnqMCMKYFQu-MvpNlYQbSpHyvXNmJfSDtQsgPrhMwIejD99wc8Qz71f"
    ),
    (
        "BHYxRC4IwAIT_yz3vwWg021tYkVZLM0iQHjQzzdxyuiKi_97o6eDu--6DDBxV3Q9Kv0GQg6cwslYSJ4LSboFtK5ssFsxvb87B2c8nohTdhiVTWi-zo"
        "Kj6a0xdLXbbPGiMOlujBR8RSHA6JlDggzYXAm1_VqFrWDeLjv6jWaw9moTaeJFVnn_lZZFc6XsmC3x_r1qhEZ"
    ),
    (
        "BFYvLDoIwEEX_ZdZtQksQ2p2sJEHjAxUkhiCxAhYwUIjE-O-Om8mZe-_5QA4SymowXT8DAYXfuPlTibQSLBptXgRh5e59GvnxMCfxO3D0wpuZyh6Nz"
        "kzoHaY6QOOJBreYQxmnNsOgAWkTaPEKAi-QKXRKVcUdq8HkLcKVQI9WzZV12R6zZi0Mvemdez4l_hJnE0j2_QETarTV7"
    ),
)
"""Tokens of the first version that made any, of the small archive; the words of old footnotes."""


@pytest.mark.parametrize("text", FROZEN)
def test_a_token_of_the_first_version_is_read_and_checked(own, text):
    cited = citation_of(text)
    assert cited.rules == 1
    assert token(cited) == text
    found = check(own, cited)
    assert found.same or found.differences[0].part == "rules", found.differences


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


def test_rules_of_a_newer_version_are_told(own, monkeypatch):
    cited = citation_of(token(replace(cite(own, BORLAND), rules=RULES_VERSION + 1)))
    assert "newer than" in check(own, cited).remarks[0]
    monkeypatch.setattr(checking, "rows", lambda *_, **__: rows(own, BORLAND)[1:])
    assert [part for part, _ in differences(own, cited)] == ["rules", "rows"]


@pytest.mark.parametrize("text", FROZEN)
def test_a_token_of_another_archive_is_told(text, tmp_path):
    (tmp_path / "other").mkdir()
    other = sqlite3.connect(another(tmp_path / "other" / "other.db"), isolation_level=None)
    assert {one.part for one in check(other, citation_of(text)).differences} == {"log"}
    other.close()


@pytest.mark.parametrize("ask", CITABLE)
def test_every_question_is_tried(ask):
    def is_it(one):
        return one.ask == ask

    assert find(QUESTIONS, is_it).ask == ask


def test_a_question_that_has_no_answer_here_is_told(own):
    cited = cite(own, BORLAND)
    ((part, what),) = differences(own, replace(cited, pinned=replace(BORLAND, bodies=("elsewhere",))))
    assert part == "rows"
    assert "elsewhere" in what
