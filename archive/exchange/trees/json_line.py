"""One line of JSON as a tree of texts, and what is wrong with it."""

import json
from typing import Any

from archive.exchange.files.decoding import decode
from archive.exchange.trees.nodes import Entry, Mapping, Node, Scalar, Sequence
from archive.exchange.trees.report import Report
from archive.model.errors import Fault, FaultsError


def read_line(line: bytes, number: int, report: Report) -> Node | None:
    """Return the tree of a line, numbers as they are written; None after reporting what is wrong."""
    file = report.file or ""
    before = len(report.faults)
    try:
        found = _DECODER.decode(decode(line, file=file, first_line=number).strip())
        tree = _tree(found, number, "", report)
    except FaultsError as error:
        report.faults.extend(error.faults)
    except json.JSONDecodeError as error:
        report.faults.append(_not_json(error, file, number))
    except RecursionError:
        report.add(Scalar("", number), "", "nested too deep", hint="no event needs that: look for stray brackets")
    else:
        return tree if len(report.faults) == before else None
    return None


class _Number(str):
    """A JSON number, as written."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """The fields of a JSON object, doubles included."""

    __slots__ = ()


_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_Number)


def _tree(value: Any, line: int, path: str, report: Report) -> Node:  # noqa: ANN401 - whatever JSON holds
    match value:
        case _Number():
            return Scalar(str(value), line, 0, "number")
        case str():
            return Scalar(value, line)
        case _Pairs():
            entries: dict[str, Entry] = {}
            for name, inner in value:
                if name in entries:
                    report.add(Scalar("", line), path + name, f"`{name}` is here twice", hint="keep one of the two")
                entries[name] = Entry(_tree(inner, line, f"{path}{name}.", report), line)
            return Mapping(entries, line)
        case list():
            stem = path.removesuffix(".")
            items = (_tree(inner, line, f"{stem}[{index}].", report) for index, inner in enumerate(value))
            return Sequence(tuple(items), line)
        case None:
            return Scalar("null", line, 0, "null")
        case _:
            return Scalar("true" if value else "false", line, 0, "boolean")


def _not_json(error: json.JSONDecodeError, file: str, line: int) -> Fault:
    text = error.doc.strip()
    if text in ("{", "[", "[{") or (text.startswith("[") and not text.endswith("]")):
        hint = "one whole JSON object a line; a file laid out over several lines is not JSON Lines"
    elif text.startswith("{'") or "property name" in error.msg:
        hint = 'names and texts stand in double quotes, and no comma before a closing brace: {"kind": "…"}'
    else:
        hint = "one whole JSON object a line: look for a missing quote, comma or brace"
    return Fault(
        f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}", file=file, line=line, column=error.colno, hint=hint
    )
