"""`archive count`: how many have each status in every year, quarter or month."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from archive.cli.files import reading
from archive.cli.grid import Row, grid, heads
from archive.cli.layout import apart, wrapped
from archive.cli.options import READING, Asked, with_options
from archive.cli.output import show_csv, show_json
from archive.cli.over_time import EACH, SPAN, span_text, when
from archive.cli.screen import Screen, screen, show
from archive.cli.words import horizon_text, plain, plural
from archive.model.errors import UsageError
from archive.questions.cells import at_of
from archive.questions.count import By, Count, as_data
from archive.questions.count import count as ask
from archive.questions.frames import Each
from archive.questions.panel import Asking, Panel, panel
from archive.questions.state import View

COLUMNS = [
    "frame", "from", "to", "on", "property", "object", "object_label", "value", "count", "vague", "told_otherwise",
    "subjects",
]  # fmt: skip


@click.command()
@click.option(
    "--by", type=click.Choice(["value", "object"]), default="value", show_default=True,
    help="Count each status by itself, or all that have any.",
)  # fmt: skip
@click.option(
    "--at",
    default="last",
    show_default=True,
    metavar="MM-DD|last|any",
    help="Who has it on that day of each year, on the last day, or on any day.",
)
@with_options(EACH, *SPAN)
@READING
@click.pass_context
def count(
    ctx: click.Context, /, by: By, at: str, each: Each, since: str | None, until: str | None, **given: Any  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Tell how many have each status in every year, quarter or month; of memberships, or of --property.

    \b
    Example:
      archive count --by value --each year --body sco
      archive count --each month --from 2023 --to 2024 --body sco --only --format csv
    """
    asked = Asked(**given)
    if at == "share":
        raise UsageError("--at share: a count is of a day, or of any", hint="archive panel --at share")
    asking = Asking(each, at_of(at, each), since, until)
    with reading(ctx) as db:
        seen = asked.view(db)
        told = panel(seen, asked.filters(db), asking)
        found = ask(told, by)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(page(seen, told, found, on), on)
            return
        data = as_data(seen, told, found, at=at, by=by)
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(data["counts"], COLUMNS)


def page(seen: View, told: Panel, found: Sequence[Count], on: Screen) -> Iterator[str]:
    """Yield a grid for each property and object: a row for each status, a column for each frame."""
    how = (
        "on any day of each " + told.asking.each if told.asking.at == "any" else when(told.asking.at, told.asking.each)
    )
    yield from apart(
        on.bold(f"How many, {how}, {span_text(told.frames)}"), on.faint(horizon_text(seen.horizon)), on.width
    )
    if not found:
        yield ""
        yield "nothing recorded"
        return
    shown = ""
    for (name, where), some in groupby(found, key=lambda one: (one.property, one.object)):
        yield ""
        yield on.bold(f"{name.upper()} · {told.label(where)}" if where else name.upper())
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


def _name(property: str, value: str | None) -> str:
    if value is None:
        return "any status" if property == "membership" else "any"
    if value == "open":
        return "open (not sure which)"
    return plural(value) if property == "membership" else plain(value)


def _cell(one: Count) -> str:
    if not one.subjects:
        return "."
    return f"{len(one.subjects)}{'!' if one.otherwise else ''}{'?' if one.vague and one.value != 'open' else ''}"
