"""How every run ends: exit codes, no traceback, JSON that is nothing but JSON."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive.cli import main
from archive.cli.commands import COMMANDS
from archive.cli.main import cli
from tests.cli.conftest import run_on

ROOT = str(Path(__file__).parents[2])
PROGRAM = [sys.executable, "-c", "from archive.cli.main import main; main()"]
READING = [
    ("as-of", "2010-05-20"), ("as-of", "2009"), ("as-of", "2002-01-01", "2010-01-01"), ("history", "cerland", "union"),
    ("history", "--all"), ("events", "2001..2012"), ("show", "ann"), ("show", "union"), ("show", "late"),
    ("show", "batch:1"), ("show", "d-panel"), ("questions",), ("log",), ("search", "panel"), ("kinds",),
    ("kinds", "membership.changed"), ("entities",), ("sources",), ("verify",), ("checkpoint",),
]  # fmt: skip
UNBROKEN = ("verify", "checkpoint", "kinds membership.changed")
"""Hashes, and text that is there to be copied."""


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_json_is_nothing_but_json(small, words):
    done = small(*words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert isinstance(done.json, dict)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_csv_has_as_many_cells_in_each_row(small, words):
    done = small(*words, "--format", "csv")
    rows = list(csv.reader(done.out.splitlines()))
    assert (done.code, done.err) == (0, "")
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_tables_in_a_pipe_have_no_colour_and_no_box(small, words):
    done = small(*words)
    assert (done.code, done.err) == (0, "")
    assert done.out.strip()
    assert not set(done.out) & set("\x1b│┃╭╰┌─═|+") - set("+")


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("width", [80, 120])
def test_pages_fit_the_terminal(small, words, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    wide = [line for line in small(*words, terminal=True).out.splitlines() if len(click.unstyle(line)) > width]
    hashes = ("id ", "leaf ", "root ")
    assert (
        " ".join(words) in UNBROKEN
        or [line for line in wide if not click.unstyle(line).strip().startswith(hashes)] == []
    )


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_ascii_means_ascii(small, words):
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None
    if any("--ascii" in option.opts for option in command.params):
        assert small(*words, "--ascii").out.isascii()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("as-of", "13.06.2024"), 1), (("as-of", "2024-02-30"), 1), (("as-of", "2010", "--body", "unoin"), 1),
        (("as-of", "2010", "--property", "colour"), 2), (("as-of", "2010", "--recorded", "99"), 2),
        (("as-of", "2010", "--known", "2010/.."), 2), (("as-of", "2010/.."), 2), (("as-of", "--nonsense"), 2),
        (("asof", "2010"), 2), (("history",), 2), (("history", "nobody"), 1), (("events",), 2),
        (("events", "2010..2009"), 2), (("show", "nothing"), 1), (("kinds", "membership.change"), 1),
        (("verify", "--checkpoint", "no-such-file"), 2), (("search",), 2), (("log", "--from", "0"), 2),
        (("as-of", "2010", "--according-to", "nobody"), 1), (("as-of", "2010~"), 2), (("as-of", "[2009,2010]"), 2),
        (("events", "2010", "--kind", "meting.held"), 1), (("search", "*"), 2), (("log", "--limit", "9" * 30), 2),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_exit_code(small, words, code):
    done = small(*words)
    assert (done.code, done.out) == (code, "")
    assert done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 99])
def test_a_missing_or_foreign_file(tmp_path, content):
    file = tmp_path / "other.db"
    if content is not None:
        file.write_bytes(content)
    done = run_on(file, "as-of", "2010-01-01")
    assert done.code in (1, 2)
    assert "archive init" in done.err
    assert (file.read_bytes() if file.exists() else None) == content


def test_a_mistyped_command_gets_the_nearest(small):
    assert "Nearest: as-of" in small("asof", "2010").err


def test_our_own_fault_is_one_line(small, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("something\nlong")

    monkeypatch.setattr(cli, "main", broken)
    done = small("as-of", "2010")
    assert (done.code, done.err.count("\n")) == (main.FAULT, 1)
    assert "report" in done.err


def test_our_own_fault_is_shown_to_who_asks_for_it(small, monkeypatch):
    monkeypatch.setenv("ARCHIVE_DEBUG", "1")
    monkeypatch.setattr(cli, "main", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        small("as-of", "2010")


def test_ctrl_c_ends_with_130(small, monkeypatch):
    def interrupted(**_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert small("as-of", "2010")[0::2] == (130, "archive: interrupted: nothing half-done was written\n")


def test_a_closed_pipe_is_no_news(small_file):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            [*PROGRAM, "--db", str(small_file), "log", "--format", "json"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (main.PIPE_CLOSED, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_told(small_file):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [*PROGRAM, "--db", str(small_file), "log"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"could not be written (No space left on device)" in done.stderr
    assert b"internal" not in done.stderr


def test_a_closed_output_is_no_fault(small_file):
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "--db", str(small_file), "as-of", "2010"],
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_file_is_named_by_option_then_environment_then_place(small_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = [*PROGRAM, "checkpoint"]
    here = {**os.environ, "PYTHONPATH": ROOT}
    assert subprocess.run(words, env=here, capture_output=True, check=False).returncode == 2
    named = {**here, "ARCHIVE_DB": str(small_file)}
    assert subprocess.run(words, env=named, capture_output=True, check=False).returncode == 0
    (tmp_path / "archive.db").write_bytes(small_file.read_bytes())
    assert subprocess.run(words, env=here, capture_output=True, check=False).returncode == 0


def test_a_terminal_without_our_signs_gets_others(small_file):
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words = [*PROGRAM, "--db", str(small_file), "as-of", "2010-05-10"]
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert b">> 2010-05-20" in done.stdout


def test_the_help_lists_every_command(small):
    text = small("--help").out
    assert [name for name in COMMANDS if f"  {name} " not in text] == []


def test_the_version(small):
    assert small("--version").out.startswith("archive ")


def test_reading_works_where_nothing_can_be_written(small_file, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    file = folder / "archive.db"
    file.write_bytes(small_file.read_bytes())
    file.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = run_on(file, "as-of", "2010-05-20")
        assert (done.code, done.err) == (0, "")
        assert [one.name for one in folder.iterdir()] == ["archive.db"] or os.geteuid() == 0
    finally:
        folder.chmod(0o755)
