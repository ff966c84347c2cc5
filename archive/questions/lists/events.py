"""Events: what happened between two days, in the order of the world."""

from typing import Any

from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.model.errors import UsageError
from archive.questions.scope.filters import Filters
from archive.questions.states.naming import may_name, names_one
from archive.questions.states.seen import SeenEvent, ordered, plain, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.schema.projection import BEFORE_ANYTHING, NEVER

Span = tuple[int, int]


def span(text: str) -> Span:
    """Return the first and the last day of `FROM..TO`, of a single date or of an EDTF interval.

    Both days are in; a side that is left out is open. FROM is its earliest day, TO its latest.
    """
    if text.startswith("[") or "/" in text or ".." not in text:
        date = parse(text)
        return date.earliest, date.latest
    begin, _, end = text.partition("..")
    first = parse(begin).earliest if begin else DAY_MIN
    last = parse(end).latest if end else DAY_MAX
    if first > last:
        raise UsageError(f"{text}: the second day is before the first", hint=f"turn them round: {end}..{begin}")
    return first, last


def events_within(seen: View, days: Span, wanted: Filters, *, kinds: frozenset[str] = frozenset()) -> list[SeenEvent]:
    """Return the events that may touch the days, as seen within the horizon; with `everything`, also the dead ones.

    One that is withheld is not among them: when it happened is not told. Filters ask whether an event names a
    subject, and a body or one of its organs.
    """
    low = iso(days[0]) or BEFORE_ANYTHING
    high = iso(days[1]) or NEVER
    positions = set(reading_events.within(seen.db, low, high, seen.horizon.position))
    # A correction may have moved an event into these days: what was corrected is looked at wherever it stood.
    positions |= reading_events.corrected(seen.db, seen.horizon.position)
    asked = [some for some in (wanted.subjects, wanted.within) if some is not None]
    for some in asked:
        positions &= may_name(seen.db, some)
    if wanted.properties is not None:
        positions &= reading_events.of_properties(seen.db, wanted.properties)
    found = seen_events(seen.db, seen.horizon, positions)
    return ordered(
        event for event in found
        if event.shown and (wanted.everything or event.live)
        and (not kinds or event.kind in kinds) and _touches(event, days)
        and all(names_one(event, some) for some in asked)
    )  # fmt: skip


def events(seen: View, text: str, wanted: Filters, *, kinds: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the question and the events as plain data."""
    first, last = span(text)
    found = events_within(seen, (first, last), wanted, kinds=kinds)
    own = {"from": iso(first), "to": iso(last), **({"kinds": sorted(kinds)} if kinds else {})}
    block = seen.horizon.block(text, **own, **wanted.block())
    return {"question": block, "events": [plain(event) for event in found]}


def _touches(event: SeenEvent, days: Span) -> bool:
    first, last = event.days
    return first <= days[1] and last >= days[0]
