import json
import unicodedata
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.canonical import content_id, encode
from archive.model.errors import DataError

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


class Seat(IntEnum):
    FIRST = 1


def nested(levels: int) -> list[object]:
    found: list[object] = []
    for _ in range(levels - 1):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("content", "bytes_"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ({}, b"{}"),
        ([], b"[]"),
        ((), b"[]"),
        ("", b'""'),
        (0, b"0"),
        (-12, b"-12"),
        (2**53 - 1, b"9007199254740991"),
        (Seat.FIRST, b"1"),
        (False, b"false"),
        ('a "b" \\ / \n \x00', b'"a \\"b\\" \\\\ / \\n \\u0000"'),
        ("Беларусь", '"Беларусь"'.encode()),
        ("\u2028", '"\u2028"'.encode()),
        (DECOMPOSED, f'"{COMPOSED}"'.encode()),
        ({DECOMPOSED: 1}, f'{{"{COMPOSED}":1}}'.encode()),
        ({"Z": 1, "a": 2, "\U0001f600": 3, "\uff21": 4}, '{"Z":1,"a":2,"\uff21":4,"\U0001f600":3}'.encode()),
    ],
    ids=range(16),
)
def test_one_form(content: object, bytes_: bytes) -> None:
    assert encode(content) == bytes_


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (1.5, "no whole number"),
        ({"a": [1, 2.0]}, "no whole number"),
        (float("nan"), "no whole number"),
        (2**53, "a number beyond"),
        (-(10**30), "a number beyond"),
        ({1: "a"}, "1 is no text"),
        ({None: "a"}, "None is no text"),
        ({"a": b"x"}, "a bytes has no form in JSON"),
        ({"a": {"b"}}, "a set has no form in JSON"),
        ({COMPOSED: 1, DECOMPOSED: 1}, "is there twice"),
        ("\ud800", "half of a surrogate pair"),
        (nested(66), "more than 64 levels deep"),
    ],
    ids=range(12),
)
def test_refused(content: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        encode(content)


def test_as_deep_as_is_allowed() -> None:
    assert encode(nested(64)) == b"[" * 64 + b"]" * 64


def test_the_id_is_the_hash_of_the_bytes() -> None:
    assert content_id({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert content_id({"a": DECOMPOSED, "b": 2}) == content_id({"b": 2, "a": COMPOSED})
    assert content_id({"a": "1"}) != content_id({"a": 1})


texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
contents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(contents)
def test_it_reads_as_what_was_written_and_has_one_form(content: object) -> None:
    written = encode(content)
    assert json.loads(written) == content
    assert encode(json.loads(written)) == written


@given(st.dictionaries(texts, st.integers(0, 9), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_count(content: dict[str, int], random: object) -> None:
    items = list(content.items())
    random.shuffle(items)  # type: ignore[attr-defined]  # a field of this event's kind
    assert content_id(dict(items)) == content_id(content)
