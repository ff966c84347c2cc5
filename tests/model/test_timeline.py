"""The fold: against every world lived through, and on cases with known answers."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.model.answer import Answer, Contested, Expected
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, parse
from archive.model.timeline import answer_on, fold
from tests.oracles.fold_oracle import oracle_answer
from tests.oracles.strategies import (
    SPAN,
    begins,
    covers,
    d,
    day_text,
    expected,
    extent,
    holds,
    lacks,
    open_sided,
    timelines,
)

DAYS = [DAY_MIN, *(d(number) for number in range(-2, SPAN + 10)), DAY_MAX - 1]
"""Before anything, each day of the examples with some to spare, after everything."""


def said(claims: list[Claim], day: int) -> Answer:
    """Return what the fold says on d(day), where it says on all days what the worlds show."""
    for one in DAYS:
        assert answer_on(claims, one) == oracle_answer(claims, one)
    return answer_on(claims, d(day))


# Against the oracle


@settings(max_examples=500, deadline=None)
@given(timelines())
def test_each_day_is_what_the_worlds_show(claims: list[Claim]) -> None:
    for day in DAYS:
        assert answer_on(claims, day) == oracle_answer(claims, day), f"d({day - d(0)})"


@settings(max_examples=200, deadline=None)
@given(timelines())
def test_periods_say_what_each_day_says(claims: list[Claim]) -> None:
    periods = fold(claims)
    for period in periods:
        assert DAY_MIN <= period.first < period.until <= DAY_MAX
        assert not period.answer.silent
    for one, following in pairwise(periods):
        assert one.until <= following.first
        assert one.until < following.first or one.answer != following.answer
    for day in DAYS:
        inside = [period.answer for period in periods if period.first <= day < period.until]
        answer = answer_on(claims, day)
        assert inside == ([] if answer.silent else [answer])


@settings(max_examples=100, deadline=None)
@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(claims: list[Claim], chance: random.Random) -> None:
    shuffled = claims.copy()
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(claims)
    assert [answer_on(shuffled, day) for day in DAYS] == [answer_on(claims, day) for day in DAYS]


@settings(max_examples=100, deadline=None)
@given(timelines())
def test_the_state_of_a_day_needs_nothing_that_comes_after_all_that_has_begun(claims: list[Claim]) -> None:
    """Vague claims that reach past the day may still be told more exactly by later ones; others not."""
    for day in DAYS[1:-1]:
        until_then = [c for c in claims if c.bounds.earliest <= day or c.manner == "expected"]
        settled = all(c.bounds.latest <= day for c in until_then if c.manner == "begins")
        before, now = answer_on(until_then, day), answer_on(claims, day)
        if settled:
            assert (before.value, before.certainty) == (now.value, now.certainty)
            assert before.candidates == now.candidates


@given(timelines())
@example([])
def test_without_main_claims_nothing_is_answered(claims: list[Claim]) -> None:
    beside = [c for c in claims if c.rival]
    for day in DAYS:
        answer = answer_on(beside, day)
        assert (answer.value, answer.certainty, answer.events) == (None, "unknown", ())


# Vague days


def test_a_year_leaves_open_whether_it_has_begun() -> None:
    """Belarus: dialogue partner in 2010, no day known."""
    year = parse("2010")
    first = Bounds(year.earliest, year.latest)
    claims = [
        Claim(
            property="membership", subject="belarus", object="sco", value="dialogue-partner",
            manner="begins", date="2010", bounds=first, event="partner",
        )
    ]  # fmt: skip
    june = answer_on(claims, parse("2010-06-01").earliest)
    assert (june.value, june.certainty) == (None, "possible")
    assert june.candidates == (None, "dialogue-partner")
    assert june.events == ("partner",)
    end_of_year = answer_on(claims, year.latest)
    assert (end_of_year.value, end_of_year.certainty) == ("dialogue-partner", "certain")
    assert (end_of_year.since, end_of_year.since_bounds) == ("2010", ("2010-01-01", "2010-12-31"))
    for day in range(year.earliest - 2, year.latest + 3, 30):
        assert answer_on(claims, day) == oracle_answer(claims, day)
    assert [(p.first, p.until, p.answer.certainty) for p in fold(claims)] == [
        (year.earliest, year.latest, "possible"),
        (year.latest, DAY_MAX, "certain"),
    ]


def test_a_vague_successor_makes_what_is_in_force_possible() -> None:
    claims = [begins("a", 1, "came"), begins("b", (5, 8), "changed")]
    assert said(claims, 4).certainty == "certain"
    between = said(claims, 6)
    assert (between.value, between.certainty, between.candidates) == ("a", "possible", ("a", "b"))
    assert between.until_bounds == (day_text(5), day_text(8))
    assert said(claims, 8).value == "b"
    assert said(claims, 8).certainty == "certain"


def test_overlapping_days_leave_it_open_and_the_later_one_leads() -> None:
    claims = [begins("a", (1, 5), "one"), begins("b", (3, 6), "other")]
    answer = said(claims, 9)
    assert (answer.value, answer.certainty, answer.candidates) == ("b", "possible", ("a", "b"))


def test_the_same_days_for_two_values_are_disputed() -> None:
    claims = [begins("a", (3, 5), "one"), begins("b", (3, 5), "other")]
    answer = said(claims, 7)
    assert (answer.value, answer.certainty, answer.candidates) == (None, "disputed", ("a", "b"))
    assert answer.events == ("one", "other")
    assert answer.since is None


def test_one_open_dispute_is_enough_for_disputed() -> None:
    claims = [
        begins("a", (1, 5), "one", disputes=frozenset({"which"})),
        begins("b", (3, 6), "other", disputes=frozenset({"which"})),
    ]
    assert said(claims, 9).certainty == "disputed"
    apart = [begins("a", 1, "one", disputes=frozenset({"which"})), *claims[1:]]
    assert said(apart, 9).certainty == "certain"


def test_an_unknown_end_may_have_come() -> None:
    claims = extent("a", 2, (2, DAY_MAX), "term")
    assert said(claims, 2).certainty == "certain"
    later = said(claims, 9)
    assert (later.value, later.certainty, later.candidates) == ("a", "possible", ("a", NONE))


# One day


def test_on_one_day_the_end_comes_before_the_beginning() -> None:
    claims = [begins("a", 1, "came"), begins(NONE, 5, "left"), begins("b", 5, "returned")]
    assert said(claims, 4).value == "a"
    answer = said(claims, 5)
    assert (answer.value, answer.certainty, answer.since) == ("b", "certain", day_text(5))
    assert said(claims, 4).until_bounds == (day_text(5), day_text(5))


def test_what_left_the_day_it_came_was_never_in_force() -> None:
    claims = [begins("a", 5, "came"), begins(NONE, 5, "left")]
    assert said(claims, 5).certainty == "not"
    assert [period.answer.certainty for period in fold(claims)] == ["not"]


def test_an_extent_is_in_force_on_its_last_day_and_until_is_that_day() -> None:
    claims = [*extent("a", 2, 6, "term"), begins("b", 7, "next")]
    last = said(claims, 6)
    assert (last.value, last.certainty) == ("a", "certain")
    assert (last.until, last.until_bounds) == (day_text(6), (day_text(7), day_text(7)))
    assert said(claims, 7).value == "b"


# Several tellings of one change


def test_a_coarse_and_a_fine_date_of_one_change_are_one() -> None:
    claims = [begins("a", (1, 9), "coarse"), begins("a", (4, 4), "fine")]
    assert said(claims, 3).certainty == "unknown"
    answer = said(claims, 5)
    assert (answer.since, answer.events) == (day_text(4), ("coarse", "fine"))
    assert not answer.contested


def test_days_between_two_beginnings_are_told_otherwise_by_the_later() -> None:
    claims = [begins("a", 2, "early"), begins("a", 6, "late")]
    assert said(claims, 4).value == "a"
    assert said(claims, 4).contested == (Contested(None, ("late",)),)
    assert not said(claims, 6).contested
    assert said(claims, 6).since == day_text(2)


# Seen, and announced


def test_holds_only_fills_gaps() -> None:
    claims = [holds("a", 2, "seen"), begins("b", 5, "came"), holds("a", 8, "seen-again")]
    gap = said(claims, 3)
    assert (gap.value, gap.certainty, gap.attested_on) == ("a", "attested", (day_text(2),))
    assert gap.until == day_text(5)
    on_its_day = said(claims, 8)
    assert (on_its_day.value, on_its_day.certainty) == ("b", "certain")
    assert on_its_day.contested == (Contested("a", ("seen-again",)),)
    assert not said(claims, 9).contested


def test_absence_from_a_complete_list_is_not() -> None:
    assert said([holds(NONE, 3, "roster", subject="*")], 5).certainty == "not"


def test_an_announcement_and_its_fulfilment() -> None:
    plan = expected("a", 9, 4, "plan")
    claims = [plan, begins("a", 9, "came")]
    assert said(claims, 3).certainty == "unknown"
    announced = said(claims, 4)
    assert (announced.value, announced.certainty, announced.candidates) == (None, "scheduled", ("a",))
    assert announced.expected == (Expected("a", day_text(9), ("plan",)),)
    assert said(claims, 9).certainty == "certain"
    assert not said(claims, 9).expected
    assert said([plan], 9).certainty == "scheduled"
    assert said([plan], 10).certainty == "unknown"


def test_an_announcement_stands_beside_what_is_in_force() -> None:
    claims = [begins("b", 1, "came"), expected("a", (6, 9), 4, "plan")]
    assert said(claims, 5).value == "b"
    assert said(claims, 5).expected == (Expected("a", f"[{day_text(6)}..{day_text(9)}]", ("plan",)),)


def test_a_plan_told_within_its_planned_days_is_open_from_that_day() -> None:
    claims = [expected("a", (3, 9), 5, "plan")]
    assert said(claims, 4).certainty == "unknown"
    assert said(claims, 5).certainty == "scheduled"


def test_told_again_a_stance_is_confirmed_and_a_membership_told_otherwise() -> None:
    for property_, otherwise in (("stance", False), ("membership", True)):
        twice = [begins("a", 2, "first", property=property_), begins("a", 8, "again", property=property_)]
        assert bool(said(twice, 5).contested) is otherwise


def test_an_end_is_no_other_account_where_nothing_began() -> None:
    left = begins(NONE, 5, "left", rival=True)
    assert said([left], 7).contested == ()
    assert said([begins("a", 2, "came"), left], 7).contested == (Contested(NONE, ("left",)),)


def test_of_several_plans_the_last_announced_counts() -> None:
    claims = [expected("a", 8, 1, "plan"), expected("a", 12, 5, "put-off")]
    assert said(claims, 4).events == ("plan",)
    assert said(claims, 5).events == ("put-off",)
    assert said(claims, 10).certainty == "scheduled"


def test_who_puts_a_meeting_off_may_tell_the_new_day_at_once() -> None:
    claims = [
        expected("held", 5, 1, "plan", property="meeting"),
        begins("postponed", 3, "off", property="meeting"),
        expected("held", 9, 3, "off", property="meeting"),
    ]
    for day in range(12):
        assert said(claims, day) == oracle_answer(claims, d(day))
    assert said(claims, 4).expected == (Expected("held", day_text(9), ("off",)),)
    assert said([*claims, begins("held", 8, "came", property="meeting")], 8).expected == ()


def test_a_meeting_is_settled_by_being_cancelled() -> None:
    plan = expected("held", 9, 1, "plan", property="meeting")
    claims = [plan, begins("cancelled", 6, "off", property="meeting")]
    assert said(claims, 5).certainty == "scheduled"
    assert (said(claims, 7).value, said(claims, 7).expected) == ("cancelled", ())


# Told otherwise


def test_a_rival_that_moves_only_the_first_day_marks_since() -> None:
    claims = [begins("a", 5, "main"), begins("a", 3, "rival", rival=True, rival_of=("main",))]
    assert said(claims, 4).contested == (Contested("a", ("rival",)),)
    assert not said(claims, 4).since_contested
    after = said(claims, 6)
    assert (after.value, after.contested, after.since_contested) == ("a", (), True)


def test_a_later_rival_says_that_nothing_had_begun() -> None:
    claims = [begins("a", 3, "main"), begins("a", 5, "rival", rival=True, rival_of=("main",))]
    assert said(claims, 4).contested == (Contested(None, ("rival",)),)
    assert said(claims, 5).since_contested


def test_a_rival_of_nothing_that_is_named_replaces_the_nearest_of_its_value() -> None:
    claims = [
        begins("observer", 1, "observes"),
        begins("member", 9, "joins"),
        begins("member", 6, "rival", rival=True, rival_of=("elsewhere",)),
    ]
    between = said(claims, 7)
    assert between.value == "observer"
    assert between.contested == (Contested("member", ("rival",)),)
    assert said(claims, 9).since_contested
    assert not said(claims, 5).contested


def test_of_two_that_a_rival_overlaps_the_one_with_the_nearer_first_day_is_replaced() -> None:
    claims = [begins("a", (1, 5), "early"), begins("b", 3, "between"), begins("a", (4, 8), "late")]
    rival = begins("a", (4, 6), "rival", rival=True)
    answer = said([*claims, rival], 9)
    assert answer.since_bounds == (day_text(1), day_text(5))
    assert not answer.since_contested
    named = begins("a", (4, 6), "rival", rival=True, rival_of=("early",))
    assert said([*claims, named], 9).since_contested


def test_dissolved_against_suspended_until_both_resume() -> None:
    """The contact group: suspended in 2009 or disbanded then, working again from 2017-06."""
    claims = [
        begins("active", 0, "founded"),
        begins("suspended", (3, 5), "stops"),
        begins("active", 9, "resumes"),
        begins("dissolved", (3, 5), "disbanded", rival=True),
    ]
    stopped = said(claims, 7)
    assert (stopped.value, stopped.certainty) == ("suspended", "certain")
    assert stopped.contested == (Contested("dissolved", ("disbanded",)),)
    vague = said(claims, 4)
    assert (vague.value, vague.certainty) == ("active", "possible")
    assert vague.contested == (Contested("dissolved", ("disbanded",)),)
    assert said(claims, 9).value == "active"
    assert not said(claims, 9).contested


def test_both_ends_of_a_rival_extent_move_together() -> None:
    claims = [
        *extent("a", 2, 8, "term"),
        *extent("a", 4, 10, "otherwise", rival=True, rival_of=("term",)),
    ]
    assert said(claims, 3).contested == (Contested(None, ("otherwise",)),)
    assert said(claims, 6).since_contested
    assert said(claims, 9).contested == (Contested("a", ("otherwise",)),)


def test_a_rival_sighting_contests_until_the_next_main_claim() -> None:
    claims = [begins("a", 1, "came"), holds("b", 4, "seen", rival=True), begins("c", 8, "changed")]
    assert not said(claims, 3).contested
    assert said(claims, 7).contested == (Contested("b", ("seen",)),)
    assert not said(claims, 8).contested


def test_own_words_outrank_what_others_tell() -> None:
    claims = [
        begins("oppose", 2, "told", attributed=True, property="stance"),
        begins("support", 5, "own", property="stance"),
    ]
    assert said(claims, 3).value == "oppose"
    answer = said(claims, 6)
    assert (answer.value, answer.certainty) == ("support", "certain")
    assert answer.contested == (Contested("oppose", ("told",)),)


@pytest.mark.parametrize("manner", ["begins", "holds"])
def test_an_undated_telling_is_marked(manner: str) -> None:
    tell = begins if manner == "begins" else holds
    assert said([tell("a", 3, "told", undated=True)], 4).undated
    assert not said([tell("a", 3, "told")], 4).undated


# Coverage, and complete lists


def test_nothing_told_inside_a_coverage_is_not_there() -> None:
    claims = [covers((2, 5), "list")]
    assert [said(claims, day).certainty for day in (1, 2, 5, 6)] == ["unknown", "not", "not", "unknown"]
    inside = said(claims, 3)
    assert (inside.value, inside.since, inside.events, inside.confirmed) == (NONE, None, ("list",), day_text(5))


def test_all_that_cover_a_day_are_named() -> None:
    claims = [covers((2, 5), "one"), open_sided(covers((4, 4), "other", undated=True))]
    assert [said(claims, day).events for day in (3, 4, 6)] == [("one",), ("one", "other"), ("other",)]
    assert [said(claims, day).undated for day in (3, 4)] == [False, True]
    assert said(claims, 4).confirmed is None


@pytest.mark.parametrize(
    "told", [begins("a", 1, "m"), holds("a", 1, "m"), begins("a", (1, 9), "m"), begins(NONE, 1, "m")], ids=str
)
def test_a_coverage_changes_nothing_of_what_is_told(told: Claim) -> None:
    assert said([told, covers((2, 5), "list")], 3) == said([told], 3)


def test_a_plan_stands_beside_a_coverage() -> None:
    plan = expected("a", 6, 1, "plan")
    found = said([plan, covers((2, 3), "list")], 3)
    assert (found.certainty, found.expected) == ("not", (Expected("a", day_text(6), ("plan",)),))
    assert said([plan, covers((2, 3), "list")], 4).certainty == "scheduled"


def test_a_rival_tells_a_covered_day_otherwise() -> None:
    rival = begins("a", 3, "other", rival=True)
    found = said([rival, covers((2, 5), "list")], 4)
    assert (found.certainty, found.contested) == ("not", (Contested("a", ("other",)),))
    assert said([covers((2, 5), "list", rival=True)], 4) == Answer()


def test_a_complete_list_takes_the_place_of_an_older_sighting_and_says_nothing_of_later_days() -> None:
    claims = [holds("a", 1, "seen"), lacks(4, "list"), covers(4, "list"), holds("b", 7, "again")]
    assert [said(claims, day).certainty for day in (3, 4, 5, 7)] == ["attested", "not", "unknown", "attested"]


def test_a_complete_list_is_told_otherwise_than_what_began() -> None:
    claims = [begins("a", 1, "m"), lacks(4, "list"), covers(4, "list")]
    found = said(claims, 4)
    assert (found.value, found.contested) == ("a", (Contested(NONE, ("list",)),))
    assert [said(claims, day).contested for day in (3, 5)] == [(), ()]
    perhaps = said([begins("a", (1, 9), "m"), lacks(4, "list"), covers(4, "list")], 4)
    assert (perhaps.certainty, perhaps.candidates, perhaps.contested) == ("possible", (None, "a"), ())
