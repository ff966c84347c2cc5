"""The head of a batch in a file: when it was recorded, by whom, and why."""

import re

from archive.exchange.trees.nodes import Mapping
from archive.exchange.trees.report import Report
from archive.exchange.trees.scalars import text_of
from archive.model.errors import DataError
from archive.store.log.instants import instant

HEAD = ("recorded_at", "recorded_by", "why")

HANDLE = re.compile(r"[^\W_][\w.-]*")
"""A short name, in any script; no address."""


def head_text(batch: Mapping, name: str, report: Report) -> str | None:
    """Return a field of the head, None where it is not there, or wrong and reported."""
    entry = batch.entries.get(name)
    text = text_of(entry.value, name, report, "a text") if entry else None
    if entry is None or text is None:
        return None
    if name == "recorded_at" and not _is_instant(text):
        report.add(entry.value, name, "not an instant", expected="UTC, as in 2026-11-23T00:00:00Z")
    elif name == "recorded_by" and not HANDLE.fullmatch(text):
        report.add(entry.value, name, "not a handle", expected="a short name, no address: curator-1")
    return text


def _is_instant(text: str) -> bool:
    try:
        return instant(text) == text
    except DataError:
        return False  # the caller reports it with its line
