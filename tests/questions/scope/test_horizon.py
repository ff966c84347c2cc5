import pytest

from archive.model.dates import day_of
from archive.model.errors import ArchiveError
from archive.questions.scope.horizon import horizon


def test_without_cutoffs_all_that_is_held_answers(db):
    found = horizon(db)
    assert (found.position, found.head, found.plain, found.stored_position) == (43, 43, True, None)
    assert found.sources_to == "2015-12-31"
    assert list(found.block("2010")) == ["date", "known", "recorded", "according_to", "sources_to", "position"]


@pytest.mark.parametrize(
    ("text", "day"), [("2010-05-01", "2010-05-01"), ("2010", "2010-12-31"), ("2010-02", "2010-02-28")]
)
def test_a_vague_known_date_means_its_latest_day(db, text, day):
    assert horizon(db, known=text).known_day == day_of(day)
    assert horizon(db, known=text).block()["known"] == day


@pytest.mark.parametrize(
    ("recorded", "position"),
    [
        ("43", 43), ("42", 39), ("39", 39), ("38", 0), ("0", 0),
        ("2026-11-01T00:00:00Z", 39), ("2026-11-01", 39), ("2026-11-02T00:00:00Z", 43), ("2026-10-31", 0),
    ],
)  # fmt: skip
def test_a_position_inside_a_batch_is_before_the_batch(db, recorded, position):
    assert horizon(db, recorded=recorded, now="2027-01-01T00:00:00Z").position == position


@pytest.mark.parametrize(
    "cutoff",
    [
        {"recorded": "44"}, {"recorded": "9" * 40}, {"recorded": "yesterday"}, {"recorded": "2026-13-01"},
        {"recorded": "2026-12-01T00:00:00Z", "now": "2026-11-30T00:00:00Z"}, {"known": "2010/.."}, {"known": "soon"},
        {"according_to": ["nobody"]},
    ],
)  # fmt: skip
def test_what_pins_nothing_is_refused_with_a_next_step(db, cutoff):
    with pytest.raises(ArchiveError) as caught:
        horizon(db, **cutoff)
    assert caught.value.message


def test_a_publisher_means_all_its_sources_whatever_the_case(db):
    assert horizon(db, according_to=["HERALD"]).sources == frozenset({"herald", "herald-2010"})
    assert horizon(db, according_to=["late", "Gazette"]).sources == frozenset({"late", "gazette", "gazette-2"})


def test_an_unknown_source_gets_the_nearest(db):
    with pytest.raises(ArchiveError, match=r"Nearest: .*herald"):
        horizon(db, according_to=["Heralt"])
