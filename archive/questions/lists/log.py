"""The log: its events in the order in which they were written, from any position on."""

from typing import Any

from archive.questions.states.seen import SeenEvent, plain, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events


def log(seen: View, start: int, limit: int) -> tuple[list[SeenEvent], int | None]:
    """Return at most `limit` events from position `start` on, and the position to go on with (None at the end)."""
    positions = reading_events.since(seen.db, start, seen.horizon.position, limit + 1)
    following = positions[limit] if len(positions) > limit else None
    return seen_events(seen.db, seen.horizon, positions[:limit]), following


def as_data(seen: View, start: int, limit: int) -> dict[str, Any]:
    """Return a stretch of the log as plain data; `next` is where to go on."""
    found, following = log(seen, start, limit)
    recorded = reading_events.batches(seen.db, (event.batch for event in found))
    events = [
        {**plain(event), "recorded_at": batch.recorded_at, "recorded_by": batch.recorded_by}
        for event in found
        for batch in [recorded[event.batch]]
    ]
    block = seen.horizon.block(None, **{"from": start, "limit": limit})
    return {"question": block, "events": events, "next": following}
