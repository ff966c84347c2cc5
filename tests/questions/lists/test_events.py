from contextlib import closing

import pytest

from archive.model.dates import DAY_MAX, DAY_MIN, day_of
from archive.model.errors import ArchiveError
from archive.questions.lists.events import events, events_within, span
from archive.questions.lists.search import search
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.questions.small import build


def handles(seen, text, **asked):
    return [event.handle for event in events_within(seen, span(text), filters(seen.db, **asked))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2010-05..2010-06-15", "2010-05-01", "2010-06-15"), ("2009", "2009-01-01", "2009-12-31"),
        ("2009/2010", "2009-01-01", "2010-12-31"), ("[2009-02..2009-03]", "2009-02-01", "2009-03-31"),
        ("2009-02-03", "2009-02-03", "2009-02-03"),
    ],
)  # fmt: skip
def test_both_days_are_in(text, first, last):
    assert span(text) == (day_of(first), day_of(last))


def test_a_side_may_be_open():
    assert span("..2010") == (DAY_MIN, day_of("2010-12-31"))
    assert span("2010..") == (day_of("2010-01-01"), DAY_MAX)


@pytest.mark.parametrize("text", ["2010..2009", "soon", "2010...2011", ""])
def test_anything_else_is_refused(text):
    with pytest.raises(ArchiveError):
        span(text)


def test_in_the_order_of_the_world(seen):
    assert handles(seen(), "2007..2010-04") == [
        "ann", "panel-suspended", "panel-dissolved", "cer-applied", "cer-inactive", "ar-supports", "cer-expected",
        "panel-announced",
    ]  # fmt: skip


def test_a_corrected_event_is_where_it_now_belongs(seen):
    assert handles(seen(), "2012-04") == ["bor-left"]
    assert handles(seen(), "2012-03") == []
    assert handles(seen(recorded="39"), "2012-03") == ["bor-left"]


def test_what_does_not_count_is_told_with_all(seen):
    assert "der-partner" not in handles(seen(), "2009")
    assert "der-partner" in handles(seen(), "2009", everything=True)
    assert "der-partner" in handles(seen(recorded="39"), "2009")


def test_filters_ask_who_is_named(seen):
    assert handles(seen(), "2009", subjects=["arland"]) == ["ar-supports"]
    assert handles(seen(), "2010", bodies=["union-panel"]) == ["panel-announced", "panel-held"]
    assert handles(seen(), "2001..2010", properties=["office"]) == ["ann", "bob"]


def test_by_a_known_date_an_event_may_only_be_announced(seen):
    found = events(seen(known="2010-05-10"), "2010-05-20", filters(seen().db))
    assert [(event["handle"], event["told"], len(event["citations"])) for event in found["events"]] == [
        ("panel-held", "ahead", 1)
    ]
    assert found["question"]["from"] == found["question"]["to"] == "2010-05-20"


MOVED = """
recorded_at: 2026-11-01T00:00:00Z
recorded_by: curator-1
why: an event that is told of another than was written first
events:
- {kind: entity.registered, subject: ring, type: organisation, label: The Ring}
- {kind: entity.registered, subject: arland, type: country, label: Arland}
- {kind: entity.registered, subject: borland, type: country, label: Borland}
- {kind: source.registered, source: book, publisher: Ring, title: A book, published: 2010-05-01}
- {kind: membership.changed, key: joined, date: 2001-01-01, subject: arland, object: ring, status: member,
   gist: It joins., citations: [{source: book, says: joined}]}
- {kind: event.corrected, key: moved, event: joined, set: {subject: borland}, reason: misread}
"""


def test_an_event_is_of_whom_a_correction_makes_it_and_of_nobody_else(tmp_path):
    (tmp_path / "moved.yml").write_text(MOVED.lstrip(), encoding="utf-8")
    with closing(open_reading(build(tmp_path / "moved.db", (tmp_path / "moved.yml",)))) as db:
        now = view(db, horizon(db))
        assert handles(now, "2001", subjects=["borland"], bodies=["ring"]) == ["joined"]
        assert handles(now, "2001", subjects=["arland"]) == []
        for who, found in (("borland", ["joined"]), ("arland", [])):
            some = search(now, "joins", filters(db, subjects=[who]), 10)
            assert [event.handle for event, _ in some] == found
