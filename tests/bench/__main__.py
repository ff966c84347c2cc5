"""Run benchmarks: `python -m tests.bench [NAME …] [--events N]`. They tell figures, and never fail a test."""

import argparse
import importlib
from pathlib import Path

from tests.bench.measure import machine, say

PREFIX = "bench_"


def main() -> None:
    """Run the benchmarks named, or all of them."""
    names = sorted(file.stem.removeprefix(PREFIX) for file in Path(__file__).parent.glob(f"{PREFIX}*.py"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--events", type=int, default=10_000, help="of the synthetic archive (default: 10,000)")
    given = parser.parse_args()
    for name in given.names:
        if name not in names:
            parser.error(f"no benchmark is called {name!r}: {', '.join(names)}")
    say(machine())
    for name in given.names or names:
        importlib.import_module(f"tests.bench.{PREFIX}{name}").run(given.events)


main()
