"""How far an export or a dry run is: told on a terminal where it takes long, never within what is exported."""

import shutil
from pathlib import Path

import pytest

from archive.cli.printing import progress
from tests.cli.conftest import Run, run_on
from tests.house.repository import ROOT

POPOLO = str(ROOT / "docs" / "examples" / "council.popolo.json")
SOURCE = ("--source", "list", "--publisher", "P", "--title", "T", "--published", "2024-05-02")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is, it takes long; and standard error is a terminal."""
    monkeypatch.setattr(progress, "PATIENCE", -1)
    monkeypatch.setattr(progress, "_on_a_terminal", lambda: True)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("atom", "--last", "30"), ("events read: 30 of 30", "entries: 30 of 30")),
        (("ics",), ("meetings: 49 of 49",)),
        (("cow", "--body", "sco"), ("bodies: 1 of 1",)),
        (("jsonl",), ("exporting: ",)),
    ],
)
def test_an_export_tells_how_far_it_is(shipped: Run, tmp_path: Path, words: tuple[str, ...], last: list[str]) -> None:
    piped = shipped("export", *words)
    assert piped.code == 0
    for told in last:
        assert told in piped.err
        assert told not in piped.out
        assert told in shipped("export", *words, "-o", str(tmp_path / "made"), "--force").err
    assert (tmp_path / "made").read_bytes().decode() == piped.out
    # Lines that are rewritten would stand between those of the export.
    assert "\r" not in shipped("export", *words, terminal=True).err


def test_nothing_is_told_of_what_is_quick(shipped: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_on_a_terminal", lambda: True)
    assert " of " not in shipped("export", "atom", "--last", "3").err


@pytest.mark.usefixtures("hurried")
def test_a_dry_run_tells_how_far_it_is_beyond_the_reading(small_file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(small_file, tmp_path / "mine.db"))
    done = run_on(copy, "import", "popolo", POPOLO, *SOURCE, "--create", "--distinct", "--dry-run")
    assert done.code == 0, done.err
    for told in ("megabytes read: 1 of 1", "events read: 17", "timelines: 8 of 8"):
        assert told in done.err


@pytest.mark.usefixtures("hurried")
def test_lines_are_not_rewritten_faster_than_anybody_reads(capsys: pytest.CaptureFixture[str]) -> None:
    tell = progress.progress("steps")
    for done in range(1, 10_001):
        tell(done, 10_000)
    lines = capsys.readouterr().err.split("\r")
    assert lines[1].rstrip() == "steps: 1 of 10000"
    assert lines[-1] == "steps: 10000 of 10000   \n"
    assert len(lines) < 50
