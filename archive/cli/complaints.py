"""Complaints: what went wrong, where, and the next step, on standard error."""

import sys

from archive.model.errors import ArchiveError


def complain(problem: ArchiveError) -> int:
    """Tell what went wrong and return the exit code for it."""
    lines = str(problem).splitlines()
    if problem.hint:
        lines += [f"  {line}" for line in problem.hint.splitlines()]
    print("archive: " + "\n".join(lines), file=sys.stderr)  # noqa: T201 - plain text, also where nothing is a terminal
    return problem.exit_code
