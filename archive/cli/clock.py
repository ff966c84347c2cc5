"""The clock: the only place that reads it. Everywhere else time comes in as an argument."""

from datetime import UTC, datetime

from archive.store.log.conflicts import RecordedAheadError
from archive.store.log.instants import is_ahead


def now() -> str:
    """Return this instant in UTC, to the second: `2026-11-23T18:05:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Return today where the user is, as YYYY-MM-DD."""
    return datetime.now().astimezone().date().isoformat()


def stated(recorded_at: str) -> str:
    """Return when a batch says that it was recorded; raise RecordedAheadError where that is still to come."""
    if is_ahead(recorded_at, now()):
        raise RecordedAheadError(recorded_at, now())
    return recorded_at
