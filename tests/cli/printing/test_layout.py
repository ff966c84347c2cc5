from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cli.over_time.grid import Head, Row, grid
from archive.cli.printing.cells import FIXED, UNLIMITED, Whole, folded, length
from archive.cli.printing.layout import apart, beside, fitted, fixed, labelled, table, wrapped
from archive.cli.printing.screen import plain_signs
from archive.cli.printing.words import instead, listed, plural, said, short, weekday
from archive.model.dates import DAY_MAX, DAY_MIN, day_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=60)
WORDS = st.text("abcdef -", max_size=60)


def test_both_ends_of_a_line():
    assert apart("left", "right", 20) == ["left           right"]
    assert apart("left", "right", 10) == ["left", "  right"]
    assert apart("left", "right", UNLIMITED) == ["left   right"]


def test_blocks_stand_side_by_side_as_far_as_they_fit():
    blocks = [["aaaa", "a"], ["bb"], ["cccccc", "c"]]
    assert beside(blocks, 30) == ["aaaa   bb   cccccc", "a           c"]
    assert beside(blocks, 10) == ["aaaa   bb", "a", "", "cccccc", "c"]


def test_the_last_text_of_a_row_is_wrapped_under_itself():
    rows = [("a", "word " * 10), ("bb", "short")]
    assert fitted(rows, 40) == [
        "a   word word word word word word word", "    word word word", "bb  short",
    ]  # fmt: skip


def test_a_long_label_opens_its_text():
    rows = [("short", "text"), ("a label that is long", "text"), ("next", "text")]
    assert labelled(rows, 40) == ["short  text", "a label that is long  text", "next  text"]
    assert labelled(rows, UNLIMITED)[0] == "short                 text"


def test_wide_and_combining_letters_are_counted_as_they_are_seen():
    assert (length("中国"), length("é"), length("\x1b[1mbold\x1b[0m")) == (4, 1, 4)
    assert table([("中国", "x"), ("abcd", "y")]) == ["中国  x", "abcd  y"]


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("शंघाई", 4), ("مُنَظَّمَة", 5), ("한국", 4), ("e\N{COMBINING ACUTE ACCENT}", 1), ("क्\N{ZERO WIDTH JOINER}ष", 2),
        ("soft\N{SOFT HYPHEN}", 5), ("🏳️", 2), ("❤️", 2),
    ],
)  # fmt: skip
def test_cells_are_those_of_a_terminal_and_never_fewer(text, many):
    assert length(text) == many


def test_a_word_that_no_line_holds_is_broken_after_a_hyphen_or_anywhere():
    assert folded("a heads-of-state-of-the-members b", 14) == ["a", "heads-of-", "state-of-the-", "members b"]
    assert folded("上海合作组织成员国", 8) == ["上海合作", "组织成员", "国"]
    assert folded("कककक", 3) == ["ककक", "क"]
    assert folded("e\N{COMBINING ACUTE ACCENT}" * 3, 2) == [
        "e\N{COMBINING ACUTE ACCENT}" * 2, "e\N{COMBINING ACUTE ACCENT}"
    ]  # fmt: skip


def test_what_people_copy_is_a_whole_line():
    address = "https://example.org/a-page-with-a-long-name"
    lines = folded(f"see {address} and go", 24, indent="  ")
    assert lines == ["see", f"  {address}", "  and go"]
    assert [isinstance(line, Whole) for line in lines] == [False, True, False]
    command = f"archive show {'x' * 30}"
    assert folded(f"More: {fixed(command)} · b", 24) == ["More:", command, "· b"]
    assert folded(fixed("one two three four five six seven"), 24) == ["one two three four five", "six seven"]


@given(st.text(max_size=120), st.integers(24, 60), st.integers(0, 12))
def test_no_line_is_too_wide_and_no_letter_lost(text, width, deep):
    lines = folded(text, width, first=" ", indent=" " * deep)
    assert all(length(line) <= width or isinstance(line, Whole) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace(FIXED, " ").split())


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=9), st.integers(40, 120))
def test_rows_keep_to_the_width_and_lose_nothing(rows, width):
    lines = fitted(rows, width, indent=" ")
    assert max(map(length, lines)) <= width
    assert Counter("".join(lines).replace(" ", "")) == Counter("".join(map("".join, rows)).replace(" ", ""))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.integers(40, 100))
