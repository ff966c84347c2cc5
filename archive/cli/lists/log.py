"""`archive log`: the log, event by event."""

from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import CUTOFFS, FORMAT, Asked, with_options
from archive.cli.printing.columns import EVENT, events_flat
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.cli.printing.words import said
from archive.questions.lists.log import as_data

MOST = 1_000_000_000
"""No log is longer, and SQLite counts no further than some billions of these."""


@click.command()
@click.option("--from", "start", type=click.IntRange(1, MOST), default=1, show_default=True, help="The first position.")
@click.option("--limit", type=click.IntRange(1, MOST), default=100, show_default=True, help="How many events at most.")
@with_options(*CUTOFFS, *FORMAT)
@click.pass_context
def log(ctx: click.Context, /, start: int, limit: int, **given: Any) -> None:  # noqa: ANN401 - of click
    """List the log in the order of writing. It ends with the position to go on from.

    \b
    Example:
      archive log --from 400
      archive log --from 1 --limit 1000 --format json
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        data = as_data(asked.view(db), start, limit)
    if asked.format == "json":
        show_json(data)
    elif asked.format == "csv":
        show_csv(events_flat(data["events"]), [*EVENT, "recorded_at", "recorded_by"])
    else:
        on = screen(ascii=asked.ascii)
        rows = [
            (str(e["position"]), e["recorded_at"][:10], e["kind"], said(e["date"]), e["title"]) for e in data["events"]
        ]
        more = [f"more: archive log --from {data['next']}"] if data["next"] else []
        show([*fitted(rows, on.width), *more] or ["the log is empty from there on"], on)
