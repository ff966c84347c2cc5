"""`archive as-of`: who was what on a day, or on several, or within a month or a year."""

from itertools import chain
from typing import Any

import click

from archive.cli import clock
from archive.cli.as_of.page import page
from archive.cli.as_of.rows import side_by_side, within
from archive.cli.asking.files import reading
from archive.cli.asking.on_day import closed
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.dates import EdtfDate
from archive.questions.states.as_of import as_of as ask
from archive.questions.states.as_of import as_of_several, as_of_span


@click.command(name="as-of")
@click.argument("dates", nargs=-1, metavar="[DATE …]")
@with_options(LINEAGE)
@READING
@click.pass_context
def as_of(ctx: click.Context, /, dates: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell who was what on a day: members, steps, offices, meetings, stances.

    DATE is a day, or a month or a year: then it is the state on its last day, and what came or went within.
    Several dates are told side by side; without one it is today.

    \b
    Example:
      archive as-of 2024-06-13 --body sco
      archive as-of 2021-07-14 --known 2021-07-10
      archive as-of 2017-06-01 2024-12-31 --body sco
      archive as-of 1999-06-01 --body sco --lineage
      archive as-of 2012-01-01 --according-to seed-002 --format json
    """
    asked = Asked(**given)
    when = [closed(text) for text in dates or (clock.today(),)]
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked.filters(db))
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            if len(when) > 1:
                lines = side_by_side(seen, when, wanted, on)
            else:
                day = when[0].is_day
                lines = chain(page(seen, _last(when[0]), wanted, on), () if day else within(seen, when[0], wanted, on))
            show(chain(lines, line_of(wanted, on)), on)
            return
        if len(when) > 1:
            data = as_of_several(seen, [(_last(date), date.text) for date in when], wanted)
        elif when[0].is_day:
            data = ask(seen, when[0].earliest, when[0].text, wanted)
        else:
            data = as_of_span(seen, when[0], wanted)
    if asked.format == "json":
        show_json(data)
    else:
        first = ["date"] if len(when) > 1 else []
        show_csv(with_lineage(data["answers"], wanted), columns([*first, *LINE, *ANSWER], wanted))


def _last(date: EdtfDate) -> int:
    return date.latest
