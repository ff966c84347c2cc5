"""`archive panel`: the status of every member in every year, quarter or month."""

from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.over_time.grid import Row, grid, heads
from archive.cli.over_time.shared import AT, EACH, SPAN, cell_text, codes, legend, span_text, when
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.layout import apart
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.words import horizon_text
from archive.questions.over_time.cells import at_of
from archive.questions.over_time.frames import Each
from archive.questions.over_time.panel import Asking, Panel, as_data
from archive.questions.over_time.panel import panel as ask
from archive.questions.states.state import View

WHERE = ["frame", "from", "to", *LINE]
MARKS = ["told_otherwise", "vague", "announced"]


@click.command()
@with_options(EACH, AT, *SPAN, LINEAGE)
@READING
@click.pass_context
def panel(ctx: click.Context, /, each: Each, at: str, since: str | None, until: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell the status of every member in every year, quarter or month; of memberships, or of --property.

    With --at any it is the highest status held in the year, * where it changed within; with --at share the percent
    of its days in each. As CSV it has one row for each member and year.

    \b
    Example:
      archive panel --body sco --each year --at 12-31
      archive panel --body sco --each quarter --at any --from 2015 --to 2018
      archive panel --body sco --at share --format csv
    """
    asked = Asked(**given)
    asking = Asking(each, at_of(at, each), since, until)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked.filters(db))
        told = ask(seen, wanted, asking)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(chain(page(seen, told, on), line_of(wanted, on)), on)
            return
        data = as_data(seen, told, at, **wanted.block())
    if asked.format == "json":
        show_json(data)
    elif at == "share":
        rows = [{**cell, **share} for cell in data["cells"] for share in cell["shares"]]
        show_csv(with_lineage(rows, wanted), columns([*WHERE, "value", "days", "share", *MARKS], wanted))
    else:
        names = [*WHERE, *(["value", "values", "changed", *MARKS] if at == "any" else ["on", *ANSWER])]
        show_csv(with_lineage(data["cells"], wanted), columns(names, wanted))


def page(seen: View, told: Panel, on: Screen) -> Iterator[str]:
    """Yield a grid for each property and object: a row for each subject, a column for each frame."""
    title = f"Panel, {when(told.asking.at, told.asking.each)}, {span_text(told.frames)}"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    if not told.rows:
        yield ""
        yield "nothing recorded"
        return
    letter = codes(value for some in told.rows.values() for one in some for value in one.values)
    shown = ""
    for (name, where), some in groupby(told.rows, key=lambda line: (line.property, line.object)):
        yield ""
        yield on.bold(f"{name.upper()} · {told.label(where)}" if where else name.upper())
        rows = [
            Row(
                told.label(line.subject),
                [cell_text(one, letter, ascii=on.ascii) for one in told.rows[line]],
            )
            for line in some
        ]
        shown += "".join(cell for row in rows for cell in row.cells)
        yield from grid(
            heads(told.frames, narrow=on.columns), rows, on.width,
            [frame.label[:4] for frame in told.frames] if on.columns else (), most=max(on.width // 4, 16),
        )  # fmt: skip
    yield ""
    yield from legend(letter, shown, on)
