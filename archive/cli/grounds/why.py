"""`archive why`: what an answer rests on, who tells it otherwise, and what would overturn it."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import click

from archive.cli.asking.completing import complete_entities
from archive.cli.asking.files import reading
from archive.cli.asking.on_day import last_word
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.grounds.why_around import nothing
from archive.cli.grounds.why_page import page
from archive.cli.printing.columns import LINE
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.model.errors import UsageError
from archive.questions.grounds.around import around
from archive.questions.grounds.why import why as ask
from archive.questions.grounds.why_data import as_data
from archive.questions.grounds.why_lines import meant_along, two
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View
from archive.store.reading.names import Entity

COLUMNS = [
    *LINE, "value", "certainty", "role", "event", "date", "title", "standing", "tells", "bears", "would", "source",
    "publisher", "via", "at", "says", "quote", "support", "published", "published_latest", "url",
]  # fmt: skip
ROLES = ("because", "seen", "confirmed_by", "rivals")
HOW = "archive why SUBJECT [OBJECT] DATE, as in: archive why belarus sco 2022-10-01"


@click.command(name="why")
@click.argument("words", nargs=-1, metavar="SUBJECT [OBJECT] DATE", shell_complete=complete_entities)
@with_options(LINEAGE)
@READING
@click.pass_context
def why(ctx: click.Context, /, words: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell what the answer for SUBJECT in OBJECT on DATE rests on, and what would overturn it.

    SUBJECT and OBJECT are a member and its body, a person and an office, a state and a question; a body, an
    office or a question may stand alone. Membership goes first; --property asks for another property.

    \b
    Example:
      archive why belarus sco 2022-10-01
      archive why sco-afghanistan-contact-group 2012-01-01
      archive why afghanistan sco 2024-06-13 --property participation
      archive why russia sco 1999-06-01 --lineage
      archive why belarus sco 2023-07-04 --known 2023-07-05 --format json
    """
    asked = Asked(**given)
    names = [*asked.subject, *words[:-1], *asked.body]
    if not words or not 1 <= len(names) <= 2:
        raise UsageError("a subject, perhaps an object, and a day are needed", hint=HOW)
    date = last_word(words, how=HOW)
    with reading(ctx) as db:
        seen = asked.view(db)
        subject, body = two(db, names)
        asking = asked._replace(subject=(subject.id,), body=(body.id,) if body else ())
        wanted = asked.followed(seen, asking.filters(db))
        found = [ask(seen, line, date.latest) for line in meant_along(seen, subject, body, date.latest, wanted)]
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            pages = [page(seen, one, date.latest, on, everything=asked.everything) for one in found]
            pages = pages or [_nothing(seen, subject, date.latest, wanted, on)]
            parted = chain.from_iterable(chain([""] if number else [], one) for number, one in enumerate(pages))
            show(chain(parted, line_of(wanted, on)), on)
            return
        block = seen.horizon.block(date.text, subject=subject.id, object=body.id if body else None, **wanted.block())
        answers = [as_data(one) for one in found]
    if asked.format == "json":
        show_json({"question": block, "answers": answers})
    else:
        rows = (row for answer in answers for row in _rows(answer))
        show_csv(with_lineage(rows, wanted), columns(COLUMNS, wanted))


def _nothing(seen: View, where: Entity, day: int, wanted: Filters, on: Screen) -> Iterator[str]:
    return nothing(seen, where, day, around(seen, where.id, day, sorted(wanted.properties or ())), on)


def _rows(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row for each citation of each event; an answer without any event has a row of its own."""
    head = {name: answer[name] for name in (*LINE, "value", "certainty")}
    found = [(role, event) for role in ROLES for event in answer[role]]
    if not found:
        yield head
    for role, event in found:
        would = event.get("would") or {}
        row = {
            **head, "role": role.removesuffix("_by").removesuffix("s"), "event": event["handle"],
            "date": event["date"], "title": event["title"], "standing": event["standing"],
            "bears": event.get("bears"), "tells": list(dict.fromkeys(one["value"] for one in event["claims"])),
            "would": would.get("value"),
        }  # fmt: skip
        for citation in event["citations"] or [{}]:
            yield {**row, **citation}
