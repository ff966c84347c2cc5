"""Nested data as rows: YAML and JSON along a path, what stands above an item beside it.

A path has steps parted by dots: a name goes into a field, `*` through the items of a list (or the values of a
mapping), `{name}` through a mapping, with its names as the cells of that column. `*.terms.*` makes a row of each
term; cells are called by the fields that lead to them, as in `id.bioguide`, `name.last`, `terms.type`.
Lists that are not on the path are left out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count

from archive.exchange.files.decoding import decode, text_faults
from archive.exchange.files.limits import Source, read_whole
from archive.exchange.rows.row import BadRow, Layout, Row
from archive.exchange.trees.nodes import Mapping as Fields
from archive.exchange.trees.nodes import Node, Scalar, Sequence, of_python, said
from archive.exchange.trees.strict_yaml import compose
from archive.model.errors import Fault, FaultsError

_SEE = "see [file] rows in the map"
_CAPTURE = re.compile(r"\{([^{}.]+)\}")


def steps_of(path: str) -> tuple[str, ...]:
    """Return the steps of a path."""
    return tuple(path.split(".")) if path else ()


def captured(step: str) -> str | None:
    """Return the column that a step `{name}` makes of the names of a mapping; None of another step."""
    match = _CAPTURE.fullmatch(step)
    return match[1] if match else None


def read_nested(source: Source, layout: Layout, *, name: str) -> Iterator[Row | BadRow]:
    """Yield the rows of nested data; raises FaultsError where they do not read, or the path leads nowhere."""
    root = _root(source, layout, name)
    walk = _Walk(name, frozenset(layout.empty))
    found = False
    for line, cells in walk.rows(root, steps_of(layout.path), (), {}):
        found = True
        yield Row(next(walk.numbers), line or None, cells)
    if not found:
        raise FaultsError(
            [Fault(f"no rows are at the path {layout.path!r}", file=name, hint="see [file] rows in the map")]
        )


def _root(source: Source, layout: Layout, name: str) -> Node:
    text = decode(read_whole(source, name=name), file=name)
    if layout.form == "json":
        try:
            return of_python(json.loads(text))
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            raise FaultsError([Fault(f"this is not JSON: {error}", file=name, line=line)]) from error
    faults = text_faults(text, file=name)
    composed = compose(text, file=name) if not faults else None
    if composed is None or composed.root is None or composed.faults:
        raise FaultsError([*faults, *(composed.faults if composed else ())])
    return composed.root


class _Walk:
    """Goes down the path and keeps the values that it passes."""

    def __init__(self, file: str, empty: frozenset[str]) -> None:
        self._file = file
        self._empty = empty
        self.numbers = count(1)

    def rows(
        self, node: Node, steps: tuple[str, ...], above: tuple[str, ...], cells: Mapping[str, str]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the line and the cells of each item at the end of the steps, below `node`."""
        if not steps:
            yield node.line, {**cells, **dict(self._values(node, above))}
            return
        step, rest = steps[0], steps[1:]
        column = captured(step)
        if column is None and step != "*":
            cells = {**cells, **dict(self._values(node, above, but=step))}
            above = (*above, step)
        for name, inner in self._below(node, step):
            yield from self.rows(inner, rest, above, cells if column is None else {**cells, column: name})

    def _below(self, node: Node, step: str) -> Iterator[tuple[str, Node]]:
        if isinstance(node, Sequence) and step == "*":
            yield from (("", item) for item in node.items)
        elif isinstance(node, Fields) and (step == "*" or captured(step)):
            yield from ((name, entry.value) for name, entry in node.entries.items())
        elif isinstance(node, Fields):
            yield from ((name, entry.value) for name, entry in node.entries.items() if name == step)
        else:
            message = f"{said(node)} where the path goes on with {step!r}"
            raise FaultsError([Fault(message, file=self._file, line=node.line or None, hint=_SEE)])

    def _values(self, node: Node, above: tuple[str, ...], *, but: str = "") -> Iterator[tuple[str, str]]:
        """Yield the single values in a node by their dotted names; lists, and the field `but`, are left out."""
        if isinstance(node, Scalar):
            text = "" if node.form == "null" or node.text in self._empty else node.text
            yield ".".join(above) or "value", text
        elif isinstance(node, Fields):
            for name, entry in node.entries.items():
                if name != but:
                    yield from self._values(entry.value, (*above, name))
