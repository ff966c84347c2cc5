"""`--lineage` on the command line: one story through those who follow one another, and who follows whom."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import run_on
from tests.questions.world import build_world

COMMANDS = (
    ("as-of", "1992-06-01", "--subject", "tatra"), ("as-of", "1992-06-01", "2000-01-01", "--subject", "tatra"),
    ("as-of", "1993", "--subject", "tatra"), ("history", "tatra", "union"), ("history", "--body", "union"),
    ("diff", "1992-01-01", "1994-01-01", "--subject", "tatra"),
    ("diff", "--known", "1990", "1995", "--subject", "tatra"),
    ("why", "tatra", "union", "1992-06-01"), ("events", "1993", "--subject", "tatra"),
    ("timeline", "--subject", "tatra"), ("panel", "--subject", "tatra"),
    ("panel", "--subject", "tatra", "--at", "share"), ("count", "--subject", "tatra", "--by", "object"),
    ("count", "--body", "union"),
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_world(tmp_path_factory.mktemp("cli-world") / "world.db")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_who_follows_whom(world, words):
    done = run_on(world, *words, "--lineage")
    assert (done.code, done.err) == (0, "")
    assert "THE LINE\n" in done.out
    link = (
        "The League is followed by The Union"
        if "--body" in words
        else "Bohemia-Tatra is split into Bohemia and Tatra (bt-split, almanac-1994 p.6)"
    )
    assert link in done.out.partition("THE LINE\n")[2]
    assert "THE LINE" not in run_on(world, *words).out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_and_tells_it_to_machines(world, words):
    question = run_on(world, *words, "--lineage", "--format", "json").json["question"]
    line = question["lineage"]
    assert list(line) == ["of", "predecessors", "successors", "links"]
    assert all(
        list(link) == ["date", "how", "before", "after", "told_otherwise", "undated", "events", "sources"]
        for link in line["links"]
    )
    assert line["of"] == [word for word in words if word in ("tatra", "union")]
    assert line["predecessors"] == [
        *(["bohemia-tatra"] if "tatra" in words else []), *(["league"] if "union" in words else []),
    ]  # fmt: skip
    assert line["successors"] == []
    assert "lineage" not in run_on(world, *words, "--format", "json").json["question"]


@pytest.mark.parametrize(
    "words", [words for words in COMMANDS if words[0] not in ("why", "events", "count")], ids=" ".join
)
def test_and_in_a_column(world, words):
    rows = list(csv.DictReader(io.StringIO(run_on(world, *words, "--lineage", "--format", "csv").out)))
    for row in rows:
        told = [f"{row['object']}: predecessor of union"] if row["object"] == "league" and "union" in words else []
        told += (
            ["bohemia-tatra: predecessor of tatra"] if row["subject"] == "bohemia-tatra" and "tatra" in words else []
        )
        told += ["league: predecessor of union"] if row["subject"] == "league" else []
        assert row["lineage"] == "; ".join(told)
    assert any(row["lineage"] for row in rows) or words[1] == "1993"  # a year tells of its last day


def test_a_line_of_bodies_is_counted_body_by_body_and_as_a_whole(world):
    done = run_on(world, "count", "--body", "union", "--lineage", "--from", "1988", "--to", "1993")
    grids = done.out.partition("THE LINE")[0].split("\n\n")[1:4]
    assert [text.splitlines()[0] for text in grids] == [
        "MEMBERSHIP · The League", "MEMBERSHIP · The Union", "MEMBERSHIP · the whole line of The Union",
    ]  # fmt: skip
    assert [text.splitlines()[2].split()[1:] for text in grids] == [
        ["3", ".", ".", ".", ".", "."], [".", ".", "3", "3", "3", "4"], ["3", ".", "3", "3", "3", "4"],
    ]  # fmt: skip
    asked = ("count", "--body", "union", "--lineage", "--from", "1988", "--to", "1988")
    data = run_on(world, *asked, "--format", "json").json
    assert [(one["objects"], one["count"]) for one in data["lines"]] == [(["league", "union"], 3)]
    rows = list(csv.DictReader(io.StringIO(run_on(world, *asked, "--format", "csv").out)))
    assert [(row["object"], row["count"], row["lineage"]) for row in rows] == [
        ("league", "3", "league: predecessor of union"), ("league; union", "3", "the whole line"),
    ]  # fmt: skip
    # One body alone is the whole line: the page does not tell it twice, and without --lineage no line is counted.
    assert "whole line" not in run_on(world, *asked).out
    assert "lines" not in run_on(world, "count", "--body", "union", "--format", "json").json


def test_the_meetings_of_a_predecessor_are_listed_too(shipped):
    asked = ("attendance", "sco", "--only", "--to", "2001")
    assert "no meeting is recorded" in shipped(*asked).out
    text = shipped(*asked, "--lineage").out
    assert "Shanghai Five · 3 meetings" in text
    assert "Shanghai Five is followed by Shanghai Cooperation Organisation" in text.partition("THE LINE\n")[2]
    rows = list(csv.DictReader(io.StringIO(shipped(*asked, "--lineage", "--format", "csv").out)))
    assert {(row["body"], row["lineage"]) for row in rows} == {("shanghai-five", "shanghai-five: predecessor of sco")}
    data = shipped(*asked, "--lineage", "--format", "json").json
    assert data["question"]["lineage"]["predecessors"] == ["shanghai-five"]


def test_the_five_and_the_six_of_one_line(shipped):
    asked = ("count", "--body", "sco", "--only", "--lineage", "--from", "1996", "--to", "2004", "--format", "json")
    lines = shipped(*asked).json["lines"]
    counts = {(one["value"], one["frame"]): one["count"] for one in lines}
    assert [counts["member", str(year)] for year in range(1996, 2005)] == [5, 5, 5, 5, 5, 6, 6, 6, 6]
    assert [counts["observer", year] for year in ("1999", "2000", "2001", "2004")] == [0, 1, 0, 1]


def test_who_goes_on_is_said(world):
    text = run_on(world, "history", "south-nilia", "--lineage").out
    assert "Nilia is split into Nilia (which goes on) and South Nilia (nilia-split, almanac-2012 p.8)" in text


def test_what_is_told_otherwise_bears_its_mark(world):
    text = run_on(world, "history", "slavonia", "--lineage").out
    assert " 1992-04-27  !  Slavonia is split into Rascia and Dalmatia (slavonia-split, herald-1995 p.1)" in text


def test_nobody_before_or_after_is_said(world):
    assert "nobody is told to precede or to follow The Pact" in run_on(world, "history", "pact", "--lineage").out


def test_a_spell_bears_the_name_of_its_days(world):
    text = run_on(world, "history", "osmania").out
    assert " Osmania  member  1975-03-01  1989-12-30\n" in text
    assert " Osmaniye  member  1990-01-01\n" in text


@pytest.mark.parametrize("words", [("as-of", "2000-01-01"), ("count",), ("panel", "--property", "body")], ids=" ".join)
def test_of_whom_must_be_said(world, words):
    done = run_on(world, *words, "--lineage")
    assert done.code == 2
    assert "--body sco --lineage" in done.err


def test_the_story_goes_through_both_bodies(shipped):
    lines = shipped("history", "russia", "sco", "--lineage").out.splitlines()
    assert lines[0].startswith("Russia in the Shanghai Cooperation Organisation, and all in their line")
    days = [line.split()[0] for line in lines if line.startswith((" 1996-04-26", " 2001-06-15")) and "MEMBER" in line]
    assert days == ["1996-04-26", "2001-06-15"]
    assert any("Shanghai Five: Russia is one of the five" in line for line in lines)


def test_the_five_in_1999(shipped):
    text = shipped("as-of", "1999-06-01", "--body", "sco", "--lineage").out
    assert "SHANGHAI FIVE (shanghai-five)" in text
    assert all(f" {name} " in text for name in ("China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"))
    assert "Shanghai Five is followed by Shanghai Cooperation Organisation (s5-ended, s5-ended-succeeded, " in text


def test_not_before_any_source_told_it(shipped):
    # Only an undated source tells the succession: it may have been known from its own day on.
    asked = ("as-of", "1999-06-01", "--body", "sco", "--lineage")
    assert "Shanghai Five is followed by" in shipped(*asked, "--known", "2005").out
    for cut in (("--known", "2000"), ("--known-strict",), ("--recorded", "500")):
        assert "nobody is told to precede" in shipped(*asked, *cut).out


def test_what_is_told_of_the_followed_is_told_in_full(shipped):
    text = shipped("as-of", "1999-06-01", "--body", "sco", "--lineage", "--known", "2005").out
    assert "SHANGHAI FIVE (shanghai-five)\n\n Last meeting  1998-07-03 Shanghai Five summit, Almaty 1998" in text


def test_what_belongs_to_a_followed_body_is_told_by_that_body(world, tmp_path):
    file = tmp_path / "organs.db"
    shutil.copy(world, file)
    (tmp_path / "more.yml").write_text(
        "- {kind: entity.registered, subject: league-council, type: body, label: Council, parent: league}\n"
        "- {kind: membership.changed, date: 1980, subject: swaland, object: league-council, status: member,\n"
        "   gist: It sits in it., citations: [{source: almanac-1994, at: p.4, says: sits}]}\n",
        encoding="utf-8",
    )
    assert run_on(file, "append", str(tmp_path / "more.yml"), "-m", "x").code == 0
    done = run_on(file, "history", "--body", "union", "--lineage", "--format", "csv")
    told = {row["object"]: row["lineage"] for row in csv.DictReader(io.StringIO(done.out))}
    assert told["league-council"] == told["league"] == "league: predecessor of union"
    assert told["union"] == ""
