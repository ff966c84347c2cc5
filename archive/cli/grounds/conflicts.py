"""`archive conflicts`: where the sources disagree."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from archive.cli import clock
from archive.cli.asking.files import reading
from archive.cli.asking.options import READING, Asked
from archive.cli.grounds.conflicts_page import page
from archive.cli.printing.columns import sources_of
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.dates import day_of, parse
from archive.model.errors import UsageError
from archive.questions.conflicts import data as conflicts_data
from archive.questions.conflicts.data import as_data

DISPUTE = ["id", "question", "state", "outcome", "field", "comment", "opened_by"]
ACCOUNT = [
    "position", "handle", "kind", "date", "earliest", "latest", "gist", "title", "standing", "told", "undated",
]  # fmt: skip
RULING = ["ruled_by", "recorded_at", "recorded_by", "rule", "reason", "main"]
FINDING = ["rule", "what", "about", "from", "to", "events", "fix"]
COLUMNS = ["found", *DISPUTE, *ACCOUNT, "sources", *RULING, *FINDING[1:]]


@click.command()
@click.option(
    "--on",
    "when",
    metavar="DATE",
    help="Only what bears on an answer of this day, or on since when it is so (±); rules look back from it.",
)
@click.option("--field", "fields", multiple=True, help="What differs: date, status, number …; repeat for several.")
@click.option("--rule", "rules", multiple=True, help="A rule that finds (overdue …) or one of weighing (W4).")
@click.option("--state", type=click.Choice(["open", "ruled"]), help="Only disputes in this state.")
@click.option(
    "--years", type=click.IntRange(min=1), default=5, show_default=True,
    help="After how many years without word --all calls a body stale.",
)  # fmt: skip
@READING
@click.pass_context
def conflicts(ctx: click.Context, /, when: str | None, **given: Any) -> None:  # noqa: ANN401 - of click
    """Tell where the sources disagree: the disputes that were named, with both sides, and what rules find beyond them.

    With --all also what rules find inside the named disputes, what nobody has confirmed for years, and all sources.

    \b
    Example:
      archive conflicts --state open
      archive conflicts --on 2024-06-13 --subject afghanistan
      archive conflicts --field date --body sco --format csv
      archive conflicts --rule overdue --known 2023-12-31
    """
    own = {name: given.pop(name) for name in ("fields", "rules", "state", "years")}
    asked = Asked(**given)
    question = conflicts_data.Asked(on=_day(when), today=day_of(clock.today()), **own)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.filters(db)
        found = conflicts_data.conflicts(seen, question, wanted)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(page(seen, found, on, every=asked.everything, day=question.on), on)
            return
        data = as_data(seen, found, question, **wanted.block())
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(_rows(data), COLUMNS)


def _day(text: str | None) -> int | None:
    if text is None:
        return None
    date = parse(text)
    if not date.is_day:
        raise UsageError(f"--on {text}: it is no single day", hint="give a day: --on 2024-06-13")
    return date.latest


def _rows(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each account of each dispute (one where it has none), then one for each finding."""
    for one in data["disputes"]:
        ruling = one["ruling"] or {}
        head = {"found": "dispute", **{name: one[name] for name in DISPUTE}, **ruling}
        for account in one["accounts"] or [{}]:
            yield {**head, **account, "sources": sources_of(account.get("citations", ()))}
    for one in data["findings"]:
        yield {"found": "finding", **one, "about": [" ".join(filter(None, line.values())) for line in one["about"]]}
