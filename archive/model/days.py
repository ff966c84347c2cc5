"""Days: whole numbers, the proleptic Gregorian ordinals of the calendar (1 is 0001-01-01)."""

from datetime import date
from typing import NamedTuple

from archive.model.errors import DateError

DAY_MIN = 0
"""Before anything known: the open side of what began nobody knows when."""

DAY_MAX = date.max.toordinal() + 1
"""Never: the open side of what goes on."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The English names, whatever the locale of the machine."""


class Bounds(NamedTuple):
    """One unknown day, from `earliest` through `latest`."""

    earliest: int
    latest: int


def iso(day: int) -> str | None:
    """Return a day as YYYY-MM-DD; None for DAY_MIN and DAY_MAX."""
    return None if day <= DAY_MIN or day >= DAY_MAX else date.fromordinal(day).isoformat()


def day_of(text: str) -> int:
    """Return the day of a YYYY-MM-DD text, or raise DateError."""
    day = full_day(text)
    if day is None:
        message = f"{text!r} is not a day: write YYYY-MM-DD, e.g. 2024-07-04"
        raise DateError(message)
    return day


def full_day(text: str) -> int | None:
    """Return the day of a YYYY-MM-DD text; None where it has another form, or there is no such day."""
    # fromisoformat reads 20240704 and 2024-W27-4 too: the hyphens and the length leave one form of it
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
