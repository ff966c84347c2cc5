"""From nothing to an answer: whole processes, against what a person knows how long it takes."""

import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.archives import folder, shipped_or_synthetic
from tests.bench.measure import Job, difference, interleaved, say, shown, table

ROOT = Path(__file__).parents[2]
ARCHIVE = "import sys; from archive.cli.main import main; sys.exit(main())"
SQLITE_UTILS = "import sys; from sqlite_utils.cli import cli; sys.exit(cli())"
PEER = "sqlite-utils --version"
ALLOWED = 0.060
"""Seconds that an answer may take longer than the peer."""


def run(events: int) -> None:
    """Print how long `archive as-of` takes from its start to its end."""
    with folder() as place:
        file = place / "archive.db"
        what, body = shipped_or_synthetic(file)
        ask = ("--db", str(file), "as-of", "2024-06-13")
        jobs: dict[str, Job] = {
            "python": partial(_process, "pass"),
            "python with click and sqlite3": partial(_process, "import click, sqlite3"),
            PEER: partial(_process, SQLITE_UTILS, "--version"),
            "archive --help": partial(_process, ARCHIVE, "--help"),
            "archive as-of": partial(_process, ARCHIVE, *ask),
            f"archive as-of --body {body}": partial(_process, ARCHIVE, *ask, "--body", body),
            "archive as-of --format json": partial(_process, ARCHIVE, *ask, "--format", "json"),
        }
        times = interleaved(jobs, rounds=15)
    table(f"Start-up, whole processes; {what}", times, peers=[PEER])
    for name in list(jobs)[4:]:
        more = difference(times, name, PEER)
        say(
            f"  {name}: {shown(abs(more))} {'more' if more > 0 else 'less'} than {PEER} ({shown(ALLOWED)} allowed);"
            f" {shown(median(times[name]) - median(times['python with click and sqlite3']))} of it are its own"
        )


def _process(code: str, *words: str) -> None:
    subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
