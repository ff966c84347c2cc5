"""The README: its answers are real, and its two commands are there to be run."""

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import run_on
from tests.house.repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal to ask on")
def test_the_answers_shown_are_those_of_the_archive(tmp_path: Path) -> None:
    from tests.house.readme_answers import SHOWN, built, filled  # noqa: PLC0415 - not on Windows

    assert SHOWN.search(README)
    assert filled(README, built(tmp_path)) == README, "make them anew: python -m tests.house.readme_answers"


@pytest.mark.parametrize("command", ["first command", "test command"])
def test_the_two_commands_set_up_and_run(command: str) -> None:
    block = README.split(f"<!-- {command} -->\n```\n")[1].split("```")[0]
    assert block.startswith("python3 -m venv .venv && .venv/bin/pip install -q -e ")
    assert len(block.strip().splitlines()) == 1


def test_the_event_that_is_shown_can_be_added(tmp_path: Path) -> None:
    command = README.split("## Adding an event\n\n```\n")[1].split("```")[0].replace("\\\n", " ")
    assert run_on(tmp_path / "archive.db", "init").code == 0
    done = run_on(tmp_path / "archive.db", *shlex.split(command)[1:])
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("would write 1 event, nothing written")


def test_exports_into_a_folder_are_shown_with_one(tmp_path: Path) -> None:
    (row,) = [line for line in README.splitlines() if "into a table, a matrix" in line]
    assert run_on(tmp_path / "archive.db", "init", "--empty").code == 0
    for name in ("csv", "parquet"):
        (shown,) = [code for code in row.split("`") if code.removeprefix("archive export ").split()[0] == name]
        words = shown.removeprefix("archive export ").split()
        folder = tmp_path / name
        done = run_on(tmp_path / "archive.db", "export", *[str(folder) if word == "tables" else word for word in words])
        assert done.code == 0 or (name, "need pyarrow" in done.err) == ("parquet", True), done.err
