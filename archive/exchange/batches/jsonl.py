"""JSON Lines, for machines: one event a line, with the fields of the text form.

A line that holds only `batch` begins a batch: the events below it were recorded together. An export of the log
has one before the first event, so that reading it makes the same log again.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from archive.exchange.batches.as_stored import VERSION, fields_of, read_stored
from archive.exchange.batches.batch import BatchText, Incoming, Place, name_of
from archive.exchange.batches.head import HEAD, head_text
from archive.exchange.batches.layout import flat
from archive.exchange.batches.typed import read_event
from archive.exchange.files.limits import Source, read_lines
from archive.exchange.trees.field_names import report_unknown
from archive.exchange.trees.json_line import read_line
from archive.exchange.trees.nodes import Mapping, Node, Scalar
from archive.exchange.trees.report import Report, refuse_if_any
from archive.exchange.trees.scalars import text_of
from archive.model.errors import FaultsError
from archive.model.event import Draft
from archive.store.log.batches import batches
from archive.store.log.rows import rows

MOST_READ = 10_000
"""Events of a batch in which faults against the archive are looked for where the file has others, too."""

PLACE = ("first", "last", "root")

_POSITION = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)
_ROOT = re.compile(r"[0-9a-f]{64}")


def export_lines(db: sqlite3.Connection, *, after: int = 0, upto: int) -> Iterator[bytes]:
    """Yield the log after one position, an end of a batch, up to another: a line for each batch and event."""
    for batch in batches(db, after=after):
        if batch.first > upto:
            return
        yield _line({"batch": {name: getattr(batch, name) for name in (*HEAD, *PLACE)}})
        for row in rows(db, after=batch.first - 1, upto=batch.last):
            yield _line(fields_of(msgspec.json.decode(row.body)["event"]))


def write_jsonl(events: Iterable[Draft]) -> str:
    """Return the events as JSON Lines, one a line, fields in reading order, defaults left out."""
    return "".join(_line(flat(event)).decode() for event in events)


def read_batches(source: Source, name: str | None = None) -> Iterator[Incoming]:
    """Yield the batches of a file, whose events are to be asked for in turn; those before any `batch` have no head.

    The last event that is good gives way to FaultsError with every fault of the file, by line.
    """
    report = Report(name_of(source, name))
    for head, events in groupby(_events(source, report), key=itemgetter(0)):
        yield Incoming(head, map(itemgetter(1), events))


def _events(source: Source, report: Report) -> Iterator[tuple[BatchText, Draft]]:
    """Yield each event with its batch, up to the first fault; then read on, and tell all of them."""
    head, many, kept = BatchText([]), 0, True
    for number, line in _lines(source, report):
        node = read_line(line, number, report)
        if isinstance(node, Mapping) and "batch" in node.entries and "kind" not in node.entries:
            _end(head, many, report)
            head, many = _head(node, report), 0
            if not report.faults:
                report.read.clear()
                kept = True
        elif node is not None:
            event = _event(node, line, report)
            many += 1
            if event is not None and not report.faults:
                yield head, event
        if len(report.read) > MOST_READ:
            kept = False
        if not kept:
            report.read.clear()
    _end(head, many, report)
    refuse_if_any(report.faults, read=report.read)


def _lines(source: Source, report: Report) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, until there are faults enough."""
    empty = True
    try:
        for number, line in read_lines(source, name=report.file or ""):
            if line.strip():
                empty = False
                yield number, line
            if report.full:
                break
    except FaultsError as error:  # a line that is too long: what follows cannot be told apart
        report.faults.extend(error.faults)
    if empty and not report.faults:
        report.add(Scalar("", 1), "", "the file is empty", expected="one JSON object a line")


def _end(head: BatchText, many: int, report: Report) -> None:
    """Report a batch that has not as many events as it should."""
    place, at = head.place, Scalar("", head.line)
    if head.line and not many and not report.faults:
        report.add(at, "batch", "there is no event in it", hint="leave the line out")
    elif place is not None and many != place.size and not report.faults:
        said = f"it is of positions {place.first} to {place.last}, and {many} events follow"
        report.add(at, "batch", said, hint="the file was cut off, or changed: export it again")


def _head(node: Mapping, report: Report) -> BatchText:
    """Return what the line of a batch says."""
    for name in node.entries.keys() - {"batch"}:
        report_unknown(node, name, ("batch",), "", report)
    said = node.entries["batch"].value
    if not isinstance(said, Mapping):
        expected = '{"batch": {"recorded_at": …, "recorded_by": …, "why": …}}'
        report.add(said, "batch", "it says nothing of itself", expected=expected)
        return BatchText([], line=node.line)
    for name in [name for name in said.entries if name not in (*HEAD, *PLACE)]:
        report_unknown(said, name, (*HEAD, *PLACE), "batch.", report)
    at, by, why = (head_text(said, name, report) for name in HEAD)
    return BatchText([], at, by, why, _place(said, report), node.line)


def _place(said: Mapping, report: Report) -> Place | None:
    """Return where the batch is in the log that it comes from, None where it does not say."""
    texts = [
        text_of(said.entries[name].value, f"batch.{name}", report, "a text") for name in PLACE if name in said.entries
    ]
    if not texts or None in texts:
        return None
    first, last, root = (text or "" for text in (*texts, "", "")[:3])
    if len(texts) == len(PLACE) and _POSITION.fullmatch(first) and _POSITION.fullmatch(last) and _ROOT.fullmatch(root):
        return Place(int(first), int(last), root)
    expected = "first and last position, and the root after it (64 hexadecimal digits)"
    report.add(Scalar("", said.line), "batch", "its place in the log is not well told", expected=expected)
    return None


def _event(node: Node, line: bytes, report: Report) -> Draft | None:
    if isinstance(node, Mapping) and VERSION in node.entries:
        return read_stored(msgspec.json.decode(line), node, report)
    return read_event(node, report)


def _line(fields: dict[str, Any]) -> bytes:
    return msgspec.json.encode(fields) + b"\n"
