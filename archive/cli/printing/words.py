"""Words: days, values and marks as people read them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from archive.model.answer import Answer
from archive.model.dates import DAY_MAX, DAY_MIN, day_of, iso, parse
from archive.questions.scope.horizon import Horizon

NAMES = {
    "member": "members", "observer": "observers", "dialogue-partner": "dialogue partners", "partner": "partners",
    "associate": "associates", "suspended": "suspended", "none": "told otherwise only",
}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
PLAIN = {None: "nothing", "none": "ended", "holds": "in office", "co-chair": "co-chair"}
"""Values whose words are not simply their own."""

PLANNED = {"none": "to end", "dissolved": "to be dissolved", "suspended": "to be suspended"}
"""Values that would be read as told, though they are only announced."""

ROSTER = "membership.roster"
"""The kind of event that tells who is in a list."""
ID_LENGTH = 64
"""Hexadecimal digits of the id of an event."""


def weekday(day: int) -> str:
    """Return a day as in `Thursday 13 June 2024`."""
    if not DAY_MIN < day < DAY_MAX:
        return "a day that no calendar has"
    when = date.fromordinal(day)
    return f"{WEEKDAYS[when.weekday()]} {long_day(day)}"


def long_day(day: int) -> str:
    """Return a day as in `13 June 2024`."""
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def said(text: str | None) -> str:
    """Return a date as written, with sets told in words; of none, an empty text."""
    if not text:
        return ""
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else ""
    if not inner:
        return text
    first, dots, last = inner.partition("..")
    if not dots:
        return " or ".join(part.strip() for part in inner.split(","))
    if not first:
        return f"by {last}"
    return f"between {first} and {last}" if last else f"not before {first}"


def plural(value: str) -> str:
    """Return how those are called that have a status."""
    return NAMES.get(value, value.replace("-", " ") + "s")


def many(count: int, value: str) -> str:
    """Return how many have a status, as in `1 member`, `2 members`."""
    return f"{count} {plain(value) if count == 1 and value != 'none' else plural(value)}"


def plain(value: str | None) -> str:
    """Return a value in words."""
    return PLAIN[value] if value in PLAIN else str(value).replace("-", " ")


def planned(value: str | None) -> str:
    """Return what is announced in words: an end, which is still to come."""
    return PLANNED.get(value, plain(value)) if value else plain(value)


def named(value: str | None, label: Callable[[str], str]) -> str:
    """Return a value in words; of one that is an entity, the name that it has."""
    name = label(value) if value else ""
    return plain(value) if name in ("", value) else name


def instead(value: str | None, kinds: Collection[str] = ()) -> str:
    """Return what another account gives in the place of an answer, in words; `kinds` are those of its events.

    A complete list without somebody says no more than that: it may have ended, or never have been.
    """
    if value == "none" and kinds and set(kinds) == {ROSTER}:
        return "not in the list"
    return "not yet" if value is None else "no longer" if value == "none" else plain(value)


def since_of(answer: Answer, day: int = DAY_MAX, event_date: str = "") -> str:
    """Return from when an answer is told: the day as written, or the last one on which it was seen by the day."""
    if answer.since:
        return said(answer.since)
    by_then, _ = seen_by(answer, day)
    return f"seen {said(by_then[-1])}" if by_then else said(event_date)


def seen_by(answer: Answer, day: int) -> tuple[list[str], bool]:
    """Return the days, as written, on which something was seen by a day, and whether it was seen later too."""
    by_then = [text for text in answer.attested_on if parse(text).earliest <= day]
    return by_then, len(by_then) < len(answer.attested_on)


def until_of(answer: Answer) -> str:
    """Return the last day on which an answer holds: the one before what came next; of a vague end its date."""
    first_out, latest_out = answer.until_bounds or (None, None)
    if answer.until and first_out and first_out == latest_out:
        return iso(day_of(first_out) - 1) or ""
    return said(answer.until)


def marks_of(answer: Answer, *, told: bool = True) -> str:
    """Return the marks of an answer: ? possible, ± first day, u undated, » announced, ! told otherwise."""
    signs = {
        "?": answer.certainty in ("possible", "disputed"),
        "±": answer.since_contested,
        "u": answer.undated,
        "»": bool(answer.expected),
        "!": bool(answer.contested) and told,
    }
    return " ".join(sign for sign, there in signs.items() if there)


def horizon_text(horizon: Horizon) -> str:
    """Return what the answers rest on, in one line."""
    parts: list[str] = []
    if horizon.known_day is not None:
        strictly = ", undated ones left out" if horizon.strict else ""
        parts.append(f"told by sources published by {iso(horizon.known_day)}{strictly}")
    elif horizon.strict:
        parts.append("told by dated sources")
    if horizon.according_to:
        parts.append(f"according to {listed(horizon.according_to)}")
    if horizon.recorded is not None:
        parts.append(f"as recorded by {horizon.recorded}")
    head = ", ".join(parts) or "all that the archive holds"
    reach = f", sources to {horizon.sources_to}" if horizon.sources_to else ""
    return f"{head}: position {horizon.position}{reach}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def name_of(handle: str) -> str:
    """Return the key of an event; of one without a key the beginning of its id, by which it is found too."""
    return handle[:12] if len(handle) == ID_LENGTH else handle


def located(source: str) -> str:
    """Return a source with its locator; of one that is an excerpt as a whole, `ex.` alone would read as cut off."""
    return f"{source.removesuffix(' ex.')} excerpt" if source.endswith(" ex.") else source


def short(sources: Sequence[str], most: int = 1) -> str:
    """Return sources as in `tass-20240704 ex.1-4 +2`."""
    shown = ", ".join(located(source) for source in sources[:most])
    return f"{shown} +{len(sources) - most}" if len(sources) > most else shown
