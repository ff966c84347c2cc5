"""Events typed by their kind, from options of a command line as well; a kind of one's own is enough."""

from typing import ClassVar, Literal

import msgspec
import pytest

from archive.exchange.batches.typed import draft, fields_of
from archive.exchange.trees.nodes import of_options, of_python
from archive.kinds.base import Nature, Payload
from archive.kinds.registry import KINDS
from archive.model.errors import FaultsError


class StampIssued(Payload, frozen=True, kw_only=True):
    """A stamp is issued."""

    kind: ClassVar[str] = "stamp.issued"
    nature: ClassVar[Nature] = "record"

    subject: tuple[str, ...]
    colour: Literal["red", "blue"] = "red"
    worth: int | None = None
    from_: str = msgspec.field(name="from", default="")


def test_options_of_a_command_line() -> None:
    options = [("kind", ["membership.changed"]), ("date", ["2024-07-04"]), ("subject", ["india", "pakistan"])]
    tree = of_options([*options, ("object", ["sco"]), ("status", ["member"])])
    with pytest.raises(FaultsError) as caught:
        draft(tree)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.field) == (None, None, "citations")
    cited = of_python({"citations": [{"source": "tass-20240704", "says": "so"}]})
    event = draft(tree._replace(entries={**tree.entries, **cited.entries}))  # type: ignore[union-attr]  # it is a mapping
    assert event.payload.subject == ("india", "pakistan")  # type: ignore[attr-defined]  # a field of this event's kind
    assert event.where is None


def test_a_new_kind_needs_nothing_here() -> None:
    kinds: dict[str, type[Payload]] = {**KINDS, "stamp.issued": StampIssued}
    text = {"kind": "stamp.issued", "subject": "x", "colour": "blue", "worth": "12", "from": "minsk"}
    found = draft(of_python(text), kinds=kinds).payload
    assert found == StampIssued(subject=("x",), colour="blue", worth=12, from_="minsk")
    with pytest.raises(FaultsError, match="blu  not one of its words"):
        draft(of_python({**text, "colour": "blu"}), kinds=kinds)


def test_a_type_without_a_text_form_is_told_to_the_maker_of_the_kind() -> None:
    class Odd(Payload, frozen=True, kw_only=True):
        kind: ClassVar[str] = "odd.one"
        share: float

    with pytest.raises(TypeError, match="add a reader"):
        draft(of_python({"kind": "odd.one", "share": "1"}), kinds={"odd.one": Odd})


def test_fields_in_reading_order() -> None:
    names = fields_of(KINDS["membership.changed"])
    assert names[:6] == ("kind", "key", "date", "subject", "object", "status")
    assert names[-1] == "citations"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_read(kind: str) -> None:
    assert set(fields_of(KINDS[kind])) >= {"kind", "date", *KINDS[kind].__struct_fields__}
