"""`archive review`: which answers rest on thin ice."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from archive.cli import clock
from archive.cli.asking.files import reading
from archive.cli.asking.on_day import closed
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.cells import length
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.layout import apart, fitted, table
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.widths import ENOUGH
from archive.cli.printing.words import horizon_text, named, since_of
from archive.questions.grounds.review import Thin, as_data
from archive.questions.grounds.review import review as ask
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import View

COLUMNS = [*LINE, "reasons", "sources", *ANSWER]


@click.command()
@click.option("--single-source", is_flag=True, help="One source, or several of one publisher or agency.")
@click.option("--undated", is_flag=True, help="No source that states it bears a date.")
@click.option("--via", metavar="AGENCY", help="All its sources repeat this agency, or are published by it.")
@click.option(
    "--on", "date", metavar="DATE", help="The day of the answers (of a month or a year the last); else today."
)
@READING
@click.pass_context
def review(ctx: click.Context, /, date: str | None, via: str | None, **given: Any) -> None:  # noqa: ANN401 - of click
    """List the answers that rest on thin ice: what another source should be sought for.

    Without one of the first three options it is --single-source and --undated. An answer is listed where
    any of those asked for is so. The sources are those of the events that an answer rests on; who else was seen to
    tell the same, archive why names.

    \b
    Example:
      archive review --body sco --on 2024-06-13
      archive review --single-source --property membership
      archive review --via TASS --format csv
    """
    chosen = {"single-source": given.pop("single_source"), "undated": given.pop("undated"), "via": via is not None}
    reasons = [reason for reason, wanted in chosen.items() if wanted] or ["single-source", "undated"]
    asked = Asked(**given)
    date = date or clock.today()
    day = closed(date).latest
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.filters(db)
        found = ask(seen, day, wanted, reasons, via)
        label = labels(seen, day)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(_page(seen, found, date, label, on), on)
            return
        data = as_data(seen, found, date, label, reasons=reasons, via=via, **wanted.block())
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(data["answers"], COLUMNS)


def _page(seen: View, found: Iterable[Thin], date: str, label: Labels, on: Screen) -> Iterator[str]:
    every = list(found)
    title = f"{len(every) or 'no'} {'answer' if len(every) == 1 else 'answers'} of {date} on thin ice"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    rows = [_row(one, label) for one in every]
    heads = max(map(length, table([row[:-1] for row in rows])), default=0)
    yield from fitted(rows if heads + ENOUGH < on.width else map(_together, rows), on.width, indent=" ")


def _row(one: Thin, label: Labels) -> tuple[str, ...]:
    value = named(one.answer.value, label) if one.answer.value is not None else one.answer.certainty
    where = label(one.line.object) or ""
    told = ", ".join(one.sources) or "no source"
    since = since_of(one.answer)
    return one.line.property, label(one.line.subject), where, f"{value} {since}".strip(), ", ".join(one.reasons), told


def _together(row: tuple[str, ...]) -> tuple[str, str]:
    """Return the same as a property and a sentence, for a screen that has no room for so many columns."""
    name, who, where, value, reasons, told = row
    return name, f"{who}{f', {where}' if where else ''}: {value} · {reasons} ({told})"
