"""The command `archive`: its options, its commands, and how every run ends."""

import errno
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from archive.cli.commands import COMMANDS
from archive.cli.lazy import LazyGroup
from archive.cli.printing.complaints import complain, complain_of_use
from archive.cli.printing.screen import note
from archive.model.errors import ArchiveError
from archive.store.log.errors import archive_error

INTERRUPTED = 130
PIPE_CLOSED = 141
FAULT = 70
BAD_DATA = 1
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        # The metadata of packages takes longer to read than most answers.
        from importlib import metadata  # noqa: PLC0415 - see above

        try:
            number = metadata.version("archive")
        except metadata.PackageNotFoundError:
            number = "(not installed)"
        click.echo(f"archive {number}")
        ctx.exit()


@click.group(
    cls=LazyGroup, places=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip
@click.option(
    "--db", type=click.Path(), envvar="ARCHIVE_DB", default="archive.db", show_default=True, show_envvar=True,
    help="The archive file.",
)  # fmt: skip
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli(db: str) -> None:
    """Who belonged to what, on which day, as which sources tell it.

    \b
    Example:
      archive init
      archive as-of 2024-06-13
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run a command line and exit: no traceback reaches a user."""
    if sys.stdout is None:
        # Closed by who started us: nobody reads what we say.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it lives as long as we do
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code, with what went wrong told on standard error."""
    try:
        code = cli.main(args=None if args is None else list(args), prog_name="archive", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return _tell("interrupted: nothing half-done was written", INTERRUPTED)
    except click.ClickException as problem:
        return complain_of_use(problem)
    except ArchiveError as problem:
        return complain(problem)
    except KeyboardInterrupt:
        return _tell("interrupted: nothing half-done was written", INTERRUPTED)
    except BrokenPipeError:
        return _quietly()
    except SystemExit:
        # Click's own way of ending where nobody reads on.
        return PIPE_CLOSED
    except sqlite3.Error as problem:
        told = archive_error(problem, "the archive")
        return complain(told) if told is not None else _fault(problem)
    except Exception as problem:  # noqa: BLE001 - whatever is left is our fault, and no user's business to read
        return _fault(problem)
    return code if isinstance(code, int) else 0


def _fault(problem: Exception) -> int:
    if os.environ.get("ARCHIVE_DEBUG") == "1":
        raise problem
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        _quietly()
        return _tell(f"the output could not be written ({problem.strerror}): make room, then ask again", BAD_DATA)
    where = f"{type(problem).__name__}: {problem}".splitlines()[0]
    return _tell(f"internal fault ({where}). Please report it; ARCHIVE_DEBUG=1 shows where", FAULT)


def _tell(message: str, code: int) -> int:
    # Standard error may be closed: there is nobody left to tell.
    with suppress(OSError):
        note(f"archive: {message}")
    return code


def _quietly() -> int:
    """Close standard output so that the interpreter does not complain of it when it ends."""
    # Where it cannot be closed so, the complaint is all that comes of it.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
