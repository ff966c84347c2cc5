"""How a date is refused: why, what may have been meant, and the forms that are accepted."""

from collections.abc import Callable
from datetime import date, timedelta

from archive.model.dates_grammar import Misread
from archive.model.dates_guess import guess
from archive.model.dates_meant import Guess
from archive.model.days import full_day
from archive.model.errors import DateError

_SHOWN = 60  # letters of a wrong text that are repeated to its writer
_GUESSED = 100  # letters: few dates are longer, a guess at one may be slow, and an offer must stay short
_EXAMPLE = date(2024, 7, 4)


def refusal(text: str, misread: Misread, *, readable: Callable[[str], bool]) -> DateError:
    """Return the error for a text that `misread` is the first fault of.

    Only what `readable` finds to be a date is offered, so the advice never leads to the next error.
    """
    part, found = _of_whole(text, readable) or _of_part(text, misread)
    right = [one for one in found.better if readable(one)]
    wholes = right if part == text else [text.replace(part, one, 1) for one in right if len(text) <= _GUESSED]
    nearest = list(dict.fromkeys(whole for whole in wholes if readable(whole)))
    offered = nearest or right  # where another part is wrong too, the right form of this one alone
    why = found.reason or "not a date in an accepted form"
    headline = why if why.endswith("?") else f"`{_shown(part)}`: {why}." if part else f"{why}."
    advice = f" Write {' or '.join(offered)}" if offered else ""
    return DateError(f"{headline}{advice}\n{accepted(_example(offered))}", nearest=nearest)


def accepted(day: date = _EXAMPLE) -> str:
    """Return the forms of a date and what they mean, in a few lines; `day` is the example."""
    full, month, year = day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]
    start = day.replace(day=1) if day.day > 1 else day - timedelta(days=1) if day > date.min else day
    return (
        f"exact: {full}, {month}, {year}\n"
        f"vague: {month}~ about, {month}? doubtful, {month}% both, {year[:3]}X or {year}-XX unknown digits, "
        f"{year}-21 to {year}-24 spring to winter\n"
        f"one unknown day: [..{full}] by, [{start}..{full}] between, [{start},{full}] either, [{full}..] not before\n"
        f"from a day through a day: {start}/{full}, {full}/.. no end, {full}/ end unknown, "
        f"../{full} or /{full} begin unknown"
    )


def _of_whole(text: str, readable: Callable[[str], bool]) -> tuple[str, Guess] | None:
    """Return the whole text and what it may mean, if anything is known of it."""
    found = guess(text) if len(text) <= _GUESSED else None
    if found is None or not (found.reason or any(readable(one) for one in found.better)):
        return None
    return text, found


def _of_part(text: str, misread: Misread) -> tuple[str, Guess]:
    """Return the part that cannot be read, and what it may mean."""
    part = misread.part
    guessed = guess(part) if part != text and len(part) <= _GUESSED and not misread.reason else None
    return part, guessed or Guess(misread.reason, misread.better)


def _example(offered: list[str]) -> date:
    day = full_day(offered[0]) if offered else None
    return date.fromordinal(day) if day else _EXAMPLE


def _shown(text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return short if short.isprintable() else short.encode("unicode_escape").decode("ascii")
