"""The way in: loads the program so that Ctrl-C, already then, ends it without a traceback."""

import gc
import importlib
import sys

INTERRUPTED = 130
COLLECT_AFTER = 50_000
"""New objects after which garbage is looked for: what is loaded to answer a question stays till the end anyway."""


def main() -> None:
    """Run the command line of this process."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        # All of it is loaded here and not above: who gives up on a slow disk gives up now.
        run = importlib.import_module("archive.cli.main").main
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    try:
        run()
    finally:
        # What is left is given back by the end of the process; looking through it once more takes 10 ms.
        gc.freeze()
