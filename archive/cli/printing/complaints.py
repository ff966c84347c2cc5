"""Complaints: what went wrong, where, and the next step, on standard error."""

import re
from collections.abc import Iterator

import click

from archive.cli.printing.cells import UNLIMITED, Whole, length
from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen, note, screen
from archive.model.errors import ArchiveError, FaultsError, fault_rows

_COMMAND = re.compile(r"(?P<text>.*?)(?P<command>archive append .*)")


def complain(problem: ArchiveError) -> int:
    """Tell what went wrong and return the exit code for it."""
    on = screen(err=True)
    lines = [*_lines(problem, on), *_next_step(problem.hint or "", on)]
    note("archive: " + lines[0], *lines[1:])
    return problem.exit_code


def complain_of_use(problem: click.ClickException) -> int:
    """Tell how a command is used that was used otherwise, and return the exit code for it."""
    ctx = getattr(problem, "ctx", None)
    if ctx is not None:
        note(*ctx.get_usage().splitlines(), f"Try '{ctx.command_path} --help' for help.", "")
    note(*f"Error: {problem.format_message()}".splitlines())
    return problem.exit_code


def _lines(problem: ArchiveError, on: Screen) -> list[str]:
    if isinstance(problem, FaultsError) and on.width < UNLIMITED:
        return [problem.headline(), *_faults(problem, on)]
    return str(problem).splitlines() or [""]


def _faults(problem: FaultsError, on: Screen) -> Iterator[str]:
    """Yield the table of faults; each place stands above its faults where it is too long to stand beside them."""
    rows = fault_rows(problem.faults)
    placed = all(fault.file or fault.line for fault in problem.faults)
    if not placed or max((length(row[0]) for row in rows), default=0) <= on.width // 3:
        yield from fitted(rows, on.width, indent="  ")
        return
    for fault in problem.faults:
        place, *rest = zip(*fault_rows([fault]), strict=True)
        yield Whole(f"  {place[0]}")
        yield from fitted(list(zip(*rest, strict=True)), on.width, indent="    ")


def _next_step(hint: str, on: Screen) -> Iterator[str]:
    """Yield the lines of a hint; a command in it that one would copy is a whole line, with those that go on with it."""
    goes_on = False
    for line in hint.splitlines():
        found = _COMMAND.fullmatch(line)
        if goes_on or (found and len(line) + 2 > on.width and not found["text"]):
            yield Whole(f"  {line}")
        elif found and len(line) + 2 > on.width:
            yield f"  {found['text'].rstrip()}"
            yield Whole(f"    {found['command']}")
        else:
            yield f"  {line}"
        goes_on = (goes_on or found is not None) and line.endswith("\\")
