"""`archive impact`: what rests on a source alone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from archive.cli import clock
from archive.cli.asking.completing import complete_sources
from archive.cli.asking.files import reading
from archive.cli.asking.on_day import closed
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.layout import apart, fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.words import horizon_text, named, said
from archive.questions.grounds.impact import EFFECTS, as_data
from archive.questions.grounds.impact import impact as ask
from archive.questions.scope import names
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import View

COLUMNS = [
    *LINE,
    "effect",
    "before",
    "after",
    *(f"{side}_{name}" for name in ANSWER[1:] for side in ("before", "after")),
]
TITLES = {
    "lost": "RESTS ON IT ALONE", "other": "WOULD BE ANOTHER", "weaker": "WOULD BE LESS SURE",
    "dates": "WOULD BE DATED OTHERWISE", "marks": "ONLY WHAT STANDS BESIDE IT",
}  # fmt: skip


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE|PUBLISHER …", shell_complete=complete_sources)
@click.option(
    "--on", "date", metavar="DATE", help="The day of the answers (of a month or a year the last); else today."
)
@READING
@click.pass_context
def impact(ctx: click.Context, /, sources: tuple[str, ...], date: str | None, **given: Any) -> None:  # noqa: ANN401 - click's
    """Tell which answers rest on a source alone: those that would be others if it were withdrawn.

    Several sources, or all of a publisher, are taken away together. Events that nobody else tells are
    listed too. With --all also where only marks would change.

    \b
    Example:
      archive impact tass-20170609 --on 2018-01-01
      archive impact seed-002 --body sco --format json
    """
    asked = Asked(**given)
    date = date or clock.today()
    day = closed(date).latest
    with reading(ctx) as db:
        seen = asked.view(db)
        meant = names.sources(db, sources, seen.horizon.position)
        wanted = asked.filters(db)
        found = ask(db, seen.horizon, meant, day, wanted)
        label = labels(seen, day)
        data = as_data(seen.horizon, found, date, label, **wanted.block())
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(_page(seen, data, sources, label, on), on)
            return
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(map(_flat, data["changes"]), COLUMNS)


def _page(seen: View, data: Mapping[str, Any], given: Sequence[str], label: Labels, on: Screen) -> Iterator[str]:
    sources = data["question"]["sources"]
    # A publisher may stand for a hundred sources: they are told in JSON, and by `archive sources`.
    many = f" ({len(sources)} sources)" if len(sources) > len(given) else ""
    title = f"Without {', '.join(given)}{many}, on {data['question']['date']}"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    for effect in EFFECTS:
        some = [change for change in data["changes"] if change["effect"] == effect]
        if some:
            yield from ("", on.bold(f"{TITLES[effect]} {len(some)}"))
            yield from fitted((_row(one, label) for one in some), on.width, indent=" ")
    if not data["changes"]:
        yield "no answer of that day would be another"
    if data["events"]:
        yield from ("", on.bold(f"EVENTS THAT NOBODY ELSE TELLS {len(data['events'])}"))
        rows = [(said(event["date"]), event["handle"], event["title"]) for event in data["events"]]
        yield from fitted(rows, on.width, indent=" ")


def _row(one: Mapping[str, Any], label: Labels) -> tuple[str, str, str, str]:
    told = f"{_said(one['before'], label)} → {_said(one['after'], label)}"
    return one["property"], one["subject_label"], one["object_label"] or "", told


def _said(answer: Mapping[str, Any], label: Labels) -> str:
    value, certainty = answer["value"], answer["certainty"]
    if certainty == "unknown":
        return "nothing recorded"
    words = [certainty if value is None else named(value, label)]
    if answer["since"]:
        words.append(f"{said(answer['since'])}" if value == "none" else f"since {said(answer['since'])}")
    elif answer["attested_on"]:
        words.append(f"seen {' and '.join(map(said, answer['attested_on']))}")
    if answer["until"] and value != "none":
        words.append(f"until {said(answer['until'])}")
    if certainty not in (value, "certain", "not") and value is not None:
        words.append(f"({certainty})")
    return " ".join(words)


def _flat(change: Mapping[str, Any]) -> dict[str, Any]:
    sides = {f"{side}_{name}": value for side in ("before", "after") for name, value in change[side].items()}
    return {**change, **sides, "before": change["before"]["value"], "after": change["after"]["value"]}