def test_whatever_is_laid_out_keeps_to_the_width(pairs, width):
    left, right = pairs[0]
    assert max(map(length, apart(left, right, width))) <= width
    assert max(map(length, labelled(pairs, width, indent=" "))) <= width
    assert max(map(length, table(pairs, width=width))) <= width


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 60), st.integers(40, 100))
def test_a_grid_keeps_to_the_width_and_its_labels_are_whole(labels, columns, width):
    top = [Head(f"{number % 100:02}", str(2000 + number) if number % 10 == 0 else "") for number in range(columns)]
    firsts = [str(2000 + number) for number in range(columns)]
    lines = list(grid(top, [Row(label, ["M!"] * columns) for label in labels], width, firsts))
    assert max(map(length, (line.rstrip() for line in lines))) <= width
    told = Counter("".join("".join(labels).replace(FIXED, " ").split()))
    assert not told - Counter("".join(lines))


def test_the_last_year_above_a_grid_ends_with_its_column():
    top = [Head(f"{number:02}", str(2000 + number)) for number in (1, 10, 20)]
    lines = list(grid([*top[:2], Head("11"), top[2]], [Row("members", ["6", "8", "8", "9"])], 60))
    assert lines[:2] == ["          2001   2020", "          01 10 11 20"]


def test_a_few_long_texts_end_their_line_and_the_others_stay_aligned():
    rows = [("a", "id", "text"), ("b", "an-id-that-is-much-longer", "text"), ("c", "id-2", "text " * 6)]
    assert fitted([*rows, *[("d", "id", "text")] * 3], 40) == [
        "a  id    text", "b  an-id-that-is-much-longer", "         text", "c  id-2  text text text text text text",
        *["d  id    text"] * 3,
    ]  # fmt: skip


def test_what_is_fixed_stays_in_one_line():
    assert wrapped(f"{fixed('one two three four')} and five", 21, indent=" ") == [" one two three four", " and five"]


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(40, 120))
def test_no_text_is_lost(texts, width):
    shown = " ".join(fitted([texts], width))
    assert sorted("".join(shown.split())) == sorted("".join(" ".join(texts).split()))


def test_heads_that_leave_no_room_are_wrapped_too():
    rows = [
        ("membership", "a name of many words " * 3, "a body of many words " * 3, "source"),
        ("office", "b", "c", "d"),
    ]
    lines = fitted(rows, 80, indent=" ")
    assert max(map(length, lines)) <= 80
    assert lines[-1].split() == ["office", "b", "c", "d"]


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(40, 120))
def test_a_table_keeps_to_the_width_and_loses_nothing(rows, width):
    lines = table(rows, width=width)
    assert max(map(length, lines)) <= width
    told = "".join("".join(row) for row in rows)
    shown = "".join(lines)
    assert [shown.count(letter) for letter in "abcdef-"] == [told.count(letter) for letter in "abcdef-"]


@given(TEXTS)
def test_ascii_is_ascii(text):
    assert plain_signs(text).isascii()


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("[..2024-04-03]", "by 2024-04-03"), ("[2009..2010]", "between 2009 and 2010"), ("[2009..]", "not before 2009"),
        ("[2009,2011]", "2009 or 2011"), ("2009~", "2009~"), (None, ""), ("a/b", "a/b"),
    ],
)  # fmt: skip
def test_sets_are_told_in_words(date, words):
    assert said(date) == words


def test_words():
    assert weekday(day_of("2024-06-13")) == "Thursday 13 June 2024"
    assert weekday(DAY_MIN) == weekday(DAY_MAX) == "a day that no calendar has"
    assert (plural("dialogue-partner"), plural("new-status")) == ("dialogue partners", "new statuss")
    assert (listed(["a"]), listed(["a", "b", "c"], "or")) == ("a", "a, b or c")
    assert (short(["a 1"]), short(["a 1", "b 2"])) == ("a 1", "a 1 +1")
    assert (instead(None), instead("none"), instead("dialogue-partner")) == ("not yet", "no longer", "dialogue partner")


def test_a_sign_that_parts_two_whole_lines_does_not_stand_alone():
    first, second = (f"archive show {letter * 30}" for letter in "xy")
    assert folded(f"More: {fixed(first)} · {fixed(second)} · b", 24) == ["More:", first, second, "· b"]
    assert folded("a · b", 24) == ["a · b"]
    assert folded("·", 24) == ["·"]
