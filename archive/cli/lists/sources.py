"""`archive sources`: who says it."""

from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.cli.printing.words import said
from archive.questions.lists.inventory import sources as ask

COLUMNS = [
    "id", "publisher", "title", "published", "published_latest", "language", "url", "archived", "retrieved", "via",
    "seen", "withdrawn", "covers", "remark", "size", "sha256", "position", "event_count",
]  # fmt: skip


@click.command()
@click.argument("text", required=False, default="")
@READING
@click.pass_context
def sources(ctx: click.Context, /, text: str, **given: Any) -> None:  # noqa: ANN401 - of click
    """List the sources in the order of publication; with TEXT, those of that publisher, title or id.

    \b
    Example:
      archive sources tass
      archive sources --body sco-afghanistan-contact-group --known 2021
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        horizon, wanted = asked.horizon(db), asked.filters(db)
        some = [names for names in (wanted.within, wanted.subjects) if names is not None]
        found = ask(db, horizon, text=text, about=frozenset().union(*some) if some else None)
    if asked.format == "json":
        show_json({"question": horizon.block(None, text=text or None, **wanted.block()), "sources": found})
    elif asked.format == "csv":
        show_csv(found, COLUMNS)
    else:
        on = screen(ascii=asked.ascii)
        rows = [
            (said(one["published"]) or "undated", one["id"], one["publisher"], _many(one["event_count"]), one["title"])
            for one in found
        ]
        show(fitted(rows, on.width) or ["no source is called so"], on)


def _many(events: int) -> str:
    return "1 event" if events == 1 else f"{events} events"
