"""Archives filled from real data, each by the command that docs/import.md shows for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done, run_on

Filled = Callable[..., Path]


@pytest.fixture(scope="module")
def filled(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Return a function that makes an empty archive and runs imports on it: words, with files of the real data."""

    def fill(*imports: tuple[str, ...]) -> Path:
        file = tmp_path_factory.mktemp("real") / "archive.db"
        assert run_on(file, "init", "--empty").code == 0
        for form, name, *words in imports:
            done = importing(file, form, real_data / name, *words, "-m", "test")
            assert done.code == 0, done.err
        return file

    return fill


def importing(file: Path, form: str, data: Path, *words: str) -> Done:
    """Run an import on an archive."""
    return run_on(file, "import", form, str(data), *words)


def answers(file: Path, day: str, *words: str) -> list[dict[str, Any]]:
    """Return the answers of a day that have a value."""
    done = run_on(file, "as-of", day, "--format", "json", *words)
    assert done.code == 0, done.err
    return [answer for answer in done.json["answers"] if answer["value"] not in (None, "none")]


def members(file: Path, day: str, body: str, *words: str) -> set[str]:
    """Return who is a member of a body on a day."""
    found = answers(file, day, "--body", body, "--property", "membership", *words)
    return {answer["subject"] for answer in found if answer["value"] == "member"}
