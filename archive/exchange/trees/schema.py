"""Readers from nodes to values, made from what msgspec tells of a struct's types."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec.inspect as mi

from archive.exchange.trees.field_names import report_missing, report_unknown
from archive.exchange.trees.nodes import Mapping as MappingNode
from archive.exchange.trees.nodes import Node, Scalar, Sequence, said
from archive.exchange.trees.report import Report
from archive.exchange.trees.scalars import BAD, Reader, number_reader, text_reader, truth, word_reader

_FILL = "fill it, or leave the field out"
_LISTED = re.compile(r"[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)+")


def reader_of(info: mi.Type, extra: Mapping[str, Any] | None = None) -> Reader:
    """Return the reader for a type; `extra` is what the field's Meta says of its role."""
    match info:
        case mi.Metadata(type=inner):
            return reader_of(inner, {**(extra or {}), **(info.extra or {})})
        case mi.UnionType():
            (only,) = (kind for kind in info.types if not isinstance(kind, mi.NoneType))
            return reader_of(only, extra)
        case mi.StrType():
            return text_reader(info, (extra or {}).get("ref"), (extra or {}).get("form"))
        case mi.LiteralType():
            return word_reader([str(value) for value in info.values])
        case mi.BoolType():
            return truth
        case mi.IntType():
            return number_reader(info)
        case mi.VarTupleType():
            return _list_reader(info, reader_of(info.item_type, extra), names="ref" in (extra or {}))
        case mi.DictType():
            return _table_reader(info, reader_of(info.key_type), reader_of(info.value_type))
        case mi.StructType():
            return StructReader(info.cls)
        case _:
            raise TypeError(f"no text form is known for {info}: add a reader for it")


def _list_reader(info: mi.VarTupleType, item: Reader, *, names: bool) -> Reader:
    """Return the reader of lists; of lists of names, `a, b` is refused as one name."""
    shortest = info.min_length or 0

    def read(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a tuple, or BAD
        if type(node) is not Sequence:
            if names and type(node) is Scalar and _LISTED.fullmatch(node.text):
                hint = f"write: {field}: [{node.text}]"
                report.add(node, field, "several values in one text", expected="a list", hint=hint)
                return BAD
            only = item(node, field, report)
            return BAD if only is BAD else (only,)
        if len(node.items) < shortest:
            report.add(node, field, "the list is empty", expected=f"at least {shortest}", hint=_FILL)
            return BAD
        values = tuple(item(inner, f"{field}[{index}]", report) for index, inner in enumerate(node.items))
        if BAD in values:
            return BAD
        return BAD if _repeats(node, values, field, report) else values

    return read


def _repeats(node: Sequence, values: tuple[Any, ...], field: str, report: Report) -> bool:
    """Report texts that stand twice in a list, and tell whether there are any."""
    if len(values) < 2 or not isinstance(values[0], str) or len(set(values)) == len(values):
        return False
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen and not report.full:
            report.add(node.items[index], f"{field}[{index}]", "here twice", hint="keep one of the two")
        seen.add(value)
    return True


def _table_reader(info: mi.DictType, key: Reader, value: Reader) -> Reader:
    shortest = info.min_length or 0

    def read(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a dict, or BAD
        if type(node) is not MappingNode:
            report.add(
                node, field, f"{said(node)} where a mapping is expected", expected="lines `name: value` below it"
            )
            return BAD
        if len(node.entries) < shortest:
            report.add(node, field, "the mapping is empty", expected=f"at least {shortest}", hint=_FILL)
            return BAD
        found: dict[Any, Any] = {}
        for name, entry in node.entries.items():
            read_name = key(Scalar(name, entry.line, entry.column, "quoted"), field, report)
            found[read_name] = value(entry.value, f"{field}.{name}", report)
        return BAD if BAD in found or BAD in found.values() else found

    return read


class StructReader:
    """Reads a mapping into a struct; also the list of its fields, for the readers of whole events."""

    def __init__(self, cls: type) -> None:
        info = mi.type_info(cls)
        assert isinstance(info, mi.StructType)  # noqa: S101 - only structs are given
        self.cls = cls
        self.fields = {field.encode_name: (field.name, reader_of(field.type)) for field in info.fields}
        self.required = {field.encode_name: described(field.type) for field in info.fields if field.required}

    def __call__(self, node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a struct, or BAD
        """Return the struct, or BAD after reporting every fault of it."""
        wanted = f"{', '.join(self.required)} and so on"
        if type(node) is not MappingNode:
            report.add(node, field, f"{said(node)} where a mapping is expected", expected=f"name: value for {wanted}")
            return BAD
        before = len(report.faults)
        values = self.values(node, f"{field}.", report)
        report_missing(node, self.required, f"{field}.", report, since=before)
        return self.cls(**values) if len(report.faults) == before else BAD

    def values(self, node: MappingNode, path: str, report: Report) -> dict[str, Any]:
        """Return the values of the fields that are there and good, by attribute; report the others."""
        found: dict[str, Any] = {}
        for name, entry in node.entries.items():
            if report.full:
                break
            if name not in self.fields:
                report_unknown(node, name, self.fields, path, report)
                continue
            attribute, read = self.fields[name]
            value = read(entry.value, path + name, report)
            if value is not BAD:
                found[attribute] = value
        return found


def described(info: mi.Type) -> str:
    """Return the description of a field, or an empty text."""
    while isinstance(info, mi.Metadata):
        if description := (info.extra_json_schema or {}).get("description"):
            return str(description)
        info = info.type
    if isinstance(info, mi.UnionType):
        return next((text for kind in info.types if (text := described(kind))), "")
    return ""
