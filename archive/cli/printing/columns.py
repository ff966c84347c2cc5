"""The columns of CSV that rows of several commands share: the fields of their JSON, in the same order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LINE = ["property", "subject", "object", "subject_label", "object_label"]
"""Of which timeline a row is."""
ANSWER = [
    "value", "certainty", "candidates", "since", "until", "since_earliest", "since_latest", "until_earliest",
    "until_latest", "attested_on", "confirmed", "undated", "events", "contested", "since_contested", "expected",
]  # fmt: skip
"""What is answered; bounds are a column for each end."""
EVENT = [
    "position", "handle", "kind", "date", "earliest", "latest", "gist", "title", "standing", "rival_of", "told",
    "undated", "retracted_by", "corrected_by", "disputes", "facts", "sources", "note", "batch", "id",
]  # fmt: skip
"""An event; its citations are who tells it."""


def events_flat(events: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield events with `sources`, who tells each of them, as `source at`."""
    yield from ({**event, "sources": sources_of(event["citations"])} for event in events)


def sources_of(citations: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the citations as `source at`, each source once: those that state it, else those that announce it."""
    by_support = {
        support: [cited for cited in citations if cited.get("support", "states") == support]
        for support in ("states", "ahead")
    }
    found: dict[str, str] = {}
    for cited in by_support["states"] or by_support["ahead"]:
        found.setdefault(cited["source"], f"{cited['source']} {cited.get('at') or ''}".strip())
    return list(found.values())
