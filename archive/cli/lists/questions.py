"""`archive questions`: what is not known."""

from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import READING, Asked
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.questions.lists.inventory import questions as ask

COLUMNS = ["id", "question", "state", "answer", "asked_by", "answered_by", "about"]


@click.command()
@READING
@click.pass_context
def questions(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - of click
    """List what is not known; with --all also what was asked and has found its answer.

    \b
    Example:
      archive questions
      archive questions --body sco-afghanistan-contact-group
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        horizon, wanted = asked.horizon(db), asked.filters(db)
        found = ask(db, horizon, wanted, answered=asked.everything)
    if asked.format == "json":
        show_json({"question": horizon.block(None, **wanted.block()), "questions": found})
    elif asked.format == "csv":
        show_csv(found, COLUMNS)
    else:
        on = screen(ascii=asked.ascii)
        rows = [(one["id"], one["question"] + (f" — {one['answer']}" if one["answer"] else "")) for one in found]
        show(fitted(rows, on.width) or ["no question is open"], on)
