"""`archive count`: how many have each status in every year, quarter or month."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.over_time.count_page import page
from archive.cli.over_time.shared import EACH, SPAN
from archive.cli.printing.line_of import COLUMN, columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.errors import UsageError
from archive.questions.over_time.cells import at_of
from archive.questions.over_time.count import By, as_data
from archive.questions.over_time.count import count as ask
from archive.questions.over_time.count_lines import count_lines, lines_block
from archive.questions.over_time.frames import Each
from archive.questions.over_time.panel import Asking, panel

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
@with_options(EACH, *SPAN, LINEAGE)
@READING
@click.pass_context
def count(
    ctx: click.Context, /, by: By, at: str, each: Each, since: str | None, until: str | None, **given: Any  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Tell how many have each status in every year, quarter or month; of memberships, or of --property.

    With --lineage they are counted in each body of the line as panel shows them, then in the line as a whole, where
    who is in two of its bodies counts once. A predecessor and its successor are two, each on its own days.

    \b
    Example:
      archive count --by value --each year --body sco
      archive count --body sco --only --lineage
      archive count --each month --from 2023 --to 2024 --body sco --only \\
        --format csv
    """
    asked = Asked(**given)
    if at == "share":
        raise UsageError("--at share: a count is of a day, or of any", hint="archive panel --at share")
    asking = Asking(each, at_of(at, each), since, until)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked.filters(db))
        told = panel(seen, wanted, asking)
        found = ask(told, by)
        whole = count_lines(told, by, wanted.lineage) if wanted.lineage else []
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(chain(page(seen, told, (found, whole), wanted, on), line_of(wanted, on)), on)
            return
        data = as_data(seen, told, found, at=at, by=by, **wanted.block())
        lines = {"lines": lines_block(told, whole)} if wanted.lineage else {}
    if asked.format == "json":
        show_json({**data, **lines})
    else:
        rows = chain(with_lineage(data["counts"], wanted), map(_flat, lines.get("lines", [])))
        show_csv(rows, columns(COLUMNS, wanted))


def _flat(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a count of a line as a row of CSV, its bodies in the place of one."""
    return {**line, "object": line["objects"], "object_label": line["object_labels"], COLUMN: "the whole line"}
