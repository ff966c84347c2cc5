"""`archive cite`: a citation of an answer, and the check of one."""

from collections.abc import Callable
from typing import Any

import click

from archive.cli import cite_show, clock
from archive.cli.cite_ask import pinned_as_of, pinned_history
from archive.cli.completing import complete_bodies, complete_entities
from archive.cli.files import reading
from archive.cli.options import FORMAT, READING, Asked, with_options
from archive.model.errors import UsageError, VerificationError
from archive.questions.cite import cite as ask
from archive.questions.cite_check import check
from archive.questions.pinned import Pinned
from archive.questions.token import citation_of
from archive.store.roots import recorded_at

STYLE = click.option(
    "--style", type=click.Choice(["full", "chicago", "bibtex"]), default="full", show_default=True,
    help="All of it line by line, a footnote, or an entry of BibTeX.",
)  # fmt: skip

NEXT = {
    "log": "archive verify tells whether the log holds; is this the archive that was cited?",
    "rules": "the log is the one that was cited: today's answer can be cited anew",
    "tables": "archive rebuild makes the tables afresh from the log",
    "rows": "the log and the rules are those that were cited: another version of the program may tell why",
}
"""What to do where a citation does not hold, by what differs first."""


@click.group(invoke_without_command=True)
@click.option("--check", "token", metavar="TOKEN", help="Compute a cited answer again, and say what differs.")
@with_options(*FORMAT)
@click.pass_context
def cite(ctx: click.Context, /, token: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Cite an answer so that anybody can compute it again, or check such a citation.

    The citation ends with a token, alone on the last line, that holds the question and what the answer
    rests on. It is pinned to the position of the log: later events change nothing. A check says `same`,
    or what differs, with exit code 4; a mistyped token is told as that, with exit code 2.

    \b
    Example:
      archive cite as-of 2024-06-13 --body sco
      archive cite history belarus sco --style chicago
      archive cite --check "$(archive cite as-of 2024-06-13 --body sco | tail -1)"
    """
    if ctx.invoked_subcommand is not None:
        if token is not None:
            raise UsageError("--check takes a token and no question", hint="archive cite --check TOKEN")
        return
    if token is None:
        raise UsageError("cite which answer?", hint="archive cite as-of DATE …, or archive cite --check TOKEN")
    asked = Asked(**given)
    cited = citation_of(token)
    with reading(ctx) as db:
        found = check(db, cited)
        cite_show.checked(db, found, asked)
    if not found.same:
        told = "the citation does not hold: the answer is not as it was cited"
        raise VerificationError(told, hint=NEXT[found.differences[0].part])


@cite.command(name="as-of")
@click.argument("dates", nargs=-1, metavar="[DATE …]")
@STYLE
@READING
@click.pass_context
def as_of(ctx: click.Context, /, dates: tuple[str, ...], style: str, **given: Any) -> None:  # noqa: ANN401 - click's
    """Cite who was what on a day; the arguments are those of archive as-of.

    \b
    Example:
      archive cite as-of 2024-06-13 --body sco
      archive cite as-of 2021-07-14 --known 2021-07-10 --style bibtex
    """
    _cite(ctx, Asked(**given), style, lambda db, asked: pinned_as_of(db, asked, dates or (clock.today(),)))


@cite.command()
@click.argument("who", metavar="[SUBJECT]", required=False, shell_complete=complete_entities)
@click.argument("where", metavar="[OBJECT]", required=False, shell_complete=complete_bodies)
@STYLE
@READING
@click.pass_context
def history(ctx: click.Context, /, who: str | None, where: str | None, style: str, **given: Any) -> None:  # noqa: ANN401 - click's
    """Cite the story of SUBJECT in OBJECT; the arguments are those of archive history.

    \b
    Example:
      archive cite history belarus sco
    """
    _cite(ctx, Asked(**given), style, lambda db, asked: pinned_history(db, asked, who, where))


def _cite(ctx: click.Context, asked: Asked, style: str, pin: Callable[..., Pinned]) -> None:
    with reading(ctx) as db:
        pinned = pin(db, asked)
        made = ask(db, pinned)
        cite_show.cited(db, made, asked, style, recorded_at(db, pinned.position))
