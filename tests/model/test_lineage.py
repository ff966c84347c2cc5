"""The line of an entity is what brute force finds, whatever goes round in circles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.dates import DAY_MAX, DAY_MIN, Bounds
from archive.model.lineage import Kin, Succession, kin
from tests.oracles.lineage_oracle import forebears, heirs

WHO = "abcde"
some = st.frozensets(st.sampled_from(WHO), min_size=1, max_size=3)
days = st.tuples(st.integers(1, 6), st.integers(0, 3)).map(lambda pair: Bounds(pair[0], pair[0] + pair[1]))
successions = st.lists(st.tuples(days, some, some), max_size=5).map(
    lambda rows: [
        Succession(event=f"e{number}", bounds=when, before=before, after=after)
        for number, (when, before, after) in enumerate(rows)
    ]
)


def passed(event: str, before: str, after: str, first: int, last: int | None = None) -> Succession:
    """Return that the letters of `before` are followed by those of `after`."""
    days = Bounds(first, first if last is None else last)
    return Succession(event=event, bounds=days, before=frozenset(before), after=frozenset(after))


@given(successions, st.sampled_from(WHO))
def test_the_line_is_what_brute_force_finds(links: list[Succession], start: str) -> None:
    found = kin([start], links)
    assert found.successors == heirs(start, links)
    assert found.predecessors == forebears(start, WHO, links)


@given(successions, st.sampled_from(WHO))
def test_whoever_is_in_the_line_is_told_with_the_event_that_leads_there(links: list[Succession], start: str) -> None:
    found = kin([start], links)
    named = frozenset().union(*(one.before | one.after for one in found.successions))
    assert found.predecessors | found.successors <= named
    assert all((one.before | one.after) & {start, *found.predecessors, *found.successors} for one in found.successions)
    assert list(found.successions) == sorted(found.successions, key=lambda one: (one.bounds, one.event))


@given(successions, st.sets(st.sampled_from(WHO)))
def test_the_line_of_several_is_that_of_each(links: list[Succession], start: set[str]) -> None:
    found = kin(start, links)
    each = [kin([one], links) for one in start]
    assert found.successors == frozenset().union(*(one.successors for one in each)) - start
    assert found.predecessors == frozenset().union(*(one.predecessors for one in each)) - start


@given(successions, st.sampled_from(WHO), st.randoms())
def test_the_order_of_arrival_changes_nothing(links: list[Succession], start: str, random) -> None:
    shuffled = list(links)
    random.shuffle(shuffled)
    assert kin([start], shuffled) == kin([start], links)


@pytest.mark.parametrize(
    ("before", "after", "how"), [("a", "b", "followed"), ("ab", "c", "merged"), ("a", "bc", "split"),
                                 ("ab", "bc", "regrouped"), ("ab", "b", "merged"), ("a", "ab", "split")],
)  # fmt: skip
def test_the_numbers_tell_how(before: str, after: str, how: str) -> None:
    assert passed("e", before, after, 1).how == how


def test_other_heirs_of_a_predecessor_are_not_in_the_line() -> None:
    found = kin("c", [passed("split", "z", "cs", 1)])
    assert found == Kin(predecessors=frozenset("z"), successors=frozenset(), successions=found.successions)


def test_what_was_taken_over_later_is_not_passed_on() -> None:
    links = [passed("split", "s", "st", 5), passed("joined", "zs", "s", 9)]
    assert kin("t", links).predecessors == {"s"}
    assert kin("z", links).successors == {"s"}
    # Where the dates leave room, it may have been passed on.
    assert kin("t", [links[0], passed("joined", "zs", "s", 4, 9)]).predecessors == {"s", "z"}


def test_dissolved_and_restored_is_both() -> None:
    found = kin("s", [passed("union", "se", "u", 1), passed("parted", "u", "se", 4)])
    assert [found.predecessors, found.successors] == [frozenset("ue")] * 2


def test_who_goes_on_is_not_its_own_heir() -> None:
    found = kin("s", [passed("nothing", "s", "s", 1)])
    assert found == Kin(predecessors=frozenset(), successors=frozenset(), successions=())


def test_open_dates_are_in_any_order() -> None:
    ever = Succession(event="e", bounds=Bounds(DAY_MIN, DAY_MAX), before=frozenset("a"), after=frozenset("b"))
    assert kin("a", [ever, passed("f", "b", "c", 3)]).successors == {"b", "c"}
