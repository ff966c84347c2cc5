"""Imports of files that others made, from the command line: their source, what is refused, what is put aside."""

import json
import shutil
import zipfile

import pytest

from archive.cli.printing import progress
from tests.cli.conftest import run_on
from tests.house.repository import ROOT

POPOLO = str(ROOT / "docs" / "examples" / "council.popolo.json")
WIKIDATA = str(ROOT / "docs" / "examples" / "council.wikidata.json")
NEW = ("--source", "list", "--publisher", "P", "--title", "T", "--published", "2024-05-02")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "archive.db"
    assert run_on(path, "init", "--empty").code == 0
    return path


def position(file):
    return run_on(file, "checkpoint").out


def test_both_examples_are_one_story(file):
    assert run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "-m", "list").code == 0
    done = run_on(
        file, "import", "wikidata", WIKIDATA, "--source", "wd", *NEW[2:], "--create", "-m", "wd", "--distinct"
    )
    assert done.code == 0, done.err
    people = run_on(file, "entities", "--type", "person", "--format", "json").json["entities"]
    assert [one["id"] for one in people] == ["ada-example", "bo-sample", "cy-specimen"]
    history = run_on(file, "history", "ada-example", "mayor-of-example-town", "--format", "json").json
    assert "2023-04-01" in json.dumps(history)


def test_a_dry_run_shows_the_effect_and_writes_nothing(file):
    before = position(file)
    done = run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "--dry-run")
    assert done.code == 0
    assert "would write 17 events, nothing written" in done.out
    assert "membership.changed" in done.out or "timelines change" in done.out
    assert position(file) == before


def test_a_new_source_says_what_it_is_and_a_known_one_does_not(file):
    done = run_on(file, "import", "popolo", POPOLO, "--source", "list", "--create", "-m", "x")
    assert (done.code, "no source is called list" in done.err, "--publisher and --title" in done.err) == (2, True, True)
    assert run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "-m", "x").code == 0
    done = run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "-m", "x")
    assert (done.code, "the source list is registered already" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--source", "Bad Id", *NEW[2:], "-m", "x"), "not an id"),
        (("--source", "list", *NEW[2:6], "--published", "02.05.2024", "-m", "x"), "2024-05-02"),
        ((*NEW, "--on", "yesterday", "-m", "x"), "--on"),
        (NEW, "every batch says why"),
        ((*NEW, "-m", "x", "--as", "me@example.org"), "that is no handle"),
    ],
    ids=str,
)
def test_wrong_options_are_refused_before_anything_is_written(file, words, says):
    before = position(file)
    done = run_on(file, "import", "popolo", POPOLO, "--create", *words)
    assert done.code in {1, 2}
    assert says in done.err
    assert position(file) == before


def test_the_word_of_another_source_is_told_beside_when_asked(file):
    assert run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "-m", "x").code == 0
    before = position(file)
    other = ("import", "popolo", POPOLO, "--source", "other", *NEW[2:], "-m", "another list")
    for words in (other, (*other, "--dry-run")):
        done = run_on(file, *words)
        assert done.code == 3
        assert "the archive seems to hold some of this already" in done.err
        assert "--distinct adds what this source tells beside them" in done.err
    assert position(file) == before
    days = ("as-of", "2021-01-01", "2024-01-01", "--format", "json")
    told = [(one["subject"], one["value"], one["since"]) for one in run_on(file, *days).json["answers"]]
    assert run_on(file, *other, "--distinct").code == 0
    assert [(one["subject"], one["value"], one["since"]) for one in run_on(file, *days).json["answers"]] == told


@pytest.mark.parametrize("format", ["popolo", "wikidata"])
def test_a_file_that_is_not_there(file, format):
    done = run_on(file, "import", format, "nowhere.json", *NEW, "-m", "x")
    assert done.code == 2
    assert "cannot be read" in done.err


def test_an_unknown_format_has_its_nearest(file):
    done = run_on(file, "import", "wikidta", POPOLO)
    assert (done.code, "Nearest: wikidata" in done.err) == (2, True)


