"""The changes over all of time, timeline by timeline: for which days, from what to what, why, and who tells it."""

from collections import defaultdict
from collections.abc import Iterator

from archive.cli.diff.words import turn
from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import short
from archive.model.dates import DAY_MAX, iso
from archive.questions.diff.world import Change, Diff
from archive.questions.states.told import Telling


def spelled(found: Diff, telling: Telling, on: Screen) -> Iterator[str]:
    """Yield the changes under the heading of their property and object."""
    groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in found.changes:
        groups[change.line.property, change.line.object].append(change)
    for (name, where), some in groups.items():
        place = f" · {found.label(where)}" if where else ""
        yield ""
        yield " " + on.bold(f"{name.upper()}{place}")
        told: set[str] = set()
        yield from fitted([_row(change, found, telling, told) for change in some], on.width, indent=" ")


def _row(change: Change, found: Diff, telling: Telling, told: set[str]) -> tuple[str, ...]:
    there = [telling.events[name] for name in change.events if name in telling.events]
    there.sort(key=lambda event: (event.earliest or "", event.position))
    gists = [event.gist or str(event.facts.get("reason") or event.kind) for event in there if event.handle not in told]
    told.update(change.events)
    sources = short(telling.sources(event.handle for event in there))
    text = " ".join([*gists, f"({sources})" if sources else ""]).strip()
    what = turn(change, found.label, telling.events)
    return _days(change), found.label(change.line.subject), what, change.cause, text


def _days(change: Change) -> str:
    """Return the days of a change from the first through the last one in; a single day by itself."""
    first = iso(change.first) if change.first is not None else None
    last = iso(change.until - 1) if change.until is not None and change.until < DAY_MAX else None
    return first if first and first == last else f"{first or '…'} to {last or '…'}"
