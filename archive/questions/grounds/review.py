"""Review: which answers rest on thin ice, on one source alone, on undated ones, or on one agency."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.errors import UsageError
from archive.model.nearest import nearest
from archive.questions.grounds.independent import sources_of, voices
from archive.questions.scope.filters import Filters
from archive.questions.states.as_of import plain
from archive.questions.states.labels import Labels
from archive.questions.states.seen import SeenEvent, seen_events
from archive.questions.states.state import View, answers
from archive.store.reading import events as reading_events
from archive.store.reading import lists as reading_lists
from archive.store.tables.naming import fold_name

REASONS = ("single-source", "undated", "via")


class Thin(NamedTuple):
    """One answer that rests on little: why, and the sources that tell it."""

    line: Line
    answer: Answer
    reasons: tuple[str, ...]
    sources: tuple[str, ...]


def review(seen: View, day: int, wanted: Filters, reasons: Iterable[str], via: str | None) -> list[Thin]:
    """Return the answers on a day that rest on little, for one of the reasons asked for or another."""
    asked = set(reasons)
    agency = None if via is None else _agency(seen, via)
    found = [one for one in answers(seen, day, wanted) if one.answer.events]
    events = _events(seen, {handle for one in found for handle in one.answer.events})
    sources = sources_of(seen.db, events.values())
    thin = []
    for line, answer in found:
        heard = voices([events[handle] for handle in answer.events if handle in events], sources)
        told = sorted(source for some in heard.values() for source in some)
        checks = {
            "single-source": len(heard) == 1,
            "undated": answer.undated,
            "via": bool(told) and agency is not None and all(agency in _agencies(sources[source]) for source in told),
        }
        why = tuple(reason for reason in REASONS if reason in asked and checks[reason])
        if why:
            thin.append(Thin(line, answer, why, tuple(told)))
    return thin


def as_data(seen: View, found: Iterable[Thin], date: str, label: Labels, **asked: object) -> dict[str, Any]:
    """Return a review as plain data: answers, each with its reasons and sources."""
    return {
        "question": seen.horizon.block(date, **asked),
        "answers": [
            {
                **one.line._asdict(), "object": one.line.object or None, "subject_label": label(one.line.subject),
                "object_label": label(one.line.object) or None, "reasons": list(one.reasons),
                "sources": list(one.sources), **plain(one.answer),
            }
            for one in found
        ],
    }  # fmt: skip


def _events(seen: View, handles: Iterable[str]) -> dict[str, SeenEvent]:
    positions = [event.position for event in reading_events.events_of(seen.db, handles).values()]
    return {event.handle: event for event in seen_events(seen.db, seen.horizon, positions)}


def _agency(seen: View, text: str) -> str:
    """Return the agency meant, as names are compared; raises UsageError where no source is of it."""
    rows = reading_lists.sources(seen.db, seen.horizon.position)
    names = {folded: name for row in rows for folded, name in _agencies(row).items()}
    folded = fold_name(text)
    if folded in names:
        return folded
    near = ", ".join(names[one] for one in nearest(folded, names))
    hint = f"nearest: {near}" if near else "archive sources lists them"
    raise UsageError(f"no source is published by, or repeats, {text!r}", hint=hint)


def _agencies(source: Mapping[str, Any]) -> dict[str, str]:
    """Return who publishes a source and whom it repeats (several are parted by commas), by folded name."""
    names = [source["publisher"], *(source["via"] or "").split(", ")]
    return {fold_name(name): name for name in names if name}
