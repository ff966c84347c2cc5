"""Whole processes: a run of the command line from start to end, its bytecode at hand as an installation has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.archives import folder
from tests.bench.measure import Job

ROOT = Path(__file__).parents[2]
ARCHIVE = "import sys; from archive.cli.start import main; sys.exit(main())"
FLOOR = "python with click and sqlite3"
"""What any command line over SQLite takes before it does anything."""


@contextmanager
def processes() -> Iterator["Processes"]:
    """Give a way to run programs whose bytecode is kept in a folder of their own."""
    with folder() as cache:
        yield Processes(cache)


class Processes:
    """Runs Python programs; the first round of a benchmark compiles them."""

    def __init__(self, cache: Path) -> None:
        kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._environment = {**kept, "PYTHONPYCACHEPREFIX": str(cache)}

    def job(self, code: str, *words: str) -> Job:
        """Return a run of a program as something to be timed."""
        return partial(self._run, code, *words)

    def floor(self) -> Job:
        """Return a run that only loads click and sqlite3."""
        return self.job("import click, sqlite3")

    def archive(self, *words: str) -> Job:
        """Return a run of `archive` with these words."""
        return self.job(ARCHIVE, *words)

    def _run(self, code: str, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-c", code, *words], cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, check=True
        )
