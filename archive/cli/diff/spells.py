"""The changes over all of time, timeline by timeline: for which days, from what to what, why, and who tells it."""

from collections import defaultdict
from collections.abc import Iterator

from archive.cli.diff.words import turn
from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import short
from archive.model.dates import iso
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
    first = iso(change.first) if change.first is not None else None
    until = iso(change.until) if change.until is not None else None
    days = f"{first or '…'} to {until or '…'}"
    there = [telling.events[name] for name in change.events if name in telling.events]
    there.sort(key=lambda event: (event.earliest or "", event.position))
    gists = [event.gist or str(event.facts.get("reason") or event.kind) for event in there if event.handle not in told]
    told.update(change.events)
    sources = short(telling.sources(event.handle for event in there))
    text = " ".join([*gists, f"({sources})" if sources else ""]).strip()
    return days, found.label(change.line.subject), turn(change, found.label), change.cause, text
