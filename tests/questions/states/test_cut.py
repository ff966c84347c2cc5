"""What is folded for some timelines alone is what the whole log says of them, under every cut-off."""

from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.ledger import claims_of
from archive.model.dates import DAY_MAX, DAY_MIN, day_of
from archive.model.timeline import answer_on, fold
from archive.questions.diff.sides import sides
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut import cutoffs_of
from archive.questions.states.cut_view import CutView
from archive.questions.states.seen import seen_events
from archive.questions.states.state import lines, periods
from archive.store.log import entries as log_entries
from archive.store.tables.rectangles import Timelines
from tests.store.tables.test_projection import appended, histories, opened

KNOWN = st.none() | st.integers(1, 20).map(lambda day: f"2000-01-{day:02d}")
STRICT = st.booleans()
SOURCES = st.sampled_from([(), ("s1",), ("s2", "s3")])
SOME = st.sampled_from([None, frozenset({"aa"}), frozenset({"aa", "bb"}), frozenset({"club"}), frozenset({"summit"})])
WANTED = st.builds(
    Filters, subjects=SOME, within=st.sampled_from([None, frozenset({"club"}), frozenset({"chair", "issue"})]),
    properties=st.sampled_from([None, frozenset({"membership"}), frozenset({"name", "office"}), frozenset({"stance"})]),
)  # fmt: skip


def whole(db, within, upto=None):
    """Return the claims of all timelines that are told of by the position, or up to another, from the whole log."""
    found = Timelines(claims_of(log_entries.upto(db, within.position), log_entries.told(db), cutoffs_of(within)))
    every = lines(db, within.position if upto is None else upto, Filters())
    return {line: there for line in every if (there := found.of(line))}


@given(histories(), st.lists(WANTED, min_size=1, max_size=3), KNOWN, STRICT, SOURCES)
def test_some_timelines_are_folded_as_all_are(history, questions, known, strict, sources):
    db = opened()
    for end in appended(db, history):
        within = horizon(db, known=known, strict=strict, recorded=str(end), according_to=sources)
        seen, every = CutView(db, within), whole(db, within)
        for wanted in questions:
            mine = {line: claims for line, claims in every.items() if wanted.takes(line)}
            told = {line: there for line, claims in mine.items() if (there := fold(claims))}
            assert periods(seen, wanted) == told
            for day in range(day_of("2000-01-01"), day_of("2000-01-23"), 3):
                on = {line: answer_on(claims, day) for line, claims in mine.items()}
                assert dict(seen.on(day, wanted)) == {line: one for line, one in on.items() if not one.silent}


@given(histories(), WANTED, KNOWN, SOURCES, st.data())
def test_both_sides_of_a_diff_are_what_the_log_says(history, wanted, known, sources, data):
    db = opened()
    ends = list(appended(db, history))
    first, second = data.draw(st.sampled_from(ends)), data.draw(st.sampled_from(ends))
    one = horizon(db, known=known, recorded=str(first), according_to=sources)
    other = horizon(db, recorded=str(second), according_to=sources)
    for side in sides(db, one, other, wanted):
        either = whole(db, side.horizon, max(first, second))
        assert side.spoken == {line for line in either if wanted.takes(line)}
        assert all(set(side.claims(line)) == set(either[line]) for line in side.spoken)
        every = whole(db, side.horizon)
        assert set(periods(side, Filters())) == {line for line, claims in every.items() if fold(claims)}


@given(histories(), KNOWN, STRICT, SOURCES)
def test_an_event_alone_is_seen_as_among_all(history, known, strict, sources):
    db = opened()
    for end in appended(db, history):
        within = horizon(db, known=known, strict=strict, recorded=str(end), according_to=sources)
        every = seen_events(db, within, range(1, end + 1))
        assert [event.position for event in every] == list(range(1, end + 1))
        assert [seen_events(db, within, [event.position]) for event in every] == [[event] for event in every]


def test_a_question_about_one_subject_decodes_what_is_involved_and_no_more(db, monkeypatch):
    decoded, entry_of = [], log_entries.entry_of

    def noted(*row):
        decoded.append(row[0])
        return entry_of(*row)

    monkeypatch.setattr(log_entries, "entry_of", noted)
    seen = CutView(db, horizon(db, known="2010-06-01"), afresh=True)
    found = periods(seen, Filters(subjects=frozenset({"cerland"}), properties=frozenset({"membership"})))
    assert found
    assert 0 < len(decoded) < seen.horizon.position / 3
    once = len(decoded)
    periods(seen, Filters(subjects=frozenset({"cerland"}), properties=frozenset({"membership"})), DAY_MIN, DAY_MAX)
    assert len(decoded) == once
