"""What snapshots of a list changed, in words and as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen
from archive.exchange.lists.compare import Began, CameTrue, Ended, News, Redated, Restored, TakenBack
from archive.exchange.lists.observe import Observation
from archive.exchange.lists.snapshot import Fact

SHOWN = 20
"""News of one snapshot that a page tells; the others are counted."""

WORDS = {
    "new": "new", "changed": "changed", "gone": "gone", "redated": "another date", "taken-back": "no longer told",
    "restored": "there all along",
    "came-true": "came true", "seen": "known already", "over": "known to be over",
}  # fmt: skip
"""What may have come of a fact, and how the page calls it."""


class Line(NamedTuple):
    """One change of one snapshot; `before` is the value or the date that was told before, `event` what tells it."""

    what: str
    fact: Fact
    date: str
    before: str | None
    event: str | None


def lines_of(seen: Observation) -> list[Line]:
    """Return what came of a snapshot, change by change, in the order of its events."""
    handles = [event.envelope.key for event in seen.events]
    told = [_line(news, handle) for news, handle in zip(seen.news, handles, strict=False)]
    known = zip(seen.sightings, handles[len(seen.news) :], strict=True)
    told += [Line("seen", fact, seen.snapshot.on, None, handle) for fact, handle in known]
    return told + [Line("over", one.fact, one.fact.date, None, one.handle) for one in seen.over]


def page(seen: Sequence[Observation], labels: Mapping[str, str], screen: Screen, *, dry_run: bool) -> list[str]:
    """Return what came of each snapshot: a line with the counts, and its first changes."""
    lines: list[str] = []
    for one in seen:
        lines += [_head(one), *_rows(one, labels, screen)]
    written = sum(one.appended.written for one in seen)
    events = "1 event" if written == 1 else f"{written:,} events"
    return [*lines, f"would write {events}, nothing written" if dry_run else f"wrote {events}"]


def as_data(seen: Sequence[Observation], *, name: str, dry_run: bool) -> dict[str, Any]:
    """Return the same as plain data, all changes of a first snapshot, too."""
    return {"list": name, "dry_run": dry_run, "snapshots": [_snapshot(one) for one in seen]}


def _head(seen: Observation) -> str:
    snapshot = seen.snapshot
    facts = f"{seen.facts:,} facts"
    if not seen.appended.written:
        return f"{snapshot.on}  {facts}, seen already: nothing changed"
    if seen.before is None:
        return f"{snapshot.on}  {facts}, the first snapshot: what is there began by then, or on the days that it tells"
    counts = Counter(line.what for line in lines_of(seen))
    told = ", ".join(f"{counts[what]:,} {word}" for what, word in WORDS.items() if counts[what])
    return f"{snapshot.on}  {facts}, since {seen.before}: {told or 'nothing changed'}"


def _rows(seen: Observation, labels: Mapping[str, str], screen: Screen) -> Iterator[str]:
    lines = lines_of(seen)
    rows = [_row(line, labels) for line in lines[:SHOWN]]
    yield from fitted(rows, screen.width, indent="  ")
    if seen.without:
        yield f"  not covered, left as it was: {', '.join(labels.get(group, group) for group in seen.without)}"
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN:,} more (all of them: --format json)"


def _row(line: Line, labels: Mapping[str, str]) -> tuple[str, ...]:
    where = line.fact.about
    who = ", ".join(labels.get(one.subject, one.subject) for one in where) or line.fact.payload.kind
    of = f", {labels.get(where[0].object, where[0].object)}" if where and where[0].object else ""
    before = "" if line.before is None else f"{line.before} → "
    told = f"{before}{line.date}" if line.what == "redated" else f"{line.date}"
    value = f"{before}{line.fact.value}" if line.what == "changed" else line.fact.value
    return WORDS[line.what], told, f"{who}{of}: {value}"


def _line(news: News, handle: str) -> Line:
    match news:
        case Began(fact=fact, date=date, before=before):
            return Line(
                "new" if before is None else "changed", fact, date, before.fact.value if before else None, handle
            )
        case Ended(told=told, date=date):
            return Line("gone", told.fact, date, None, handle)
        case Redated(told=told, fact=fact):
            return Line("redated", fact, fact.date, told.fact.date, handle)
        case CameTrue(fact=fact):
            return Line("came-true", fact, fact.date, None, handle)
        case Restored(fact=fact):
            return Line("restored", fact, fact.date, None, handle)
        case TakenBack(told=told):
            return Line("taken-back", told.fact, told.fact.date, None, handle)


def _snapshot(seen: Observation) -> dict[str, Any]:
    appended, snapshot = seen.appended, seen.snapshot
    return {
        "file": snapshot.file,
        "on": snapshot.on,
        "source": snapshot.source,
        "before": seen.before,
        "facts": seen.facts,
        "without": list(seen.without),
        "batch": appended.batch or None,
        "first": appended.first or None,
        "last": appended.last or None,
        "changes": [_change(line) for line in lines_of(seen)],
    }


def _change(line: Line) -> dict[str, Any]:
    where = line.fact.about
    return {
        "what": line.what, "property": where[0].property if where else None,
        "subjects": [one.subject for one in where], "object": (where[0].object or None) if where else None,
        "value": line.fact.value, "date": line.date, "before": line.before, "event": line.event,
    }  # fmt: skip
