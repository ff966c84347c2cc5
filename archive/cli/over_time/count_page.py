"""The page of `archive count`: a grid for each body, and for each line of bodies."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from archive.cli.over_time.grid import Row, grid, heads
from archive.cli.over_time.shared import span_text, when
from archive.cli.printing.layout import apart, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, listed, plain, plural
from archive.questions.over_time.count import Count
from archive.questions.over_time.count_lines import LineCount
from archive.questions.over_time.panel import Panel
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View

Counts = tuple[Sequence[Count], Sequence[LineCount]]
"""Those of each body, and those of each line of bodies."""


def page(seen: View, told: Panel, counts: Counts, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield a grid for each property and object, then for each line: a row for each status, a column for each frame."""
    how = (
        "on any day of each " + told.asking.each if told.asking.at == "any" else when(told.asking.at, told.asking.each)
    )
    yield from apart(
        on.bold(f"How many, {how}, {span_text(told.frames)}"), on.faint(horizon_text(seen.horizon)), on.width
    )
    found, whole = counts
    if not found:
        yield ""
        yield "nothing recorded"
        return
    shown = ""
    every = chain[Count | LineCount](found, _several(found, whole))
    for (name, where), some in groupby(every, key=lambda one: (one.property, _where(one))):
        yield ""
        yield from wrapped(on.bold(_title(name, where, told, wanted)), on.width)
        rows = [
            Row(_name(name, value), [_cell(one) for one in series])
            for value, series in groupby(some, key=lambda one: one.value)
        ]
        shown += "".join(cell for row in rows for cell in row.cells)
        yield from grid(
            heads(told.frames, narrow=on.columns), rows, on.width,
            [frame.label[:4] for frame in told.frames] if on.columns else (),
        )  # fmt: skip
    marks = {"?": "some of them not sure by their dates", "!": "some of them told otherwise"}
    text = "   ".join(f"{sign} {words}" for sign, words in marks.items() if sign in shown)
    if text:
        yield ""
        yield from wrapped(text, on.width, indent=" ")


def _where(one: Count | LineCount) -> str | tuple[str, ...]:
    return one.object if isinstance(one, Count) else one.objects


def _title(property: str, where: str | tuple[str, ...], told: Panel, wanted: Filters) -> str:
    """Return the title of a grid: the property, and the body or the line of those that were named."""
    if isinstance(where, tuple):
        where = f"the whole line of {listed([told.label(body) for body in wanted.bodies if body in where])}"
    else:
        where = told.label(where) if where else ""
    return f"{property.upper()} · {where}" if where else property.upper()


def _name(property: str, value: str | None) -> str:
    if value is None:
        return "any status" if property == "membership" else "any"
    if value == "open":
        return "open (not sure which)"
    return plural(value) if property == "membership" else plain(value)


def _cell(one: Count | LineCount) -> str:
    if not one.subjects:
        return "."
    return f"{len(one.subjects)}{'!' if one.otherwise else ''}{'?' if one.vague and one.value != 'open' else ''}"


def _several(found: Iterable[Count], whole: Iterable[LineCount]) -> Iterator[LineCount]:
    """Yield the counts of lines of which more than one body is told of: of one alone they would say the same again."""
    told = {(one.property, one.object) for one in found}
    yield from (one for one in whole if sum((one.property, body) in told for body in one.objects) > 1)
