"""The day that a question is asked of."""

from archive.model.dates import DAY_MAX, DAY_MIN, EdtfDate, parse
from archive.model.errors import UsageError


def closed(text: str) -> EdtfDate:
    """Return a date that begins and ends; its last day is the one that answers. Raises UsageError for open ones."""
    date = parse(text)
    if date.earliest <= DAY_MIN or date.latest >= DAY_MAX:
        raise UsageError(f"{text}: a state is of a day, a month or a year", hint="give a date with both its ends")
    return date
