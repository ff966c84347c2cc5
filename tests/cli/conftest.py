"""Archives to ask from the command line, made once for each worker, and a way to run commands on them."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from archive.cli.main import run
from tests.cli.contract import PAGE, Archives, Table
from tests.cli.forms import MAPS, Form
from tests.cli.shapes import Shapes
from tests.questions.small import build

collect_ignore = ["test_width.py"] if sys.platform == "win32" else []
"""Where there are no pseudo-terminals, none is asked."""


class Done(NamedTuple):
    """A run that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


class _Out(io.TextIOWrapper):
    """Standard output that is no terminal, or one of some width."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


def run_on(file: Path, *words: str, terminal: bool = False) -> Done:
    """Run a command line on an archive, in this process."""
    out, err = _Out(terminal=terminal), _Out(terminal=False)
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["--db", str(file), *words])
    return Done(code, out.text(), err.text())


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive of the made-up union."""
    return build(tmp_path_factory.mktemp("cli-small") / "small.db")


@pytest.fixture(scope="session")
def shipped_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped archive, made by `archive init`."""
    file = tmp_path_factory.mktemp("cli-shipped") / "archive.db"
    done = run_on(file, "init")
    assert done.code == 0, done.err
    return file


@pytest.fixture
def small(small_file: Path) -> Run:
    """Run a command line on the small archive."""
    return lambda *words, **how: run_on(small_file, *words, **how)


@pytest.fixture
def shipped(shipped_file: Path) -> Run:
    """Run a command line on the shipped archive."""
    return lambda *words, **how: run_on(shipped_file, *words, **how)


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    """The types that docs/json.md declares."""
    return Shapes(PAGE)


@pytest.fixture(scope="session")
def table(shapes: Shapes) -> Table:
    """The table of docs/json.md: what each form prints."""
    return Table(PAGE, shapes)


@pytest.fixture(scope="session")
def ask(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Done]:
    """Ask a form of its archive, with more words behind it."""
    archives = Archives(tmp_path_factory.mktemp("contract"), shipped_file)
    maps = ("--map", str(MAPS / "members.toml"), "--create", "-m", "x")
    for name, words in {
        "empty": ("init", "--empty"), "tagged": ("tag", "first", "-m", "x"),
        "imported": ("import", "csv", str(MAPS / "members.csv"), *maps),
    }.items():  # fmt: skip
        assert run_on(archives.file(name), *words).code == 0
    for name, cut in {"token": (), "known": ("--known", "2009")}.items():
        done = run_on(archives.file("small"), "cite", "as-of", "2010", *cut, "--format", "json")
        archives.names[name] = done.json["citation"]["token"]

    def ask(form: Form, *more: str, **how: Any) -> Done:
        return run_on(archives.file(form.archive), *archives.words(form), *more, **how)

    return ask


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of who runs the tests decides them."""
    for name in ("ARCHIVE_DB", "ARCHIVE_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    assert sys.stdout is not None
