"""The clock: the only place that reads it. Everywhere else time comes in as an argument."""

from datetime import UTC, datetime


def now() -> str:
    """Return this instant in UTC, to the second: `2026-11-23T18:05:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Return today where the user is, as YYYY-MM-DD."""
    return datetime.now().astimezone().date().isoformat()
