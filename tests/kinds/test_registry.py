"""Kinds: found by themselves, strict, frozen, lifted from older versions."""

import json
import subprocess
import sys
from types import ModuleType
from typing import Any, ClassVar

import msgspec
import pytest

from archive.kinds import registry, roles
from archive.kinds.base import Payload
from archive.kinds.registry import KINDS
from archive.model.errors import UnknownKindError

NEW_KIND = '''
"""Treaties: one module, one class, and it is a kind."""
from typing import ClassVar
from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins
from archive.kinds.fields import EntityId

class TreatyDenounced(Payload, frozen=True, kw_only=True):
    """A party leaves a treaty."""

    kind: ClassVar[str] = "treaty.denounced"
    example: ClassVar = {"date": "2024-01-01", "party": "canada", "treaty": "whaling-convention"}

    party: EntityId
    treaty: EntityId

    def claims(self, date, event):
        yield from begins([Line("treaty", self.party, self.treaty)], "denounced", date, event)
'''


def facts_of(kind: type[Payload]) -> dict[str, Any]:
    fields = set(kind.__struct_fields__)
    many = {role.field for role in roles.roles(kind) if role.many}
    facts = {name: value for name, value in kind.example.items() if name in fields}
    return {name: [value] if name in many and isinstance(value, str) else value for name, value in facts.items()}


def test_a_kind_is_one_class_in_one_module() -> None:
    module = ModuleType("archive.kinds.treaty")
    exec(NEW_KIND, module.__dict__)  # noqa: S102 - the recipe of CONTRIBUTING, run as written
    found = registry.defined_in(module)
    assert set(found) == {"treaty.denounced"}
    made = msgspec.convert({"party": "canada", "treaty": "whaling-convention"}, type=found["treaty.denounced"])
    assert [role.ref for role in roles.roles(type(made))] == ["entity", "entity"]


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_found_alone_as_among_all(name: str) -> None:
    assert registry.Kinds()[name] is dict(KINDS)[name]


@pytest.mark.parametrize("name", ["", "member", "membership.", "membership.gone", "__init__.py", "no\0.kind", "a.b"])
def test_what_is_no_kind_is_not_found(name: str) -> None:
    with pytest.raises(KeyError):
        registry.Kinds()[name]
    assert name not in registry.Kinds()


def test_a_kind_waits_for_its_own_family_only() -> None:
    code = "import sys; from archive.kinds.registry import KINDS; KINDS['membership.changed']; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith("archive.kinds.families.")}
    assert loaded == {"archive.kinds.families.membership"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_example_decodes_and_round_trips(kind: type[Payload]) -> None:
    payload = msgspec.convert(facts_of(kind), type=kind)
    assert registry.decode(kind.kind, kind.schema_version, msgspec.Raw(msgspec.json.encode(payload))) == payload


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_unknown_fields_are_refused(kind: type[Payload]) -> None:
    with pytest.raises(msgspec.ValidationError, match="no_such_field"):
        msgspec.convert({**facts_of(kind), "no_such_field": "x"}, type=kind)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_payloads_are_frozen(kind: type[Payload]) -> None:
    payload = msgspec.convert(facts_of(kind), type=kind)
    with pytest.raises(AttributeError):
        setattr(payload, kind.__struct_fields__[0], "x")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_described(kind: type[Payload]) -> None:
    for field in kind.__struct_fields__:
        assert roles.description(kind, field), f"{kind.kind}.{field} has no description"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_has_a_json_schema(kind: type[Payload]) -> None:
    assert json.dumps(msgspec.json.schema(kind))


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UnknownKindError, match=r"membership\.changed"):
        registry.kind_of("membership.chnged")


def test_an_old_payload_is_lifted_one_version_at_a_time() -> None:
    class Third(Payload, frozen=True, kw_only=True):
        kind: ClassVar[str] = "test.third"
        schema_version: ClassVar[int] = 3
        upcasters: ClassVar = {
            1: lambda facts: {"name": facts["title"]},
            2: lambda facts: {**facts, "name": facts["name"].strip()},
        }
        name: str

    old = {"title": " Charter "}
    assert registry.lift(Third, 1, old) == {"name": "Charter"}
    assert registry.lift(Third, 3, {"name": "Charter"}) == {"name": "Charter"}
    assert old == {"title": " Charter "}
