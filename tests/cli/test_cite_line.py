"""`archive cite … --lineage`: a later succession, or one taken back, changes no citation, and is told as a remark."""

import contextlib
import shutil
import sqlite3

import pytest

from archive.questions.cite import check as checking
from archive.questions.cite.check import check
from archive.questions.cite.citable import rows
from archive.questions.cite.token import citation_of
from tests.cli.conftest import run_on
from tests.questions.world import build_world


@pytest.fixture
def own(tmp_path):
    """A world of one's own, to which more is appended."""
    return build_world(tmp_path / "world.db")


ASKED = (
    "as-of 1992-06-01 --subject tatra", "as-of 1992-06-01 2000-01-01 --subject tatra", "as-of 1993 --subject tatra",
    "history tatra union", "history nilia", "history --body union", "diff 1992-01-01 1994-01-01 --subject tatra",
    "diff --known 1990 1995 --subject tatra", "diff --recorded 47 53 --subject south-nilia",
    "why tatra union 1992-06-01", "events 1993 --subject tatra", "timeline --subject tatra", "panel --subject yam",
    "panel --body union --at share", "count --body union --by object", "count --subject south-nilia",
    "attendance union", "as-of 1990-06-01 --subject yam --known 1994 --according-to Almanac",
)  # fmt: skip
LATER = """\
recorded_at: 2026-11-05T00:00:00Z
recorded_by: curator-1
why: what changes every line
events:
- {kind: event.retracted, event: bt-split, reason: a mistake}
- {kind: event.corrected, event: nilia-split, set: {date: 2011-07-10}, reason: a day later}
- {kind: entity.succeeded, key: pact-follows, date: 1969-01-01, subject: pact, successor: league, gist: It follows., citations: [{source: almanac-1994, at: p.20, says: so}]}
- {kind: entity.succeeded, key: tatra-to-yam, date: 1990-01-01, subject: tatra, successor: [tatra, north-yam], gist: A part., citations: [{source: almanac-1994, at: p.21, says: so}]}
- {kind: membership.changed, key: osmania-in-pact, date: 1965-01-01, subject: osmania, object: pact, status: member, gist: In., citations: [{source: almanac-1994, at: p.22, says: so}]}
- {kind: membership.changed, key: bt-observes, date: 1974-01-01, subject: bohemia-tatra, object: league, status: observer, gist: In., citations: [{source: almanac-1994, at: p.23, says: so}]}
- {kind: meeting.held, key: pact-meets, date: 1966-01-01, meeting: pact-1966, body: pact, gist: It meets., citations: [{source: almanac-1994, at: p.24, says: so}]}
"""  # noqa: E501 - an event a line, as in the files of events
MEETING = "- {kind: entity.registered, subject: pact-1966, type: meeting, label: Meeting of the Pact}\n"


@pytest.mark.parametrize("words", ASKED)
def test_a_line_that_changes_later_is_a_remark_and_changes_nothing(own, tmp_path, words):
    asked = words.split()
    made = run_on(own, "cite", *asked, "--lineage", "--format", "json").json["citation"]
    assert ", with predecessors and successors" in made["in_words"]
    assert citation_of(made["token"]).pinned.lineage
    assert run_on(own, "cite", *asked, "--format", "json").json["citation"]["sha256"] != made["sha256"]
    before = run_on(own, "cite", "--check", made["token"], "--format", "json").json
    assert (before["same"], before["remarks"]) == (True, [])
    more = tmp_path / "later.yml"
    more.write_text(LATER.replace("events:\n", "events:\n" + MEETING), encoding="utf-8")
    done = run_on(own, "append", str(more), "--distinct")
    assert done.code == 0, done.err
    after = run_on(own, "cite", "--check", made["token"])
    (told, remark) = " ".join(after.out.split()).split(" remark ")
    assert (after.code, after.err, told.split()[0]) == (0, "", "same")
    assert remark.startswith("asked of the log of today, the line is another: ")
    retracted = "no longer: bohemia-tatra to bohemia, tatra on 1993-01-01 (bt-split)"
    assert ("tatra" in asked) == (retracted in remark)
    assert ("union" in asked) == ("new: pact to league on 1969-01-01 (pact-follows)" in remark)
    again = run_on(own, "cite", *asked, "--lineage", "--format", "json").json["citation"]
    assert again["sha256"] != made["sha256"] or asked[1] == "--recorded"


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        ("as-of 1992-06-01 --subject tatra", ["answers"]), ("diff 1992-01-01 1994-01-01 --subject tatra", ["changes"]),
        ("events 1993 --subject tatra", ["events"]), ("panel --body union", ["cells"]),
        ("count --body union", ["counts", "lines"]), ("attendance union", ["meetings"]),
    ],
)  # fmt: skip
def test_what_is_cited_is_what_is_told(own, words, lists):
    data = run_on(own, *words.split(), "--lineage", "--format", "json").json
    cited = run_on(own, "cite", *words.split(), "--lineage", "--format", "json").json["citation"]
    links = data["question"]["lineage"]["links"]
    assert cited["rows"] == sum(len(data[name]) for name in lists) + len(links)
    assert links


def test_another_line_of_the_same_answers_is_told(own, monkeypatch):
    with contextlib.closing(sqlite3.connect(own, isolation_level=None)) as db:
        text = run_on(own, "cite", "as-of", "1992-06-01", "--subject", "tatra", "--lineage").out.splitlines()[-1]
        found = rows(db, citation_of(text).pinned)
        assert [one["events"] for one in found if "how" in one] == [["bt-split"]]
        other = [{**row, "date": "1993-01-02"} if "how" in row else row for row in found]
        monkeypatch.setattr(checking, "rows", lambda *_, **__: other)
        ((part, what),) = [(one.part, one.what) for one in check(db, citation_of(text)).differences]
        assert part == "rows"
        assert what.endswith("reads now: line bohemia-tatra to bohemia, tatra on 1993-01-02")


SHIPPED = (
    "as-of 1999-06-01 --body sco", "history russia sco", "diff 1999-06-01 2002-01-01 --body sco",
    "diff --known 2000 2010 --body sco --on 1999-06-01", "why russia sco 1999-06-01", "events 2001-06 --body sco",
    "timeline --body sco --only", "panel --body sco --only", "count --body sco --only", "attendance sco --only",
)  # fmt: skip


@pytest.mark.parametrize("words", SHIPPED)
def test_the_line_of_the_shipped_archive_is_cited(shipped_file, tmp_path, words):
    own = tmp_path / "own.db"
    shutil.copy(shipped_file, own)
    text = run_on(own, "cite", *words.split(), "--lineage").out.splitlines()[-1]
    (link,) = [row for row in checked_rows(own, text) if "how" in row]
    assert (link["before"], link["after"]) == (["shanghai-five"], ["sco"])
    done = run_on(own, "append", "event.retracted", "--event", "s5-ended", "--reason", "x", "-m", "x")
    assert done.code == 0, done.err
    checked = run_on(own, "cite", "--check", text, "--format", "json").json
    assert (checked["same"], checked["differences"]) == (True, [])
    (remark,) = checked["remarks"]
    gone = "no longer: shanghai-five to sco on 2001-06-15 (s5-ended, s5-ended-succeeded)"
    assert remark.endswith(f"new: shanghai-five to sco on 2001-06-15 (s5-ended-succeeded); {gone}")


def checked_rows(file, text):
    with contextlib.closing(sqlite3.connect(file)) as db:
        return rows(db, citation_of(text).pinned)
