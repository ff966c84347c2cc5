"""The page of `archive history` for one subject in one body: statuses to the left, steps indented."""

from collections.abc import Iterator, Sequence

from archive.cli.printing.event_words import aim, did, mark
from archive.cli.printing.layout import apart, fitted, fixed, wrapped
from archive.cli.printing.marks import standing
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, said, short
from archive.questions.scope.filters import Filters
from archive.questions.states.history import History
from archive.questions.states.seen import SeenEvent
from archive.questions.states.state import View

MARKS = {"!": "told otherwise", "»": "announced", "u": "undated"}

Row = tuple[str, str, str, str]

LONGEST_DATE = 12
"""Signs of a date that may stand before what happened; a longer one stands above it."""


def story(seen: View, told: History, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the story of the one subject in the one body that are named, and of those in their line if it is asked."""
    (subject,), (body, *_) = wanted.called, wanted.bodies
    title = f"{told.label(subject)} in {_the(told.label(body))}"
    if wanted.lineage and wanted.lineage.followed:
        title += ", and all in their line"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    yield ""
    if not told.events:
        yield "nothing recorded"
        return
    first = next((event.date for event in told.events if event.standing != "rival"), told.events[0].date)
    yield f" nothing recorded before {said(first.partition('/')[0] or first).removeprefix('by ')}"
    line = wanted.lineage.followed if wanted.lineage else frozenset()
    rows = [_row(event, ", ".join(map(told.label, sorted(line & _named(event))))) for event in _placed(told.events)]
    lines = list(fitted(rows, on.width, indent=" ", first=LONGEST_DATE))
    yield from lines
    yield ""
    there = standing(MARKS, lines)
    legend = ["STATUSES in capitals", "steps indented", *(f"{sign} {MARKS[sign]}" for sign in MARKS if sign in there)]
    yield from wrapped(" · ".join(map(fixed, legend)), on.width, indent=" ")
    more = (f"archive show {told.events[0].name}", f"archive as-of DATE --subject {subject} --body {body}")
    yield from wrapped("More: " + " · ".join(map(fixed, more)), on.width, indent=" ")


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else f"the {name}"


def _placed(events: Sequence[SeenEvent]) -> list[SeenEvent]:
    """Return the events in the order of the world, but those that tell it otherwise beneath what they go against."""
    main = [event for event in events if event.standing != "rival"]
    statuses = [event for event in main if event.kind == "membership.changed"]
    beneath: dict[str, list[SeenEvent]] = {}
    for rival in (event for event in events if event.standing == "rival"):
        against = _against(rival, main, statuses)
        beneath.setdefault(against.handle if against else "", []).append(rival)
    placed = [one for event in main for one in (event, *beneath.get(event.handle, ()))]
    return [*beneath.get("", ()), *placed]


def _against(rival: SeenEvent, main: Sequence[SeenEvent], statuses: Sequence[SeenEvent]) -> SeenEvent | None:
    named = next((event for event in main if event.handle == rival.rival_of), None)
    if named is not None:
        return named
    field = "status" if "status" in rival.facts else "step"
    same = [event for event in main if event.facts.get(field) == rival.facts.get(field) and not mark(event)]
    if same and rival.facts.get(field):
        return min(same, key=lambda event: abs(event.days[0] - rival.days[0]))
    before = [event for event in statuses or main if event.days[0] <= rival.days[0]]
    return before[-1] if before else None


def _named(event: SeenEvent) -> frozenset[str]:
    """Return the ids in the facts of an event, but for those of a succession: it is told in its own words."""
    if event.facts.get("successor"):
        return frozenset()
    lists = [value if isinstance(value, list | tuple) else [value] for value in event.facts.values()]
    return frozenset(name for some in lists for name in some if isinstance(name, str))


def _row(event: SeenEvent, elsewhere: str) -> Row:
    sources = short(event.sources)
    gist = ": ".join(part for part in (elsewhere, aim(event), event.gist) if part)
    told = f"{gist} ({sources})" if sources else gist
    if event.standing == "rival":
        return "", "!", f"  {did(event)}", f"{said(event.date)}: {told}"
    status = event.kind == "membership.changed"
    return said(event.date), mark(event), did(event).upper() if status else f"  {did(event)}", told
