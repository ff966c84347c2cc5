"""`archive events`: what happened between two days."""

import importlib
from itertools import chain
from typing import Any

import click

from archive.cli.asking.completing import complete_kinds
from archive.cli.asking.files import reading
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.printing.columns import EVENT, events_flat
from archive.cli.printing.event_words import mark
from archive.cli.printing.layout import apart, fitted
from archive.cli.printing.line_of import line_of
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.cli.printing.words import horizon_text, said, short
from archive.questions.lists.events import events as ask
from archive.questions.lists.events import events_within, span


@click.command()
@click.argument("when", metavar="FROM..TO")
@click.option(
    "--kind", "kinds", multiple=True, shell_complete=complete_kinds,
    help="Only events of this kind; repeat for several.",
)  # fmt: skip
@with_options(LINEAGE)
@READING
@click.pass_context
def events(ctx: click.Context, /, when: str, kinds: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - of click
    """Tell what happened between two days, both in, in the order of the world.

    FROM..TO takes days, months and years, and open ends; a single day, month or year stands for itself.

    \b
    Example:
      archive events 2021-07..2021-09 --body sco
      archive events 2009 --subject belarus
      archive events 2000..2001 --body sco --lineage
      archive events ..2001-06-15
    """
    asked = Asked(**given)
    for kind in kinds:
        # Raises an error with the nearest; who names no kind does not wait for all of them to be loaded.
        importlib.import_module("archive.kinds.registry").kind_of(kind)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked.filters(db))
        if asked.format != "table":
            data = ask(seen, when, wanted, kinds=frozenset(kinds))
        else:
            found = events_within(seen, span(when), wanted, kinds=frozenset(kinds))
            on = screen(ascii=asked.ascii)
            count = "1 event" if len(found) == 1 else f"{len(found)} events"
            rows = [(said(e.date), mark(e), e.name, f"{e.title} ({short(e.sources)})") for e in found]
            show([*apart(f"{on.bold(when)}   {count}", on.faint(horizon_text(seen.horizon)), on.width), ""], on)
            show(chain(fitted(rows, on.width, indent=" ") or ["nothing recorded"], line_of(wanted, on)), on)
            return
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(events_flat(data["events"]), EVENT)
