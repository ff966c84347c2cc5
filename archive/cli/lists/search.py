"""`archive search`: events in which words occur."""

from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.columns import EVENT, events_flat
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.cli.printing.words import said
from archive.model.errors import UsageError
from archive.questions.lists.search import as_data
from archive.questions.lists.search import search as ask


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1, max=1000), default=20, show_default=True, help="How many at most.")
@READING
@click.pass_context
def search(ctx: click.Context, /, text: tuple[str, ...], limit: int, **given: Any) -> None:  # noqa: ANN401 - of click
    """Find events by words in what they tell, in what their sources say, and in names.

    All words must occur; "words in quotes" stand together; a * at the end of a word lets it go on.

    \b
    Example:
      archive search memorandum Belarus
      archive search "contact group" --body sco
    """
    asked, words = Asked(**given), " ".join(f'"{word}"' if " " in word else word for word in text)
    if not any(letter.isalnum() for letter in words):
        raise UsageError("search for which words?", hint="archive search memorandum Belarus")
    with reading(ctx) as db:
        seen, wanted = asked.view(db), asked.filters(db)
        if asked.format != "table":
            data = as_data(seen, words, wanted, limit)
        else:
            found = ask(seen, words, wanted, limit)
            on = screen(ascii=asked.ascii)
            rows = [(said(e.date), e.name, " ".join(snippet.split()) or e.title) for e, snippet in found]
            show(fitted(rows, on.width) or [f"no event has the words {words}"], on)
            return
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(events_flat(data["events"]), [*EVENT, "snippet"])
