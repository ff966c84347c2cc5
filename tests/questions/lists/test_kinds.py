import pytest

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.registry import KINDS
from archive.model.errors import UnknownKindError
from archive.questions.lists.kinds import kind, kinds


def test_all_kinds_are_listed():
    assert [one["kind"] for one in kinds()] == list(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_tells_its_fields_an_example_and_a_schema(name):
    found = kind(name)
    assert found["meaning"]
    assert all(field["meaning"] for field in found["fields"])
    assert "$defs" in found["json_schema"]
    assert draft(of_python(found["example"])).envelope.kind == name


def test_an_unknown_kind_gets_the_nearest():
    with pytest.raises(UnknownKindError, match=r"membership\.changed"):
        kind("membership.change")
