"""`archive history`: the periods of timelines, with what began each."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import click

from archive.cli.asking.completing import complete_bodies, complete_entities
from archive.cli.asking.files import reading
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.history.page import story
from archive.cli.history.spells import spells
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.errors import UsageError
from archive.questions.scope import names
from archive.questions.states.history import as_data, asking_of
from archive.questions.states.history import history as ask
from archive.store.reading.names import Entity

BODIES = ("body", "organisation")


@click.command()
@click.argument("who", metavar="[SUBJECT]", required=False, shell_complete=complete_entities)
@click.argument("where", metavar="[OBJECT]", required=False, shell_complete=complete_bodies)
@with_options(LINEAGE)
@READING
@click.pass_context
def history(ctx: click.Context, /, who: str | None, where: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell the story of SUBJECT in OBJECT; of SUBJECT everywhere; or, with --body alone, all spells in a body.

    \b
    Example:
      archive history belarus sco
      archive history russia sco --lineage
      archive history vladimir-norov
      archive history --body sco --property membership --format csv
    """
    asked = Asked(**given)
    if not (who or asked.body or asked.subject or asked.property or asked.everything):
        raise UsageError("the history of whom?", hint="archive history SUBJECT [OBJECT], or --body BODY, or --all")
    if where:
        asked = asked._replace(body=(*asked.body, where))
    with reading(ctx) as db:
        seen = asked.view(db)
        subject = names.entity(db, who) if who else None
        if subject and where:
            _in_order(subject, names.entity(db, where))
        wanted = asked.followed(seen, asking_of(asked.filters(db), subject))
        told = ask(seen, wanted)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            if len(wanted.called) == len(wanted.bodies) == 1:
                lines = story(seen, told, wanted, on)
            else:
                lines = spells(seen, told, [*wanted.called, *wanted.bodies], on)
            show(chain(lines, line_of(wanted, on)), on)
            return
        data = as_data(
            seen,
            told,
            subject=subject.id if subject else None,
            object=wanted.bodies[0] if wanted.bodies else None,
            **wanted.block(),
        )
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(with_lineage(_rows(data), wanted), columns([*LINE, "from", "to", *ANSWER], wanted))


def _in_order(subject: Entity, place: Entity) -> None:
    """Raise a UsageError where the body comes first and its member second."""
    if subject.type in BODIES and place.type not in (*BODIES, "question", "office", "document", "meeting"):
        raise UsageError(
            f"{place.label} is a {place.type}, and has no members",
            hint=f"the other way round: archive history {place.id} {subject.id}",
        )


def _rows(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for timeline in data["timelines"]:
        head = {name: value for name, value in timeline.items() if name != "periods"}
        yield from ({**head, **period} for period in timeline["periods"])
