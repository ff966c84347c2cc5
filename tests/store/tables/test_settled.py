"""Settled timelines: what is said to have been told by a day was told, and what is said not to have been was not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.kinds.ledger import Cutoffs, claims_of
from archive.model.claim import Claim
from archive.model.dates import day_of, iso
from archive.store.log import entries as log_entries
from archive.store.tables.involved import lines
from archive.store.tables.rectangles import Timelines
from archive.store.tables.settled import ByThen, by_then
from archive.store.writing.write import write
from tests.store.tables.test_projection import BASE, appended, drafts, histories, opened, signature

CHANGED = {"kind": "membership.changed", "subject": "aa", "object": "club", "status": "member", "date": "2000-01-08"}
MEMBER = Line("membership", "aa", "club")
NOTHING = ByThen(set(), set())


def cited(*sources, support="states"):
    return [{"source": source, "at": "1", "says": "x", "support": support} for source in sources]


def told(known, *events, strict=False):
    """Return what by_then says of the one membership, where these events are the log."""
    db = opened()
    last = write(db, drafts(BASE), signature(0), distinct=True).last
    for number, event in enumerate(events, 1):
        last = write(db, drafts([event]), signature(number), distinct=True).last
    return by_then(db, [MEMBER], last, known, strict=strict)


def under(entries, sources, cutoffs):
    """Return the claims of each timeline that are left, from the whole log."""
    found = Timelines(claims_of(entries, sources, cutoffs))

    def of(line) -> list[Claim]:
        return sorted(found.of(line), key=repr)

    return of


@st.composite
def cited_histories(draw):
    """Histories in which what acts on others may be told by sources, too."""
    acts = ("event.retracted", "event.corrected", "claim.ranked", "dispute.opened", "dispute.ruled", "source.withdrawn")
    sources = st.sampled_from([(), (), ("s1",), ("s2",), ("s3",), ("s2", "s3")])
    return [
        [{**event, "citations": cited(*draw(sources))} if event["kind"] in acts else event for event in batch]
        for batch in draw(histories())
    ]


@given(cited_histories(), st.booleans())
def test_only_what_a_cut_off_leaves_as_it_is_is_called_whole(history, strict):
    db = opened()
    for end in appended(db, history):
        entries, sources, every = log_entries.upto(db, end), log_entries.told(db), lines(db, end)
        uncut = under(entries, sources, Cutoffs())
        for day in range(day_of("2000-01-01"), day_of("2000-01-23")):
            cut = under(entries, sources, Cutoffs(known=day, strict=strict))
            sure = by_then(db, every, end, iso(day) or "", strict=strict)
            assert all(cut(line) == uncut(line) for line in sure.whole)
            assert not any(cut(line) for line in sure.nothing)


def test_a_dated_source_settles_from_its_day_on():
    event = {**CHANGED, "citations": cited("s1")}
    assert told("2000-01-05", event) == ByThen({MEMBER}, set())
    assert told("2000-01-04", event) == ByThen(set(), {MEMBER})


def test_an_undated_source_settles_from_the_day_of_the_event_on():
    event = {**CHANGED, "citations": cited("s3")}
    assert told("2000-01-08", event) == ByThen({MEMBER}, set())
    assert told("2000-01-07", event) == NOTHING
    assert told("2000-01-08", event, strict=True) == NOTHING


@pytest.mark.parametrize("citations", [(), ("s1",)], ids=["uncited", "cited"])
def test_a_correction_speaks_by_the_sources_of_what_it_corrects(citations):
    for source, moved in (("s3", {"date": "2000-01-15"}), ("s3", {"subject": "aa"}), ("s1", {"subject": "aa"})):
        event = {**CHANGED, "subject": "bb" if "subject" in moved else "aa", "key": "k", "citations": cited(source)}
        act = {"kind": "event.corrected", "event": "k", "set": moved, "reason": "x", "citations": cited(*citations)}
        assert told("2000-01-10", event, act) == NOTHING


def test_a_dated_corroboration_unsettles_what_was_undated():
    event = {**CHANGED, "key": "k", "citations": cited("s3")}
    again = {"kind": "event.corroborated", "event": "k", "citations": cited("s2")}
    assert told("2000-01-10", event, again) == NOTHING
    assert told("2000-01-10", {**event, "citations": cited("s1")}, again) == ByThen({MEMBER}, set())


def test_a_corroboration_alone_tells_nothing_of_the_event_to_come():
    event = {**CHANGED, "key": "k", "citations": cited("s2")}
    again = {"kind": "event.corroborated", "event": "k", "citations": cited("s1")}
    assert told("2000-01-10", event, again) == NOTHING


def test_what_acts_on_an_event_counts_from_its_own_source_on():
    event = {**CHANGED, "key": "k", "citations": cited("s1")}
    wrong = {"kind": "event.retracted", "event": "k", "reason": "x", "citations": cited("s2")}
    assert told("2000-01-11", event, wrong) == NOTHING
    assert told("2000-01-12", event, wrong) == ByThen({MEMBER}, set())


def test_a_withdrawn_source_leaves_nothing_sure():
    event = {**CHANGED, "citations": cited("s1", "s2")}
    withdrawn = {"kind": "source.withdrawn", "source": "s1", "reason": "x"}
    assert told("2000-01-06", event, withdrawn) == NOTHING


def test_what_was_announced_is_not_settled():
    assert told("2000-01-06", {**CHANGED, "citations": cited("s1", support="ahead")}) == NOTHING
