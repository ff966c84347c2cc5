"""Reading starts quickly: it loads neither what changes the schema nor what serves pages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlite_utils", "datasette", "yaml", "uvicorn", "jinja2", "hypothesis")

RUN = """
import sys
from archive.cli.main import main
try:
    main()
except SystemExit as end:
    code = end.code
else:
    code = 0
print("loaded:", *(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("words", [("as-of", "2024-06-13"), ("log",), ("search", "summit"), ("--help",)], ids=" ".join)
def test_reading_loads_nothing_heavy(words: tuple[str, ...], fresh_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(heavy=HEAVY), *words], env={**os.environ, "ARCHIVE_DB": str(fresh_file)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "loaded:"), done.stderr
