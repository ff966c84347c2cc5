"""Lanes are drawn from stretches alone: what stands in a column is told of its days."""

import random
from datetime import date
from itertools import pairwise

import pytest

from archive.cli.over_time.lanes import FILLS, Stretch, axis, header, lane

LETTERS = {"member": "M", "observer": "O", "none": "x"}


def day(year, month=1, number=1):
    return date(year, month, number).toordinal()


def drawn(*some, first=2001, last=2006, room=12, ascii=True):
    return lane(some, axis(first, last, room), LETTERS, ascii=ascii)


def test_a_letter_opens_each_value():
    text = drawn(Stretch(day(2001), day(2004), "observer"), Stretch(day(2004), day(9000), "member"))
    assert text == "O=====M#####"


def test_without_ascii_it_is_shaded():
    some = [Stretch(day(2001), day(2004), "observer"), Stretch(day(2004), day(9000), "member")]
    assert drawn(*some, ascii=False) == "O▓▓▓▓▓M█████"


def test_marks_stand_between():
    text = drawn(Stretch(day(2001), day(2004), "observer", "!"), Stretch(day(2004), day(9000), "member"))
    assert text == "O!=!=!M#####"


def test_what_is_open_has_no_value():
    assert drawn(Stretch(day(2002), day(2004), None, "?"), Stretch(day(2004), day(9000), "member")) == "  ????M#####"


def test_what_is_too_short_leaves_a_sign_and_letters_move_on():
    some = [Stretch(day(2001), day(2002), "observer"), Stretch(day(2002), day(2002, 1, 20), "member", "!"),
            Stretch(day(2002, 1, 20), day(9000), "member")]  # fmt: skip
    assert drawn(*some) == "O=!M########"
    hidden = [Stretch(day(2001), day(2003, 2), "member"), Stretch(day(2003, 2), day(2003, 3), "observer"),
              Stretch(day(2003, 3), day(9000), "member")]  # fmt: skip
    assert "*" in drawn(*hidden)


def test_what_came_last_is_told_however_short():
    assert (
        drawn(Stretch(day(2001), day(2006, 11), "observer"), Stretch(day(2006, 11), day(9000), "member"))
        == "O==========M"
    )


def test_after_the_end_there_is_nothing_but_ticks():
    assert drawn(Stretch(day(2001), day(2003), "member"), Stretch(day(2003), day(9000), "none")) == "M###x   ."


@pytest.mark.parametrize(
    ("years", "room", "width"), [(30, 97, 90), (30, 57, 30), (25, 97, 75), (100, 40, 34), (1, 90, 12)]
)
def test_years_are_of_one_width(years, room, width):
    over = axis(2000, 2000 + years - 1, room)
    assert over.width == width
    assert all(over.edges[column] == day(int(text)) for column, text in over.ticks.items())


@pytest.mark.parametrize("years", [1, 2, 7, 30, 99, 1200])
def test_figures_of_years_do_not_touch(years):
    for room in (12, 40, 57, 97):
        over = axis(1000, 999 + years, room)
        top = header(over, ascii=True)[0]
        assert top.split() == list(over.ticks.values())
        assert len(top) <= max(room, 4)


def test_the_last_of_all_years():
    assert axis(9990, 9999, 10).edges[-1] == date.max.toordinal() + 1


def test_whatever_is_drawn_is_so():
    """A column in which one stretch lasts all days shows it: its letter, its shade or its mark."""
    chance = random.Random(8)  # noqa: S311 - a test that is the same each time
    for _ in range(300):
        days = sorted(chance.sample(range(day(2000), day(2012)), 7))
        some = [
            Stretch(first, until, chance.choice([*LETTERS, None]), chance.choice(["", "", "!", "?"]))
            for first, until in pairwise(days) if chance.random() < 0.8
        ]  # fmt: skip
        some = [one for one in some if one.value or one.mark]
        over = axis(2001, 2010, chance.choice([5, 10, 30, 60, 120]))
        text = lane(some, over, LETTERS, ascii=True).ljust(over.width)
        assert len(text) == over.width
        for number, (first, until) in enumerate(pairwise(over.edges)):
            there = [one for one in some if one.first < until and one.until > first]
            if not there:
                assert text[number] in " ."
            elif len(there) == 1 and there[0].first <= first and there[0].until >= until:
                value, mark = there[0][2:4]
                allowed = {mark, LETTERS.get(value or "", ""), FILLS[value][1] if value else mark, "*"}
                assert text[number] in allowed | ({".", " "} if value == "none" else set())


def test_what_was_only_seen_is_drawn_lighter_than_what_is_held():
    seen = Stretch(day(2001), day(2004), "member", seen=True)
    held = Stretch(day(2004), day(9000), "member")
    assert drawn(seen, held) == "M_____######"
    assert drawn(seen, held, ascii=False) == "M╌╌╌╌╌██████"
