"""Measuring side by side: every job once a round, round after round, and what is compared is within a round."""

import gc
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from time import perf_counter

ROUNDS = 7

Job = Callable[[], object]
Times = dict[str, list[float]]
"""Seconds of each round, by job."""


def interleaved(jobs: Mapping[str, Job], rounds: int = ROUNDS) -> Times:
    """Return how long each job takes, in each of several rounds; what is first warms up, and is not counted."""
    times: Times = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            seconds = timed(job)
            if number:
                times[name].append(seconds)
    return times


def timed(job: Job, clock: Callable[[], float] = perf_counter) -> float:
    """Return the seconds that a job takes by a clock, without a garbage collection in between."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        job()
        return clock() - start
    finally:
        gc.enable()


def ratio(times: Times, job: str, peer: str) -> float:
    """Return how many times longer a job takes than a peer: the median over the rounds."""
    return median(mine / other for mine, other in zip(times[job], times[peer], strict=True))


def difference(times: Times, job: str, peer: str) -> float:
    """Return how many seconds longer a job takes than a peer: the median over the rounds."""
    return median(mine - other for mine, other in zip(times[job], times[peer], strict=True))


def table(title: str, times: Times, *, each: int = 1, peers: Sequence[str] = ()) -> None:
    """Print medians (and extremes) of one out of `each`, and the ratio to each peer."""
    say(f"\n{title}")
    for name, seconds in times.items():
        one = [second / each for second in seconds]
        ratios = "".join(f"  {ratio(times, name, peer):8.2f} x {peer}" for peer in peers if peer != name)
        say(f"  {name:<44} {shown(median(one)):>9} ({shown(min(one))} to {shown(max(one))}){ratios}")


def shown(seconds: float) -> str:
    """Return seconds in the unit in which they are read best."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def rate(name: str, count: int, seconds: Iterable[float]) -> None:
    """Print how many of something are done in a second: the median."""
    typical = median(seconds)
    say(f"  {name:<44} {count / typical:>9,.0f}/s  {shown(typical / count)} each")


def machine() -> str:
    """Return what the figures are measured on, in one line."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, load {load:.1f} before, {platform.system()} on {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
