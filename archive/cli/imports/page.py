"""What an import did, or would do, in words and as JSON."""

from collections import Counter
from typing import Any

from archive.exchange.batches.layout import event_lines
from archive.exchange.maps.importing import Tally
from archive.model.event import Draft
from archive.store.log.appended import Appended

_LISTED = 5


def imported_lines(appended: Appended, tally: Tally, first: list[Draft], *, dry_run: bool) -> list[str]:
    """Return the summary, and below it the first events where they are given."""
    lines = [f"{name:<17} {text}" for name, text in _facts(appended, tally, dry_run=dry_run) if text]
    if first:
        lines += ["", "the first events", *(line for draft in first for line in event_lines(draft))]
    return lines


def imported_json(appended: Appended, tally: Tally, *, dry_run: bool) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "dry_run": dry_run,
        "rows": tally.rows,
        "rows_without_events": tally.silent,
        "rows_repeated": tally.repeated,
        "rows_bad": tally.bad,
        "events": dict(sorted(tally.events.items())),
        "written": appended.written,
        "held": appended.held,
        "entities": dict(sorted(tally.entities.items())),
        "first": appended.first or None,
        "last": appended.last or None,
        "batch": appended.batch or None,
    }


def _facts(appended: Appended, tally: Tally, *, dry_run: bool) -> list[tuple[str, str]]:
    written = f"{appended.written} at positions {appended.first} to {appended.last}" if appended.written else "nothing"
    created = ", ".join(tally.created[:_LISTED]) + (" …" if len(tally.created) > _LISTED else "")
    return [
        ("rows read", str(tally.rows)),
        ("without events", _number(tally.silent)),
        ("repeated rows", _number(tally.repeated)),
        ("bad rows", _number(tally.bad)),
        ("events", _counts(tally.events)),
        ("new entities", _counts(tally.entities) + (f": {created}" if created else "")),
        ("in the log already", _number(appended.held)),
        ("would write" if dry_run else "written", written if not dry_run else f"{appended.written}, nothing written"),
    ]


def _number(count: int) -> str:
    return str(count) if count else ""


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())
