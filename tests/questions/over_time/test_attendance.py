from contextlib import closing

import pytest

from archive.exchange.batches import text
from archive.model.dates import day_of, iso, parse
from archive.questions.over_time.attendance import as_data, attendance
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from archive.store.file.making import building
from archive.store.writing.write import Signature, write
from tests.questions.small import EVENTS

MORE = """
recorded_at: 2026-11-03T00:00:00Z
recorded_by: curator-1
why: who came
events:
- {kind: meeting.attended, key: came, date: 2010-05-20, meeting: panel-2010,
   body: union-panel, subject: [arland, borland],
   gist: Both come., citations: [{source: late, at: p.6, says: both}]}
- {kind: meeting.attended, key: came-guest, date: 2010-05-20, meeting: panel-2010,
   body: union-panel, subject: [cerland], capacity: guest,
   gist: Cerland is a guest., citations: [{source: herald-2010, at: p.6, says: guest}]}
- {kind: meeting.attended, key: came-absent, date: 2010-05-20, meeting: panel-2010,
   body: union-panel, subject: [borland], capacity: absent, standing: rival, rival_of: came,
   gist: Borland stays away., citations: [{source: undated, at: p.6, says: absent}]}
- {kind: attendance.recorded, key: seen-there, date: 2012-02-02, subject: [derland], object: union, capacity: speaker,
   gist: Derland speaks., citations: [{source: late, at: p.7, says: speaks}]}
- {kind: meeting.held, key: ahead, date: 2012-06, meeting: panel-2012, body: union-panel,
   gist: The panel is to meet., citations: [{source: late, at: p.7, says: will, support: ahead}]}
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("attendance")
    (place / "more.yml").write_text(MORE, encoding="utf-8")
    with building(place / "a.db") as db:
        for file in (EVENTS, place / "more.yml"):
            batch = text.read_batch(file)
            sign = Signature(
                recorded_at=batch.recorded_at or "", recorded_by=batch.recorded_by or "", why=batch.why or ""
            )
            write(db, batch.events, sign, distinct=True)
    return place / "a.db"


@pytest.fixture
def ask(path):
    def asking(first="0002-01-01", last="2030-01-01", *, body="union", who=(), **cutoffs):
        with closing(open_reading(path)) as db:
            seen = view(db, horizon(db, **cutoffs))
            wanted = filters(db, bodies=[body], subjects=who)
            return as_data(seen, attendance(seen, wanted, day_of(first), day_of(last)))["meetings"]

    return asking


def came(meeting):
    return [(one["subject"], one["capacity"], one["standing"]) for one in meeting["attendance"]]


def test_who_came_in_which_capacity_and_who_is_told_otherwise(ask):
    held = ask()[0]
    assert (held["meeting"], held["place"], held["level"], held["date"]) == (
        "panel-2010", "ar-city", "ministers", "2010-05-20",
    )  # fmt: skip
    assert came(held) == [
        ("arland", "participant", "main"), ("borland", "participant", "main"), ("cerland", "guest", "main"),
        ("borland", "absent", "otherwise"),
    ]  # fmt: skip


def test_who_came_where_no_meeting_is_named(ask):
    other = ask()[1]
    assert (other["meeting"], other["body"], came(other)) == (None, "union", [("derland", "speaker", "main")])


def test_a_meeting_without_anybody_is_listed(ask):
    assert [(one["meeting"], one["attendance"]) for one in ask()][-1] == ("panel-2012", [])


def test_the_cut_offs(ask):
    assert [came(one) for one in ask(known="2010-12-31")] == [
        [("cerland", "guest", "main"), ("borland", "absent", "otherwise")]
    ]
    assert came(ask(according_to=["Leaflet"])[0]) == [("borland", "absent", "main")]
    assert [came(one) for one in ask(recorded="40")] == [[]]
    assert [came(one) for one in ask(known="2010-05-20")] == [
        [("cerland", "guest", "main"), ("borland", "absent", "otherwise")]
    ]
    assert ask(known="2001") == []


def test_between_two_days(ask):
    assert [one["meeting"] for one in ask("2011-01-01", "2012-03-01")] == [None]


def test_of_one_country(ask):
    assert next(came(one) for one in ask(who=["cerland"])) == [("cerland", "guest", "main")]


def test_whoever_came_is_so_in_the_state_of_the_day(path):
    with closing(open_reading(path)) as db:
        seen = view(db, horizon(db))
        wanted = filters(db, bodies=["union"], properties=["attendance"])
        told = attendance(seen, filters(db, bodies=["union"]))
        found = {
            (one.subject, meeting.body, one.event.date, one.capacity)
            for meeting in told.meetings for one in meeting.came if one.standing == "main"
        }  # fmt: skip
        days = {parse(date).earliest for _, _, date, _ in found}
        state = {
            (line.subject, line.object, iso(day), answer.value)
            for day in days for line, answer in seen.on(day, wanted) if answer.value not in (None, "none")
        }  # fmt: skip
        assert found == state
