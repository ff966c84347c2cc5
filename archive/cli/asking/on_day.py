"""The day that a question is asked of."""

import re
from collections.abc import Sequence

from archive.model.dates import DAY_MAX, DAY_MIN, EdtfDate, parse
from archive.model.errors import UsageError

OPEN = "events FROM..TO takes open ends"
VAGUE = set("~?%X[]{},")
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def closed(text: str, *, what: str = "a state is", hint: str = OPEN) -> EdtfDate:
    """Return a day, a month or a year; its last day is the one that answers. Raises UsageError for what is none."""
    date = parse(text)
    if VAGUE & set(text):
        plain = "".join(letter for letter in text if letter not in "~?%")
        better = f"write {plain}" if _PLAIN.fullmatch(plain) else "give a day, a month or a year"
        raise UsageError(f"{text}: {what} of a day, a month or a year, none of them vague", hint=better)
    if date.earliest <= DAY_MIN or date.latest >= DAY_MAX:
        raise UsageError(f"{text}: {what} of a day, a month or a year", hint=hint)
    return date


def last_word(words: Sequence[str], *, how: str) -> EdtfDate:
    """Return the day that a question of `SUBJECT [OBJECT] DATE` ends with; `how` says how it is asked.

    Raises UsageError where the day is missing, DateError where it cannot be read.
    """
    text = words[-1]
    if len(words) < 3 and not any(sign.isdigit() for sign in text):
        raise UsageError(f"the last word is the day, and {text!r} is none", hint=how)
    return closed(text, what="an answer is", hint=how)
