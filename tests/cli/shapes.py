"""The shapes that docs/json.md declares, read from its blocks of types, and whether a value has one."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from archive.model.dates import parse
from archive.model.errors import DateError

TOKEN = re.compile(r'"[^"]*"|\w+|[{}()\[\]<>,:?&|=]')
COMMENT = re.compile(r"//.*")
BLOCK = re.compile(r"^```ts\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Shape(NamedTuple):
    """A type: `how` it is made, of which parts; of an object the fields are (name, optional, type)."""

    how: str
    parts: tuple[Any, ...] = ()


MANY = 1_000
"""Problems that another set of fields counts for: of several types, that of the right fields is meant."""

Problem = tuple[str, str]
"""Where in a document, and what is wrong there."""


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def _is_edtf(value: object) -> bool:
    try:
        return isinstance(value, str) and parse(value).text == value
    except DateError:
        return False  # which is the question


LEAVES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str) and value != "",
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "true": lambda value: value is True,
    "unknown": lambda _: True,
    "Day": _matches(r"\d{4}-\d\d-\d\d"),
    "Edtf": _is_edtf,
    "Instant": _matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "Id": _matches(r"\*|[a-z0-9][a-z0-9._-]*"),
    "Key": _matches(r"[a-zA-Z0-9][a-zA-Z0-9._-]*"),
    "Hash": _matches(r"[0-9a-f]{64}"),
    "Told": _matches(r"(?s)[a-z0-9][a-z0-9._-]*( .+)?"),
}
"""Types without parts; a text is never empty: what is nothing is null."""


class Shapes:
    """All types of a page; remembers which alternatives, lists and optional fields a value has had."""

    def __init__(self, page: str) -> None:
        self.types: dict[str, Shape] = {}
        self._met: set[tuple[int, object]] = set()
        for block in BLOCK.findall(page):
            self._tokens = TOKEN.findall(COMMENT.sub("", block))
            while self._tokens:
                self._take("type")
                name = self._tokens.pop(0)
                self._take("=")
                assert name not in self.types, f"{name} is declared twice"
                self.types[name] = self._either()

    def wrong(self, value: object, name: str) -> list[Problem]:
        """Return what in a value is not of the type of this name."""
        return list(self._wrong(value, self.types[name], name))

    def fields(self, name: str) -> list[str]:
        """Return the names of the fields of a type that is one object, in their order."""
        (fields,) = self._objects(self.types[name])
        return [field for field, _, _ in fields]

    def every_field(self, name: str) -> set[str]:
        """Return the names of all fields that objects of a type may have."""
        objects = self.types[name].how in ("object", "and")
        return {field for fields in self._objects(self.types[name]) for field, _, _ in fields} if objects else set()

    def unmet(self) -> list[str]:
        """Return what is declared and was in no value: fields, alternatives, things in lists."""
        return sorted({one for name, shape in self.types.items() for one in self._unmet(shape, name)})

    # Reading

    def _take(self, token: str) -> None:
        found = self._tokens.pop(0)
        assert found == token, f"{token} was expected, not {found}"

    def _next(self, token: str) -> bool:
        if self._tokens[:1] == [token]:
            self._tokens.pop(0)
            return True
        return False

    def _either(self) -> Shape:
        some = [self._both()]
        while self._next("|"):
            some.append(self._both())
        return some[0] if len(some) == 1 else Shape("or", tuple(some))

    def _both(self) -> Shape:
        some = [self._list()]
        while self._next("&"):
            some.append(self._list())
        return some[0] if len(some) == 1 else Shape("and", tuple(some))

    def _list(self) -> Shape:
        shape = self._one()
        while self._tokens[:2] == ["[", "]"]:
            del self._tokens[:2]
            shape = Shape("list", (shape,))
        return shape

    def _one(self) -> Shape:
        token = self._tokens.pop(0)
        match token:
            case "{":
                return self._object()
            case "(":
                inner = self._either()
                self._take(")")
                return inner
            case "[":
                first = self._either()
                self._take(",")
                second = self._either()
                self._take("]")
                return Shape("two", (first, second))
            case "Record":
                self._take("<")
                self._take("string")
                self._take(",")
                inner = self._either()
                self._take(">")
                return Shape("record", (inner,))
        return Shape("literal", (json.loads(token),)) if token[0] == '"' else Shape("name", (token,))

    def _object(self) -> Shape:
        fields = []
        while not self._next("}"):
            name = self._tokens.pop(0)
            optional = self._next("?")
            self._take(":")
            fields.append((name, optional, self._either()))
            self._next(",")
        return Shape("object", tuple(fields))

    # Checking

    def _wrong(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        yield from getattr(self, f"_wrong_{shape.how}")(value, shape, where)

    def _wrong_name(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        (name,) = shape.parts
        if name not in LEAVES:
            yield from self._wrong(value, self.types[name], where)
        elif not LEAVES[name](value):
            yield where, f"{value!r} is no {name}"

    def _wrong_literal(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        if value != shape.parts[0]:
            yield where, f"{value!r} is not {shape.parts[0]!r}"

    def _wrong_list(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield where, f"{value!r} is no list"
            return
        if value:
            self._met.add((id(shape), "filled"))
        for number, item in enumerate(value):
            yield from self._wrong(item, shape.parts[0], f"{where}[{number}]")

    def _wrong_two(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        if not isinstance(value, list) or len(value) != 2:
            yield where, f"{value!r} are not two"
            return
        for number, item in enumerate(value):
            yield from self._wrong(item, shape.parts[number], f"{where}[{number}]")

    def _wrong_record(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield where, f"{value!r} is no record"
            return
        for name, item in value.items():
            yield from self._wrong(item, shape.parts[0], f"{where}.{name}")

    def _wrong_or(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        found = [(list(self._wrong(value, one, where)), one) for one in shape.parts]
        fitting = next((one for problems, one in found if not problems), None)
        if fitting is None:
            yield from min((problems for problems, _ in found), key=len)
        else:
            self._met.add((id(shape), fitting))

    def _wrong_object(self, value: object, shape: Shape, where: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield where, f"{value!r} is no object"
            return
        # By the object that fits best of those that the type allows.
        yield from min((self._as_object(value, fields, where) for fields in self._objects(shape)), key=len)

    _wrong_and = _wrong_object

    def _as_object(
        self, value: dict[str, Any], fields: list[tuple[str, bool, Shape]], where: str
    ) -> list[Problem]:  # fmt: skip
        there = [name for name, optional, _ in fields if name in value or not optional]
        if list(value) != there:
            return [(where, f"has the fields {list(value)}, not {there}")] * MANY
        some = [(name, part) for name, _, part in fields if name in value]
        problems = [one for name, part in some for one in self._wrong(value[name], part, f"{where}.{name}")]
        if not problems:
            self._met.update((id(part), name) for name, part in some)
        return problems

    def _objects(self, shape: Shape) -> list[list[tuple[str, bool, Shape]]]:
        """Return the lists of fields that an object of a type may have."""
        match shape.how:
            case "object":
                return [list(shape.parts)]
            case "name":
                return self._objects(self.types[shape.parts[0]])
            case "or":
                return [one for part in shape.parts for one in self._objects(part)]
            case "and":
                found: list[list[tuple[str, bool, Shape]]] = [[]]
                for part in shape.parts:
                    found = [[*before, *one] for before in found for one in self._objects(part)]
                return found
        raise AssertionError(f"{shape.how} is no object")

    def _unmet(self, shape: Shape, where: str) -> Iterator[str]:
        match shape.how:
            case "or":
                plain = (part for part in shape.parts if part.how not in ("object", "and"))
                yield from (f"{where}: {part.parts[0]}" for part in plain if (id(shape), part) not in self._met)
                for part in shape.parts:
                    yield from self._unmet(part, where)
            case "object":
                for name, _, part in shape.parts:
                    if (id(part), name) in self._met:
                        yield from self._unmet(part, f"{where}.{name}")
                    else:
                        yield f"{where}.{name}"
            case "list":
                if (id(shape), "filled") not in self._met:
                    yield f"{where}: never filled"
                yield from self._unmet(shape.parts[0], where)
            case "and" | "two" | "record":
                for part in shape.parts:
                    yield from self._unmet(part, where)
