"""The README: its answers are real, and its two commands are there to be run."""

import sys
from pathlib import Path

import pytest

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