def test_bad_records_are_put_aside_on_request(file, tmp_path):
    data = json.loads((ROOT / "docs" / "examples" / "council.popolo.json").read_text(encoding="utf-8"))
    data["memberships"][2]["end_date"] = "2021"
    broken, aside = tmp_path / "broken.json", tmp_path / "aside.jsonl"
    broken.write_text(json.dumps(data), encoding="utf-8")
    before = position(file)
    done = run_on(file, "import", "popolo", str(broken), *NEW, "--create", "-m", "x")
    assert done.code == 1
    assert "memberships[2]" in done.err
    assert "it ends on 2021, before it begins on 2023-03-15" in done.err
    assert (position(file), aside.exists()) == (before, False)
    words = ("import", "popolo", str(broken), *NEW, "--create", "-m", "x", "--skip-bad", str(aside))
    assert run_on(file, *words, "--dry-run").code == 0
    assert (position(file), aside.exists()) == (before, False)
    done = run_on(file, *words)
    assert done.code == 0, done.err
    (line,) = aside.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["at"] == "memberships[2]"
    assert json.loads(line)["record"] == data["memberships"][2]
    assert "cy-specimen" not in run_on(file, "entities").out


def test_what_would_be_put_aside_replaces_no_file(file, tmp_path):
    aside = tmp_path / "aside.jsonl"
    shutil.copy(POPOLO, aside)
    done = run_on(file, "import", "popolo", POPOLO, *NEW, "--create", "-m", "x", "--skip-bad", str(aside))
    assert done.code == 2
    assert "is there already" in done.err


@pytest.mark.parametrize(("format", "example"), [("popolo", POPOLO), ("wikidata", WIKIDATA)])
def test_on_a_terminal_it_is_told_how_far_it_is(file, monkeypatch, format, example):
    monkeypatch.setattr(progress, "PATIENCE", -1)
    words = ("import", format, example, *NEW, "--create", "-m", "x")
    assert "read" not in run_on(file, *words, "--dry-run").err
    monkeypatch.setattr(progress, "_on_a_terminal", lambda: True)
    done = run_on(file, *words)
    assert done.code == 0, done.err
    assert "megabytes read: 1 of 1" in done.err
    assert "events read: " in done.err


def test_a_stream_that_tells_has_the_same_bytes(tmp_path):
    path, lines = tmp_path / "long", b"".join(b"%d\n" % number for number in range(400_000))
    path.write_bytes(lines)
    said: list[tuple[str, int, int]] = []
    with path.open("rb") as stream:
        again = progress.told(stream, lambda *words: said.append(words))
        assert b"".join([again.readline(), again.read(2_000_000), *again]) == lines
    assert said == [("megabytes read", one, 3) for one in (1, 2, 3)]


def test_where_every_record_is_bad_nothing_is_left_to_take_in(file, tmp_path):
    broken, aside = tmp_path / "broken.json", tmp_path / "aside.jsonl"
    broken.write_text(json.dumps({"persons": [{"name": "without an id"}], "memberships": []}), encoding="utf-8")
    before = position(file)
    done = run_on(file, "import", "popolo", str(broken), *NEW, "--create", "-m", "x", "--skip-bad", str(aside))
    assert (done.code, position(file), aside.exists()) == (1, before, False)
    assert "--skip-bad leaves nothing to take in" in done.err
    assert "persons[0]" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("import", "csv", "FILE", "--map", "huggo", "-m", "x"),
        ("import", "tsv", "FILE", "--map", "huggo", "-m", "x"),
        ("import", "yaml", "FILE", "--map", "us-executive", "-m", "x"),
        ("import", "json", "FILE", "--map", "us-executive", "-m", "x"),
        ("import", "events", "FILE", "-m", "x"),
        ("import", "popolo", "FILE", *NEW, "-m", "x"),
        ("import", "wikidata", "FILE", *NEW, "-m", "x"),
        ("append", "FILE", "-m", "x"),
        ("observe", "FILE", "--map", "wipo-treaties", "--on", "2024-01-01", "-m", "x"),
        ("import", "csv", POPOLO, "--map", "FILE", "-m", "x"),
    ],
    ids=lambda words: " ".join(words[:2]) + (" by it" if words[-3] == "FILE" else ""),
)
@pytest.mark.parametrize("name", ["b.xlsx", "b.json"])
def test_what_is_no_text_is_told_by_what_it_is(file, tmp_path, words, name):
    binary = tmp_path / name
    with zipfile.ZipFile(binary, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
        made.writestr("xl/workbook.xml", "<x/>" * 100)
    before = position(file)
    done = run_on(file, *(str(binary) if word == "FILE" else word for word in words))
    assert (done.code, done.out, position(file)) == (1, "", before)
    assert "the file is an Excel workbook (xlsx), not text" in done.err
    assert "save it as CSV" in done.err
