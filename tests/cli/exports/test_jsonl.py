"""`archive export jsonl`, `append` of it, and `backup`, as a person uses them."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from archive.cli.exports.command import FORMATS
from archive.exchange.files import putting
from tests.cli.conftest import Run, run_on


def log_of(run: Run) -> str:
    return run("checkpoint").out


def test_the_shipped_archive_comes_back_byte_for_byte(shipped: Run, tmp_path: Path) -> None:
    assert shipped("export", "jsonl", "-o", str(tmp_path / "a.jsonl")).code == 0
    new = tmp_path / "new.db"
    assert run_on(new, "init", "--empty").code == 0
    done = run_on(new, "append", str(tmp_path / "a.jsonl"))
    assert done.code == 0, done.err
    assert "batches 1 to " in done.out
    assert run_on(new, "checkpoint").out == log_of(shipped)
    assert run_on(new, "export", "jsonl").out.encode() == (tmp_path / "a.jsonl").read_bytes()
    assert run_on(new, "verify").code == 0


def test_what_is_there_already_changes_nothing(shipped_file: Path, shipped: Run, tmp_path: Path) -> None:
    shipped("export", "jsonl", "-o", str(tmp_path / "a.jsonl"))
    copy = Path(shutil.copy(shipped_file, tmp_path / "copy.db"))
    done = run_on(copy, "append", str(tmp_path / "a.jsonl"))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("in the log already, nothing changed: ")


def test_a_dry_run_of_several_batches_writes_nothing(shipped: Run, tmp_path: Path) -> None:
    shipped("export", "jsonl", "-o", str(tmp_path / "a.jsonl"))
    new = tmp_path / "new.db"
    run_on(new, "init", "--empty")
    done = run_on(new, "append", str(tmp_path / "a.jsonl"), "--dry-run", "--format", "json")
    assert done.json["dry_run"] is True
    assert done.json["batches"] == done.json["batch"]
    assert {change["property"] for change in done.json["changes"]} >= {"membership", "meeting"}
    assert run_on(new, "checkpoint").out.startswith("0 ")


def test_a_copy_gets_what_is_new(shipped: Run, tmp_path: Path) -> None:
    log = json.loads(shipped("export", "jsonl").out.splitlines()[0])["batch"]
    new = tmp_path / "new.db"
    run_on(new, "init", "--empty")
    for name, words in {"a": ["--recorded", str(log["last"])], "b": ["--after", str(log["last"])]}.items():
        shipped("export", "jsonl", *words, "-o", str(tmp_path / f"{name}.jsonl"))
        assert run_on(new, "append", str(tmp_path / f"{name}.jsonl")).code == 0
    assert run_on(new, "checkpoint").out == log_of(shipped)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["jsonl", "--after", "3"], 2, "no batch ends there"),
        (["jsonl", "--recorded", "99999"], 2, "the log ends at position"),
        (["jsonl", "-o", "no/where.jsonl"], 2, "no/where.jsonl cannot be made: there is no folder no"),
        (["jsnl"], 2, "no format is called 'jsnl'. Nearest: jsonl"),
    ],
)
def test_a_wrong_question_is_told(shipped: Run, words: list[str], code: int, said: str, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = shipped("export", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_replaced_without_force(shipped: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("mine")
    done = shipped("export", "jsonl", "-o", str(file))
    assert (done.code, file.read_text()) == (2, "mine")
    assert "--force" in done.err
    assert shipped("export", "jsonl", "-o", str(file), "--force").code == 0
    assert file.read_text().startswith('{"batch":')


@pytest.mark.parametrize(
    ("problem", "code"), [(KeyboardInterrupt(), 130), (OSError(errno.ENOSPC, "No space left on device"), 1)]
)
def test_what_stops_it_leaves_nothing(
    shipped: Run, problem: BaseException, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise problem

    monkeypatch.setattr(putting, "put", stop)
    assert shipped("export", "jsonl", "-o", str(tmp_path / "a.jsonl")).code == code
    assert list(tmp_path.iterdir()) == []


def test_a_backup_answers_as_the_archive_does(shipped: Run, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    assert shipped("backup", str(copy)).code == 0
    assert [found.name for found in tmp_path.iterdir()] == ["b.db"]
    assert run_on(copy, "as-of", "2024-06-13").out == shipped("as-of", "2024-06-13").out
    assert run_on(copy, "verify").code == 0
    again = shipped("backup", str(copy))
    assert again.code == 2
    assert "a backup replaces nothing" in again.err


def test_every_format_is_listed(shipped: Run) -> None:
    told = shipped("export", "--help").out
    assert [name for name in FORMATS if f"  {name} " not in told] == []
