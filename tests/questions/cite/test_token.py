"""Tokens hold all of a citation, and a typing error is never taken for a difference."""

import json
import string
import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.errors import UsageError
from archive.questions.cite.citation import Citation
from archive.questions.cite.pinned import Pinned
from archive.questions.cite.token import check_sum, citation_of, token

HEX = string.hexdigits[:16]
CITATIONS = st.builds(
    Citation,
    pinned=st.builds(
        Pinned, ask=st.just("as-of"), position=st.integers(0, 10**9), dates=st.just(("2024-06-13",)),
        bodies=st.just(("sco", "sco-rats")), only=st.booleans(), subjects=st.just(()), properties=st.just(()),
        everything=st.booleans(), known=st.none() | st.just("2024-01-01"), strict=st.booleans(),
        according_to=st.sampled_from([(), ("TASS",), ("Российская газета", "新华社")]),
    ),
    root=st.text(HEX, min_size=32, max_size=32), rules=st.integers(1, 99), rows=st.integers(0, 10**6),
    digest=st.text(HEX, min_size=64, max_size=64), marks=st.text(string.ascii_letters + "-_", max_size=128),
)  # fmt: skip
ONE = Citation(
    pinned=Pinned(ask="as-of", position=1199, dates=("2024-06-13",), bodies=("sco",)), root="ab" * 16, rules=1, rows=3,
    digest="cd" * 32, marks="a-b",
)  # fmt: skip
SIGNS = string.ascii_letters + string.digits + "-_"


@given(CITATIONS)
def test_a_token_holds_all_of_a_citation(citation):
    made = token(citation)
    assert set(made) <= set(SIGNS)
    assert citation_of(made) == citation


def test_a_token_is_short():
    assert len(token(ONE)) < 200


def test_line_breaks_of_a_printed_page_do_not_matter():
    made = token(ONE)
    assert citation_of(f" {made[:40]}\n  {made[40:80]} {made[80:]}\n") == ONE


def test_every_wrong_sign_is_told_as_mistyped():
    made = token(ONE)
    for place in range(len(made)):
        for sign in "aB3_":
            wrong = made[:place] + sign + made[place + 1 :]
            if wrong != made:
                with pytest.raises(UsageError, match="check sum"):
                    citation_of(wrong)


@pytest.mark.parametrize("text", ["", "A", "sco", "ж" * 60, token(ONE)[:-1], token(ONE)[1:], token(ONE) * 2])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(UsageError):
        citation_of(text)


def holding(data, letter="A"):
    text = letter + urlsafe_b64encode(data).decode().rstrip("=")
    return text + check_sum(text)


GOOD = {"a": "as-of", "n": 1, "r": "A" * 22, "v": 1, "m": 0, "h": "A" * 43, "d": ["2024"]}


OTHERS = [
    {**GOOD, "n": -1}, {**GOOD, "n": "1"}, {**GOOD, "n": 10**19}, {**GOOD, "r": "A"}, {**GOOD, "h": "??"},
    {**GOOD, "d": []}, {**GOOD, "d": "2024"}, {**GOOD, "d": ["2024-02-31"]}, {**GOOD, "d": ["../2010"]},
    {**GOOD, "k": "soon"}, {**GOOD, "k": "2024-06"}, {**GOOD, "x": 1},
    {name: one for name, one in GOOD.items() if name != "h"}, {**GOOD, "x": [["each", "year"]]},
    {**GOOD, "a": "diff"}, {**GOOD, "a": "diff-known"}, {**GOOD, "a": "history"},
    {**GOOD, "a": "diff-known", "k": "2010-01-01", "x": [["before", "2011-01-01"]]},
    {**GOOD, "a": "diff-recorded", "x": [["before", "2"]]}, {**GOOD, "a": "diff-recorded", "x": [["before", "-1"]]},
    {**GOOD, "a": "events", "d": [], "x": [["within", "2010..2001"]]}, {**GOOD, "a": "events", "d": []},
    {**GOOD, "a": "panel", "d": [], "x": [["each", "week"]]}, {**GOOD, "a": "panel", "d": [], "x": [["at", "13-45"]]},
    {**GOOD, "a": "conflicts", "d": [], "x": [["today", "soon"]]},
    {**GOOD, "a": "conflicts", "d": [], "x": [["today", "2010-01-01"], ["years", "many"]]},
]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b"[" * 5000, *(json.dumps(one).encode() for one in OTHERS)]
)
def test_a_token_with_something_else_in_it_is_refused(data):
    with pytest.raises(UsageError, match=r"holds no citation|no token"):
        citation_of(holding(data))


def test_a_good_one_made_by_hand_is_taken():
    assert citation_of(holding(json.dumps(GOOD).encode())).pinned.dates == ("2024",)


def test_a_token_that_unfolds_without_end_is_refused():
    packer = zlib.compressobj(9, wbits=-15)
    bomb = packer.compress(b" " * 50_000_000) + packer.flush()
    with pytest.raises(UsageError, match="holds no citation"):
        citation_of(holding(bomb, "B"))


def test_a_version_of_later_is_told():
    with pytest.raises(UsageError, match="version 'C'"):
        citation_of(holding(b"whatever", "C"))


def test_a_question_of_later_is_told():
    with pytest.raises(UsageError, match="'oracle'"):
        citation_of(holding(json.dumps({**GOOD, "a": "oracle"}).encode()))
