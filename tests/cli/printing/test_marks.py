"""The legend of a page has the marks that stand on it, and no other."""

import re

import pytest

from archive.cli.printing.marks import standing

WORDS = {"!": "! told otherwise", "±": "± first day", "u": "u undated", "»": "» announced", "?": "? possible"}


def test_marks_stand_by_themselves_or_before_a_number():
    assert standing("!±u»?", [" member  Arland  2001 ± !1", "Who? » 2012"]) == {"!", "±", "»"}
    assert standing("u?", ["u", "possible ?"]) == {"u", "?"}
    assert standing("u?!", ["union! usual? a-u (u)"]) == set()


@pytest.mark.parametrize(
    "asked",
    [
        "history belarus sco", "history russia", "history pakistan sco", "diff 2009-01-01 2010-06-01 --body sco",
        "diff 2017-06-01 2024-12-31 --body sco", "as-of 2010-06-01 --body sco", "as-of 2024-06-13",
        "as-of 2024-06-13 --body sco --all",
    ],
)  # fmt: skip
def test_each_mark_of_the_legend_stands_above_it(shipped, asked):
    lines = shipped(*asked.split()).out.splitlines()
    at = max(number for number, line in enumerate(lines) if re.search(r"! told otherwise|since: first day in", line))
    above = " ".join(lines[:at]).split()
    for sign, words in WORDS.items():
        stands = any(re.fullmatch(rf"{re.escape(sign)}[\d;,)]*", word) for word in above)
        assert stands == (words in lines[at]), (sign, lines[at])
