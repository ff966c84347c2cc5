"""The short way through simple timelines: wherever it is taken, it says what the fold and the worlds say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import timeline
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN
from archive.model.simple import simple
from archive.model.timeline import answer_on, fold
from tests.oracles.fold_oracle import oracle_answer
from tests.oracles.strategies import VALUES, begins, d, expected, extent, holds, timelines

DAYS = [DAY_MIN, *(d(number) for number in range(-2, 22)), DAY_MAX - 1]


@st.composite
def exact(draw: st.DrawFn) -> list[Claim]:
    """Up to seven changes, nearly all on exact days that differ, of which some end extents."""
    claims: list[Claim] = []
    for number, day in enumerate(draw(st.lists(st.integers(0, 18), max_size=5, unique=draw(st.booleans())))):
        value, undated = draw(st.sampled_from([*VALUES, NONE])), draw(st.sampled_from([False, False, True]))
        if value != NONE and draw(st.integers(0, 3)) == 0:
            claims += extent(value, day, day + draw(st.integers(0, 3)), f"e{number}", undated=undated)
        else:
            claims.append(begins(value, day, f"e{draw(st.integers(0, number))}", undated=undated))
    return draw(st.permutations(claims))


@settings(max_examples=1_000, deadline=None)
@given(st.one_of(exact(), exact(), timelines()))
def test_the_short_way_says_what_the_long_one_does(claims: list[Claim]) -> None:
    found = simple(claims)
    if found is not None:
        assert found == timeline._fold(claims)


@settings(max_examples=300, deadline=None)
@given(exact())
def test_each_day_is_what_the_worlds_show(claims: list[Claim]) -> None:
    periods = fold(claims)
    for day in DAYS:
        wanted = oracle_answer(claims, day)
        inside = [period.answer for period in periods if period.first <= day < period.until]
        assert inside == ([] if wanted.silent else [wanted])
        assert answer_on(claims, day) == wanted


def test_most_timelines_are_simple() -> None:
    told = [begins("member", 9, "b"), begins("observer", 2, "a", undated=True), *extent("member", 12, 14, "c")]
    assert simple([*told[:2]]) is not None
    assert simple([told[1], *told[2:]]) is not None


@pytest.mark.parametrize(
    "more",
    [
        holds("member", 3, "x"),
        expected("member", 9, 2, "x"),
        begins("member", (9, 11), "x"),
        begins("member", 4, "x"),
        begins("observer", 4, "x"),
        begins("member", 9, "x", rival=True),
        begins("member", 9, "x", attributed=True),
        begins("member", 9, "x", disputes=frozenset("q")),
    ],
)
def test_others_go_the_long_way(more: Claim) -> None:
    assert simple([begins("member", 4, "a"), more]) is None
    assert simple([]) is None
