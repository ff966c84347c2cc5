"""Instants: moments of recording, in UTC, to the second."""

import re
from datetime import UTC, datetime, timedelta

from archive.model.errors import DataError

SKEW = timedelta(minutes=5)
"""How much later than our clock a batch may say that it was recorded: the clocks of two machines differ."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def instant(text: str) -> str:
    """Return the text where it is an instant like `2026-11-23T18:05:00Z`, else raise DataError.

    One form only, so that instants compare as texts: in SQL, in files, in every client.
    """
    if _INSTANT.fullmatch(text):
        try:
            datetime.fromisoformat(text)
        except ValueError:
            pass  # the right signs, but no day or hour: refused below like any other text
        else:
            return text
    raise DataError(
        f"{text!r} is not an instant", hint="write it in UTC, to the second, with a Z: 2026-11-23T18:05:00Z"
    )


def instant_of(moment: datetime) -> str:
    """Return a moment with a time zone as an instant in UTC; parts of a second are dropped."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_ahead(moment: str, now: str) -> bool:
    """Return whether an instant is later than now by more than clocks differ. Raises DataError where one is none."""
    return datetime.fromisoformat(instant(moment)) > datetime.fromisoformat(instant(now)) + SKEW
