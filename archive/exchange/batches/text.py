"""The text form of events: a batch file, a list of events or a single one, in strict YAML."""

import re

from archive.exchange.batches.batch import BatchText, name_of
from archive.exchange.batches.head import HEAD, head_text
from archive.exchange.batches.typed import read_event
from archive.exchange.files.decoding import decode, text_faults
from archive.exchange.files.limits import Source, read_whole
from archive.exchange.trees.field_names import report_unknown
from archive.exchange.trees.nodes import Mapping, Node, Sequence, said
from archive.exchange.trees.report import Report, refuse_if_any
from archive.exchange.trees.strict_yaml import compose
from archive.model.errors import MOST_FAULTS, Fault
from archive.model.event import Draft

FIELDS = (*HEAD, "events")

_EVENTS = "a batch (events: …), a list of events, or one event"
_MOST_REPAIRS = 10


def read_batch(source: Source, name: str | None = None) -> BatchText:
    """Return the batch of a file; raises FaultsError with every fault of it, in the order of the file."""
    file = name_of(source, name)
    text = decode(read_whole(source, name=file), file=file)
    refuse_if_any(text_faults(text, file=file))
    root, faults = _compose_all(text, file)
    report = Report(file)
    batch = _batch(root, report) if root is not None else BatchText([])
    # A text that was repaired lacks the events that do not read: that none are left is no second fault.
    refuse_if_any([*faults, *report.faults], read=report.read)
    return batch


def _compose_all(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """Return the tree and the faults, reading on behind an event whose syntax is broken."""
    broken: list[Fault] = []
    while True:
        composed = compose(text, file=file)
        if composed.broken is None:
            return composed.root, broken if composed.root is None and broken else broken + composed.faults
        broken.append(composed.faults[-1])
        rest = _without_items(text, *composed.broken) if len(broken) < _MOST_REPAIRS else None
        if rest is None:
            return None, broken + composed.faults
        text = rest


def _without_items(text: str, first: int, last: int) -> str | None:
    """Return the text with the listed events on these lines (from 1) emptied; None where there are none."""
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if re.match(r" *- ", line)]
    if not starts or first <= starts[0]:
        first = last
    indent = len(lines[starts[0]]) - len(lines[starts[0]].lstrip(" ")) if starts else 0
    items = [index for index in starts if lines[index].startswith(" " * indent + "- ")]
    begin = max((index for index in items if index < first), default=None)
    if begin is None:
        return None
    end = min((index for index in items if index >= last), default=len(lines))
    return "\n".join([*lines[:begin], *[""] * (end - begin), *lines[end:], ""])


def _batch(root: Node, report: Report) -> BatchText:
    if isinstance(root, Sequence):
        return BatchText(_events(root, report))
    if not isinstance(root, Mapping):
        report.add(root, "", f"{said(root)} where events are expected", expected=_EVENTS)
        return BatchText([])
    if "kind" in root.entries and "events" not in root.entries:
        event = read_event(root, report)
        return BatchText([event] if event else [])
    for name in [name for name in root.entries if name not in FIELDS][:MOST_FAULTS]:
        report_unknown(root, name, FIELDS, "", report)
    listed = root.entries.get("events")
    if listed is None:
        if not any(fault.nearest[:1] == ("events",) for fault in report.faults):
            report.add(root, "events", "there are no events", expected=_EVENTS)
        return BatchText([])
    events = _events(listed.value, report)
    at, by, why = (head_text(root, name, report) for name in HEAD)
    return BatchText(events, at, by, why)


def _events(node: Node, report: Report) -> list[Draft]:
    if not isinstance(node, Sequence):
        message = f"{said(node)} where the list of events is expected"
        report.add(node, "events", message, hint="begin each event with `- kind: …`")
        return []
    if not node.items:
        report.add(node, "events", "there are no events", expected="at least one")
    read = (read_event(item, report) for item in node.items if not report.full)
    return [event for event in read if event is not None]
