"""Spells: every day that outside data means is meant by our dates, and no other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.outside.relations import Relation, drafts_of, united
from archive.exchange.outside.spells import Spell, dates_of
from archive.kinds.base import Payload
from archive.model.dates import parse
from archive.model.errors import DateError
from archive.model.timeline import answer_on

FIRST = date(2020, 1, 1).toordinal()
DAYS = range(FIRST, FIRST + 14)


@pytest.mark.parametrize(
    ("spell", "last_in", "first_out"),
    [
        (Spell(start="2001-06-15"), ("2001-06-15", None), ("2001-06-15", None)),
        (Spell(start="2001-06", end="2005"), ("2001-06/2005", None), ("2001-06", "2005")),
        (Spell(start="2001-06-15", ending="open"), ("2001-06-15/..", None), ("2001-06-15/..", None)),
        (Spell(start="2001-06-15", ending="unknown"), ("2001-06-15/", None), ("2001-06-15/", None)),
        (Spell(end="2005-03-01"), ("/2005-03-01", None), ("/2005-02-28", None)),
        (Spell(end="2005"), ("/2005", None), ("/2005", None)),
        (Spell(end="[2005-01-01..2005-01-03]"), ("/2005-01-03", None), ("/2005-01-03", None)),
        (
            Spell(start="[2001-01-01..2001-01-09]", end="2005"),
            ("[2001-01-01..2001-01-09]", "[2005-01-02..2006-01-01]"),
            ("[2001-01-01..2001-01-09]", "2005"),
        ),
        (
            Spell(start="[2001-01-01..2001-01-09]", end="2005-03-01"),
            ("[2001-01-01..2001-01-09]", "2005-03-02"),
            ("[2001-01-01..2001-01-09]", "2005-03-01"),
        ),
        (
            Spell(start="[2001-01-01..2001-01-09]", ending="unknown"),
            ("[2001-01-01..2001-01-09]", "[2001-01-02..]"),
            ("[2001-01-01..2001-01-09]", "[2001-01-02..]"),
        ),
        (
            Spell(start="[2001..2002]", end="9999-12-31"),
            ("[2001..2002]", "[9999-12-31..]"),
            ("[2001..2002]", "9999-12-31"),
        ),
    ],
    ids=str,
)
def test_a_spell_as_dates(spell, last_in, first_out):
    assert dates_of(spell, "last-day-in") == last_in
    assert dates_of(spell, "first-day-out") == first_out
    for text in filter(None, (*last_in, *first_out)):
        parse(text)


@pytest.mark.parametrize("end_is", ["last-day-in", "first-day-out"])
def test_a_spell_that_ends_before_it_begins_is_refused(end_is):
    with pytest.raises(DateError, match="it ends on 2001, before it begins on 2005"):
        dates_of(Spell(start="2005", end="2001"), end_is)


def in_force(drafts, day):
    claims = [claim for one in drafts for claim in _payload(one).claims(parse(one.envelope.date), "e")]
    return answer_on(claims, day).value == "member"


def _payload(draft) -> Payload:
    assert isinstance(draft.payload, Payload)
    return draft.payload


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.integers(0, 5)), min_size=1, max_size=5),
    st.sampled_from(["last-day-in", "first-day-out"]),
)
def test_somebody_is_in_on_the_days_of_any_of_the_spells(spans, end_is):
    """Spells that touch, share a day, hold one another or are there twice: the union of their days counts."""
    spells = [(first, first + length + (end_is == "first-day-out")) for first, length in spans]
    relations = [
        Relation(path=str(n), what="b", who="p", spell=Spell(start=_iso(a), end=_iso(z)))
        for n, (a, z) in enumerate(spells)
    ]
    drafts = [draft for one in united(relations, end_is=end_is) for draft in drafts_of(one, end_is=end_is)]
    for day in range(FIRST - 1, FIRST + 22):
        expected = any(first <= day < first + length + 1 for first, length in spans)
        assert in_force(drafts, day) == expected, (_iso(day), [draft.envelope.date for draft in drafts])


def test_spells_of_which_one_may_be_over_stay_two():
    relations = [
        Relation(path="0", what="b", who="p", spell=Spell(start="2010", end="2014")),
        Relation(path="1", what="b", who="p", spell=Spell(start="2014", end="2018")),
    ]
    assert [one.spell for one in united(relations, end_is="last-day-in")] == [one.spell for one in relations]


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
