"""When a batch says that it was recorded: never later than now, for nothing could follow it."""

import json
import re

import pytest

from archive.cli import clock
from tests.cli.conftest import run_on

AHEAD = "2999-01-01T00:00:00Z"


def batch(subject, *, recorded_at=""):
    when = f"recorded_at: {recorded_at}\n" if recorded_at else ""
    event = f"{{kind: entity.registered, subject: {subject}, type: country, label: {subject}}}"
    return f"{when}recorded_by: tester\nwhy: a test\nevents:\n- {event}\n"


@pytest.fixture
def file(tmp_path):
    assert run_on(tmp_path / "a.db", "init", "--empty").code == 0
    return tmp_path / "a.db"


def written(tmp_path, text, name="batch.yml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


@pytest.mark.parametrize("command", ["append", "append --dry-run", "import events"])
def test_a_batch_recorded_later_than_now_is_refused_and_locks_nothing(file, tmp_path, command):
    name = written(tmp_path, batch("a", recorded_at=AHEAD))
    words, dashes, option = command.partition(" --")
    done = run_on(file, *words.split(), name, *([f"--{option}"] if dashes else []))
    assert (done.code, done.out) == (1, "")
    assert f"a batch of {AHEAD} is not recorded yet" in done.err
    assert "leave it out" in done.err
    assert run_on(file, "append", written(tmp_path, batch("a"))).code == 0


def test_a_batch_of_json_lines_is_refused_with_all_before_it(file, tmp_path):
    lines = [
        {"batch": {"recorded_at": "2026-01-01T00:00:00Z", "recorded_by": "t", "why": "w"}},
        {"kind": "entity.registered", "subject": "a", "type": "country", "label": "A"},
        {"batch": {"recorded_at": AHEAD, "recorded_by": "t", "why": "w"}},
        {"kind": "entity.registered", "subject": "b", "type": "country", "label": "B"},
    ]
    log = written(tmp_path, "\n".join(map(json.dumps, lines)), "log.jsonl")
    assert run_on(file, "append", log).code == 1
    assert run_on(file, "checkpoint").out.startswith("0 ")


def test_a_clock_that_is_a_little_behind_refuses_nothing(file, tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2026-01-01T00:00:00Z")
    for subject, at, code in (("a", "2026-01-01T00:05:00Z", 0), ("b", "2026-01-01T00:05:01Z", 1)):
        assert run_on(file, "append", written(tmp_path, batch(subject, recorded_at=at))).code == code


def test_the_same_file_again_changes_nothing_whatever_the_clock_says(file, tmp_path, monkeypatch):
    name = written(tmp_path, batch("a", recorded_at="2026-01-01T00:00:00Z"))
    assert run_on(file, "append", name).code == 0
    monkeypatch.setattr(clock, "now", lambda: "2020-01-01T00:00:00Z")
    assert run_on(file, "append", name).code == 0


def test_a_log_with_a_batch_of_the_future_is_written_anew_as_the_page_says(file, tmp_path, monkeypatch):
    with monkeypatch.context() as wrong:
        wrong.setattr(clock, "now", lambda: AHEAD)
        assert run_on(file, "append", written(tmp_path, batch("a"))).code == 0
    refused = run_on(file, "append", written(tmp_path, batch("b")))
    assert (refused.code, "docs/export.md" in refused.err) == (1, True)
    exported = run_on(file, "export", "jsonl").out
    assert run_on(tmp_path / "new.db", "init", "--empty").code == 0
    mended = re.sub(r',"first":.*', "}}", exported.replace(AHEAD, "2026-01-01T00:00:00Z"))
    assert run_on(tmp_path / "new.db", "append", written(tmp_path, mended, "log.jsonl")).code == 0
    assert run_on(tmp_path / "new.db", "append", written(tmp_path, batch("b"))).code == 0


def test_a_clock_behind_the_shipped_archive_is_told_and_keeps_nobody_from_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2020-01-01T00:00:00Z")
    for _ in range(2):
        done = run_on(tmp_path / "a.db", "init")
        assert done.code == 0
        assert "the clock of this machine says 2020-01-01T00:00:00Z" in done.err
