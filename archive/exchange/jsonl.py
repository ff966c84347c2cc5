"""JSON Lines, for machines: one event a line, with the fields of the text form."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from archive.exchange.batch import BatchText, name_of, refuse_if_any
from archive.exchange.decoding import decode
from archive.exchange.layout import flat
from archive.exchange.limits import Source, read_lines
from archive.exchange.report import Report
from archive.exchange.tree import Entry, Mapping, Node, Scalar, Sequence
from archive.exchange.typed import read_event
from archive.model.errors import Fault, FaultsError
from archive.model.event import Draft


def read_batch(source: Source, name: str | None = None) -> BatchText:
    """Return the events of a file, which has no head; raises FaultsError with every fault of it, by line."""
    file = name_of(source, name)
    report = Report(file)
    events: list[Draft] = []
    empty = True
    try:
        for number, line in read_lines(source, name=file):
            if line.strip():
                empty = False
                event = _event(line, number, report)
                events.extend([event] if event else [])
            if report.full:
                break
    except FaultsError as error:  # a line that is too long: what follows cannot be told apart
        report.faults.extend(error.faults)
    if empty and not report.faults:
        report.add(Scalar("", 1), "", "the file is empty", expected="one JSON object a line")
    refuse_if_any(report.faults, read=report.read)
    return BatchText(events)


def write_jsonl(events: Iterable[Draft]) -> str:
    """Return the events as JSON Lines, one a line, fields in reading order, defaults left out."""
    return "".join(msgspec.json.encode(flat(event)).decode() + "\n" for event in events)


def _event(line: bytes, number: int, report: Report) -> Draft | None:
    file = report.file or ""
    try:
        found = _DECODER.decode(decode(line, file=file, first_line=number).strip())
    except FaultsError as error:
        report.faults.extend(error.faults)
    except json.JSONDecodeError as error:
        report.faults.append(_not_json(error, file, number))
    except RecursionError:
        report.add(Scalar("", number), "", "nested too deep", hint="no event needs that: look for stray brackets")
    else:
        before = len(report.faults)
        tree = _tree(found, number, "", report)
        return read_event(tree, report) if len(report.faults) == before else None
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
