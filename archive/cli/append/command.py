"""`archive append`: add events, from options made of the kind's fields, from files, or from standard input."""

import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive.cli.append.kind import kind_command
from archive.cli.append.write import WRITING, write_batches
from archive.exchange.batches import jsonl, text
from archive.exchange.batches.batch import Incoming
from archive.exchange.files.limits import Source
from archive.kinds.registry import KINDS
from archive.model.errors import UsageError
from archive.model.nearest import nearest


class Append(click.Group):
    """A group whose commands are the kinds; anything else is a list of files."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the kinds."""
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command of a kind; of anything else, the one that reads files."""
        if cmd_name in KINDS:
            return kind_command(KINDS[cmd_name])
        return files_command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the kind's command and its options, or the one that reads files with all words as files."""
        name = args[0]
        if name in KINDS:
            return name, self.get_command(ctx, name), args[1:]
        family = [kind for kind in KINDS if kind.startswith(f"{name}.")]
        if family and not Path(name).exists():
            raise UsageError(f"{name!r} is no kind of event by itself", hint=f"archive append {' | '.join(family)}")
        looks_like_kind = "." in name and not name.endswith((".yml", ".yaml", ".jsonl", ".json"))
        if looks_like_kind and not Path(name).exists():
            close = nearest(name, KINDS)
            raise UsageError(
                f"{name!r} is neither a kind of event nor a file" + (f"; nearest: {', '.join(close)}" if close else ""),
                hint="archive kinds lists the kinds",
            )
        return "files", files_command, args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the list of kinds."""
        with formatter.section("Kinds (archive append KIND --help tells its options)"):
            formatter.write_dl([(name, (kind.__doc__ or "").splitlines()[0]) for name, kind in KINDS.items()])


@click.group(cls=Append, context_settings={"help_option_names": ["-h", "--help"]})
def append() -> None:
    """Add events: KIND with its fields as options, files of events, or - for standard input.

    Nothing is written unless all is right. Appending the same again changes nothing.

    \b
    Example:
      archive append membership.changed --subject belarus --object sco \\
        --status member --date 2024-07-04 --source tass-20240704 --at ex.1-4 \\
        --says "tenth member" -m "Astana summit" --distinct --dry-run
      archive append events/0014-belarus.yml events/0016-guests.yml
      archive append - < events/0025-questions.yml
    """


@click.command(name="files")
@click.argument("files", nargs=-1, required=True)
@WRITING
@click.pass_context
def files_command(ctx: click.Context, /, files: tuple[str, ...], **how: Any) -> None:  # noqa: ANN401 - click's options
    """Add the events of files in the text form (YAML) or as JSON Lines; - is standard input.

    Of a file that is refused nothing is written, of those before it all. A file is one batch; JSON Lines may tell
    where batches begin, as `archive export jsonl` does.

    \b
    Example:
      archive append events/0014-belarus.yml --dry-run
    """
    for name in files:
        write_batches(ctx, partial(read_file, name), **how)


def read_file(name: str) -> Iterator[Incoming]:
    """Yield the batches of a file, or of standard input where the name is -."""
    if name == "-":
        incoming = sys.stdin.buffer
        is_json = isinstance(incoming, io.BufferedReader) and incoming.peek(64).lstrip()[:1] == b"{"
        return jsonl.read_batches(incoming) if is_json else _only(incoming)
    path = Path(name)
    if not path.exists():
        raise UsageError(f"there is no file {name}", hint="archive append KIND … takes the fields as options")
    return jsonl.read_batches(path) if path.suffix in (".jsonl", ".json") else _only(path)


def _only(source: Source) -> Iterator[Incoming]:
    batch = text.read_batch(source)
    yield Incoming(batch, batch.events)
