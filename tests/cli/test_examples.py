"""Every example that help prints does what it says, as it is printed, on the shipped archive."""

import importlib.util
import re
import shlex
import shutil
from collections.abc import Iterator

import click
import pytest

from archive.cli.main import cli
from tests.cli.conftest import run_on
from tests.house.repository import ROOT

NOT_HERE = re.compile(r"archive serve|\$\(")  # what runs for ever; what a shell puts together
BLOCK = re.compile(r"Example:\n(.*?)(?:\n\n|\Z)", re.DOTALL)


def examples(group: click.Group) -> Iterator[str]:
    """Yield the lines of every example, those that go on joined."""
    context = click.Context(group)
    for command in [group, *(group.get_command(context, name) for name in group.list_commands(context))]:
        found = BLOCK.search(command.help if command and command.help else "")
        lines = found[1].replace("\\\n", " ").splitlines() if found else []
        yield from (" ".join(line.split()) for line in lines if line.strip())
        if isinstance(command, click.Group) and command is not group:
            yield from examples(command)


@pytest.mark.parametrize("line", [line for line in dict.fromkeys(examples(cli)) if not NOT_HERE.search(line)])
def test_an_example_runs(line, shipped_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "events", "maps"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    file = tmp_path / "archive.db"
    shutil.copy(shipped_file, file)
    if "--checkpoint checkpoint.json" in line:
        shutil.copy(ROOT / "events" / "checkpoint.json", tmp_path)
    if "--recorded release-1.0" in line:
        assert run_on(file, "tag", "release-1.0", "-m", "for the example").code == 0
    if "export parquet -o" in line and importlib.util.find_spec("pyarrow") is None:
        pytest.skip("pyarrow is not installed: pip install 'archive[parquet]'")
    line, _, given = line.partition(" < ")
    _, *words = shlex.split(line.partition(" > ")[0])
    if given:
        words = [given if word == "-" else word for word in words]
    done = run_on(file, *words)
    assert done.code == 0, done.err
