"""`archive stances`: who thinks what of a question, in own words or as another tells it."""

from collections.abc import Iterator
from typing import Any

import click

from archive.cli import clock
from archive.cli.asking.completing import complete_entities
from archive.cli.asking.files import reading
from archive.cli.asking.on_day import closed
from archive.cli.asking.options import CUTOFFS, FORMAT, Asked, with_options
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.layout import apart, fitted, wrapped
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.words import horizon_text, instead, long_day, marks_of, plain, said, short
from archive.questions.lists.stances import Held, Stances, Word, as_data, value_of
from archive.questions.lists.stances import stances as ask
from archive.questions.scope import names
from archive.questions.states.labels import Labels
from archive.questions.states.state import View

TYPES = ("question", "body", "organisation")
COLUMNS = [
    *LINE, *ANSWER, "own_words", "date", "word", "own", "told_by", "persons", "gist", "standing", "told", "event",
    "sources",
]  # fmt: skip


@click.command()
@click.argument("question", metavar="QUESTION", shell_complete=complete_entities)
@click.argument("date", metavar="[DATE]", required=False)
@click.option(
    "--subject", multiple=True, metavar="WHO", help="Whose stance: this country, or others; repeat for several."
)
@with_options(*CUTOFFS, *FORMAT)
@click.pass_context
def stances(ctx: click.Context, /, question: str, date: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell who thinks what of QUESTION on DATE (today if none): the answer, then each word of it with its sources.

    What a holder says itself outranks what another says of it; both are told. Of a body, all questions about it.

    \b
    Example:
      archive stances resume-contact-group 2024-06-13
      archive stances sco --known 2021 --format json
    """
    asked = Asked(**given)
    when = closed(date or clock.today(), what="stances are")
    with reading(ctx) as db:
        seen = asked.view(db)
        issue = names.entity(db, question, TYPES)
        wanted = asked._replace(body=(issue.id,)).filters(db)
        told = ask(seen, when.latest, wanted)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(page(seen, told, when.latest, on), on)
            return
        data = as_data(seen, told, when.text, issue.id, **wanted.block())
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(({**one, **_word(word)} for one in data["stances"] for word in one["words"] or [{}]), COLUMNS)


def page(seen: View, told: Stances, day: int, on: Screen) -> Iterator[str]:
    """Yield for each question its holders, those for it first, each with the words that tell it."""
    yield from apart(on.bold(f"Stances on {long_day(day)}"), on.faint(horizon_text(seen.horizon)), on.width)
    if not told.issues:
        yield ""
        yield "nothing recorded by that day"
        return
    for issue, some in told.issues.items():
        yield ""
        yield from wrapped(on.bold(told.label(issue)), on.width)
        for one in some:
            yield from _held(one, told.label, on)


def _held(one: Held, label: Labels, on: Screen) -> Iterator[str]:
    since = f" since {said(one.answer.since)}" if one.answer.since else ""
    marks = marks_of(one.answer)
    whose = "" if any(word.own for word in one.words) else ", in others' words only"
    perhaps = "perhaps " if one.answer.certainty in ("possible", "disputed") else ""
    value = "nothing recorded" if one.answer.certainty == "unknown" else plain(value_of(one.answer))
    text = f"{label(one.line.subject)}: {perhaps}{value}{since}{whose if one.words else ''} {marks}".rstrip()
    yield from wrapped(text, on.width, indent="     ", first=" ")
    rows = [
        (_date(word), _told(word, label), f"{word.event.gist} ({short(word.event.sources, 2)})") for word in one.words
    ]
    yield from fitted(rows, on.width, indent="   ")
    told = {word.event.handle for word in one.words}
    for mark in one.answer.contested:
        if not told & set(mark.events):
            yield from wrapped(
                f"! told otherwise: {instead(mark.value)} ({', '.join(mark.events)})", on.width, indent="   "
            )


def _date(word: Word) -> str:
    return said(word.event.date) + (" »" if word.event.told == "ahead" else "")


def _told(word: Word, label: Labels) -> str:
    """Return the stance, and whose words they are."""
    if word.own:
        return f"{plain(word.value)}, own words"
    return f"{plain(word.value)}, so says {', '.join(map(label, word.told_by))}"


def _word(word: dict[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in word.items() if name != "value"}, "word": word.get("value")}
