"""A question is answered nearly as soon as the tool that changes the schema has told its version."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ALLOWED = 0.060
"""Seconds on top of `sqlite-utils --version`."""
ROUNDS = 7
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def seconds(*words):
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], env=ENVIRONMENT, capture_output=True, check=True)
    return time.perf_counter() - start


@pytest.mark.skipif(importlib.util.find_spec("sqlite_utils") is None, reason="sqlite-utils is not installed")
def test_as_of_starts_quickly(shipped_file):
    ours = ("-c", "from archive.cli.main import main; main()", "--db", str(shipped_file), "as-of", "2024-06-13")
    theirs = ("-m", "sqlite_utils", "--version")
    # Side by side, the best of several: what else runs on the machine slows down both.
    pairs = [(seconds(*theirs), seconds(*ours)) for _ in range(ROUNDS)]
    assert min(our for _, our in pairs) <= min(their for their, _ in pairs) + ALLOWED
