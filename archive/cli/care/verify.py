"""`archive verify`: check the log against its hashes, and the tables against the log."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import FORMAT, with_options
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.errors import DataError, UsageError, VerificationError
from archive.questions.lists.verify import Verified
from archive.questions.lists.verify import verify as ask

MOST = 20
"""Findings that are printed of each part."""


@click.command()
@click.option(
    "--checkpoint", "kept", type=click.Path(dir_okay=False), metavar="FILE",
    help="A checkpoint kept elsewhere (JSON): the log must begin with it.",
)  # fmt: skip
@with_options(*FORMAT)
@click.pass_context
def verify(ctx: click.Context, kept: str | None, format: str, ascii: bool) -> None:
    """Check every stored byte of the log against its hashes, and every computed row against the log.

    Exit code 4 says that something does not hold.

    \b
    Example:
      archive verify
      archive verify --checkpoint checkpoint.json
    """
    on = screen(ascii=ascii)
    with reading(ctx) as db:
        found = ask(db, _read(Path(kept)) if kept else None)
    if format == "json":
        show_json({**asdict(found), "holds": found.holds})
    elif format == "csv":
        show_csv(
            [{"part": part, "finding": what} for part, some in _parts(found) for what in some], ["part", "finding"]
        )
    else:
        for part, some in _parts(found):
            for what in [*some[:MOST], *([f"and {len(some) - MOST} more"] if len(some) > MOST else [])]:
                show([f"{part}: {what}"], on)
    if not found.holds:
        raise VerificationError("the archive does not hold", hint=_next_step(found))
    if format == "table":
        show(fitted([("the log holds:", f"{found.size} events, root {found.root}")], on.width, gap=" "), on)
        show(["the tables hold: every row follows from the log"], on)


def _next_step(found: Verified) -> str:
    if found.file or found.log:
        return "take the last backup, or build it again from the event files: archive init"
    if found.checkpoint:
        return "the log is whole, but not the one of the checkpoint: is it of another archive, or of one made anew?"
    return "the log holds: archive rebuild makes the tables afresh"


def _parts(found: Verified) -> list[tuple[str, list[str]]]:
    return [("file", found.file), ("log", found.log), ("checkpoint", found.checkpoint), ("tables", found.tables)]


def _read(path: Path) -> tuple[int, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return int(kept["size"]), str(kept["root"])
    except OSError as problem:
        raise UsageError(
            f"{path} cannot be read ({problem.strerror})", hint="one is made by: archive checkpoint --format json"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise DataError(f"{path} is no checkpoint", hint="one is made by: archive checkpoint --format json") from None
