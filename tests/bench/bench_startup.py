"""From nothing to an answer: whole processes, against what a person knows how long it takes."""

from statistics import median

from tests.bench.archives import folder, shipped_or_synthetic
from tests.bench.measure import Job, difference, interleaved, say, shown, table
from tests.bench.processes import FLOOR, processes

SQLITE_UTILS = "import sys; from sqlite_utils.cli import cli; sys.exit(cli())"
PEER = "sqlite-utils --version"
ALLOWED = 0.060
"""Seconds that an answer may take longer than the peer."""


def run(events: int) -> None:
    """Print how long `archive as-of` takes from its start to its end."""
    with folder() as place, processes() as run:
        file = place / "archive.db"
        what, body = shipped_or_synthetic(file)
        ask = ("--db", str(file), "as-of", "2024-06-13")
        jobs: dict[str, Job] = {
            "python": run.job("pass"),
            FLOOR: run.floor(),
            PEER: run.job(SQLITE_UTILS, "--version"),
            "archive --help": run.archive("--help"),
            "archive as-of": run.archive(*ask),
            f"archive as-of --body {body}": run.archive(*ask, "--body", body),
            "archive as-of --format json": run.archive(*ask, "--format", "json"),
        }
        times = interleaved(jobs, rounds=15)
    table(f"Start-up, whole processes; {what}", times, peers=[PEER])
    for name in list(jobs)[4:]:
        more = difference(times, name, PEER)
        say(
            f"  {name}: {shown(abs(more))} {'more' if more > 0 else 'less'} than {PEER} ({shown(ALLOWED)} allowed);"
            f" {shown(median(times[name]) - median(times[FLOOR]))} of it are its own"
        )
