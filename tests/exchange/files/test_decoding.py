"""From bytes to text: what is not UTF-8, or cannot be seen, is refused with its place."""

import pytest

from archive.exchange.batches.text import read_batch
from archive.exchange.files.decoding import decode, text_faults
from archive.model.errors import FaultsError


def test_a_byte_order_mark_is_let_pass() -> None:
    assert decode(b"\xef\xbb\xbfa: 1", file="f.yml") == "a: 1"


def test_latin_1_names_the_byte_its_place_and_what_to_do() -> None:
    with pytest.raises(FaultsError) as caught:
        decode("a: 1\nname: Ñandú\n".encode("latin-1"), file="f.yml")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column) == ("f.yml", 2, 7)
    assert "0xD1" in fault.message
    assert "Ñ" in fault.message
    assert "iconv" in (fault.hint or "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_wide_encodings_are_named(encoding: str) -> None:
    text = "recorded_by: curator-1\n"
    with pytest.raises(FaultsError) as caught:
        read_batch(text.encode(encoding), "f.yml")
    assert f"the file is {encoding[:6].upper()}, not UTF-8" in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\n\tb: 2\n", (2, 1), "a tab"),
        ("a: 1 \t# x\n", (1, 6), "a tab"),
        ("a: x\0y\n", (1, 5), "a NUL"),
        ("a: 1\nb: x\u2028y\n", (2, 5), "U+2028"),
        ("a: \ufeffx\n", (1, 4), "U+FEFF"),
        ("a: \x1b[31m\n", (1, 4), "U+001B"),
    ],
)
def test_invisible_characters(text: str, place: tuple[int, int], message: str) -> None:
    (fault,) = text_faults(text, file="f.yml")
    assert (fault.line, fault.column) == place
    assert message in fault.message


def test_every_line_with_a_tab_is_told_but_not_hundreds() -> None:
    assert [fault.line for fault in text_faults("\ta\n\tb\nc\n", file="f.yml")] == [1, 2]
    assert len(text_faults("\ta\n" * 1000, file="f.yml")) == 10
