"""`archive cite`: a citation of an answer, and the check of one."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import FORMAT, Asked, with_options
from archive.cli.cite.examples import EXAMPLES
from archive.cli.commands import COMMANDS
from archive.cli.lazy import LazyGroup
from archive.cli.places import Place
from archive.model.errors import UsageError, VerificationError

STYLE = click.Option(
    ["--style"], type=click.Choice(["full", "chicago", "bibtex"]), default="full", show_default=True,
    help="All of it line by line, a footnote, or an entry of BibTeX.",
)  # fmt: skip

NEXT = {
    "log": "archive verify tells whether the log holds; is this the archive that was cited?",
    "rules": "the log is the one that was cited: today's answer can be cited anew",
    "tables": "archive rebuild makes the tables afresh from the log",
    "rows": "the log and the rules are those that were cited: another version of the program may tell why",
}
"""What to do where a citation does not hold, by what differs first."""


class Quoting(LazyGroup):
    """A group with a command for each question that can be cited: with its arguments, and a style."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the question's command, citing its answer instead of printing it."""
        question = super().get_command(ctx, cmd_name)
        return None if question is None else _citing(cmd_name, question)


QUESTIONS: Mapping[str, Place] = {name: COMMANDS[name] for name in EXAMPLES}


@click.group(
    cls=Quoting, invoke_without_command=True, places=QUESTIONS, what="question", subcommand_metavar="[QUESTION …]"
)
@click.option("--check", "token", metavar="TOKEN", help="Compute a cited answer again, and say what differs.")
@with_options(*FORMAT)
@click.pass_context
def cite(ctx: click.Context, /, token: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Cite an answer so that anybody can compute it again, or check such a citation.

    QUESTION is written as it is asked: archive cite diff … cites what archive diff … tells. The citation ends
    with a token, alone on the last line, that holds the question and what the answer rests on. It is pinned to
    the position of the log: later events change nothing. A check says `same`, or what differs, with exit
    code 4; a mistyped token is told as that, with exit code 2.

    \b
    Example:
      archive cite as-of 2024-06-13 --body sco
      archive cite history belarus sco --style chicago
      archive cite diff --known 2023-06-30 2024-06-13 --subject belarus
      archive cite --check "$(archive cite as-of 2024-06-13 --body sco | tail -1)"
    """
    if ctx.invoked_subcommand is not None:
        if token is not None:
            raise UsageError("--check takes a token and no question", hint="archive cite --check TOKEN")
        return
    if token is None:
        raise UsageError("cite which answer?", hint="archive cite as-of DATE …, or archive cite --check TOKEN")
    # What is cited may be any question: they are loaded only where one is.
    show = importlib.import_module("archive.cli.cite.show")
    cited = importlib.import_module("archive.questions.cite.token").citation_of(token)
    with reading(ctx) as db:
        found = importlib.import_module("archive.questions.cite.check").check(db, cited)
        show.checked(db, found, Asked(**given))
    if not found.same:
        told = "the citation does not hold: the answer is not as it was cited"
        raise VerificationError(told, hint=NEXT[found.differences[0].part])


def _citing(name: str, question: click.Command) -> click.Command:
    @click.pass_context
    def quote(ctx: click.Context, /, style: str, **given: Any) -> None:  # noqa: ANN401 - click's options
        ask = importlib.import_module("archive.questions.cite.citation").cite
        pin = importlib.import_module("archive.cli.cite.ask").PINS[name]
        show = importlib.import_module("archive.cli.cite.show").cited
        with reading(ctx) as db:
            show(db, ask(db, pin(db, given)), Asked(format=given["format"], ascii=given["ascii"]), style)

    text = f"Cite what archive {name} tells; the arguments are the same.\n\n\b\nExample:\n"
    examples = "\n".join(f"  archive cite {name} {words}".rstrip() for words in EXAMPLES[name])
    return type(question)(name, params=[*question.params, STYLE], callback=quote, help=text + examples)
