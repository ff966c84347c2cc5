"""The way in: loads the program so that Ctrl-C, already then, ends it without a traceback."""

import importlib
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process."""
    try:
        # All of it is loaded here and not above: who gives up on a slow disk gives up now.
        run = importlib.import_module("archive.cli.main").main
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()
