"""Every kind says what it is, shows itself, and can read what its past versions wrote."""

import msgspec
import pytest

from archive.kinds.base import Payload
from archive.kinds.registry import KINDS


def is_sentence(text: str) -> bool:
    return len(text.split()) > 2 and text[0].isupper() and text.rstrip().endswith((".", "…"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_says_what_it_is(kind: type[Payload]) -> None:
    assert kind.__doc__ is not None
    assert is_sentence(kind.__doc__.strip())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_shows_itself(kind: type[Payload]) -> None:
    required = {field.name for field in msgspec.structs.fields(kind) if field.required}
    assert required <= kind.example.keys()
    if kind.nature == "world":
        assert {"date", "gist"} <= kind.example.keys()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_reads_its_past(kind: type[Payload]) -> None:
    assert kind.schema_version >= 1
    assert sorted(kind.upcasters) == list(range(1, kind.schema_version))
