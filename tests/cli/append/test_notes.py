"""What an append says of acts that do nothing, or not yet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run_on
from tests.questions.made import made

MEMBER = "membership.changed, key: ar, date: 2005, subject: arland, object: union, status: member"
OTHER = "kind: source.registered, source: other, publisher: P, title: T, published: 2020-02-02"
CITED = ("--source", "paper", "--at", "p.1", "--says", "so")


@pytest.fixture
def append(tmp_path: Path) -> Callable[..., Done]:
    file = made(tmp_path / "archive.db", MEMBER, OTHER)
    return lambda kind, *words: run_on(file, "append", kind, *words, "-m", "x")


def noted(done: Done) -> list[str]:
    assert done.code == 0, done.err
    return [line.removeprefix("note: ") for line in done.out.splitlines() if line.startswith("note: ")]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("event.retracted", ()),
        ("event.corrected", ("--set", "date=2006")),
        ("claim.ranked", ("--standing", "rival")),
    ],
)
def test_what_is_done_to_a_retracted_event_counts_only_if_that_is_undone(append, kind, words) -> None:
    assert noted(append("event.retracted", "--event", "ar", "--reason", "x", "--key", "gone")) == []
    for dry in (("--dry-run",), ()):
        done = append(kind, "--event", "ar", *words, "--reason", "again", "--key", "again", *dry)
        assert noted(done) == ["ar is retracted already, by gone: this counts only if that is retracted (again)"]


def test_a_correction_to_what_it_reads_and_a_ranking_to_how_it_stands_are_told(append) -> None:
    corrected = ("--event", "ar", "--set", "date=2005", "--set", "status=observer", "--reason", "x", "--key", "c")
    assert noted(append("event.corrected", *corrected)) == ["ar has that date already (c)"]
    # It stands corrected now.
    again = append("event.corrected", "--event", "ar", "--set", "status=observer", "--reason", "y", "--key", "d")
    assert noted(again) == ["ar has that status already (d)"]
    ranked = append("claim.ranked", "--event", "ar", "--standing", "main", "--reason", "x", "--key", "r")
    assert noted(ranked) == ["ar stands as main already (r)"]


def test_a_citation_that_is_there_and_a_source_that_is_withdrawn_are_told(append) -> None:
    same = append("event.corroborated", "--event", "ar", *CITED, "--key", "same", "--format", "json")
    assert same.json["notes"] == [{"event": "same", "note": "ar has that citation of paper already"}]
    assert noted(append("event.corroborated", "--event", "ar", "--source", "other", "--at", "1", "--key", "new")) == []
    assert noted(append("source.withdrawn", "--source", "other", "--reason", "forged", "--key", "forged")) == []
    late = append("event.corroborated", "--event", "ar", "--source", "other", "--at", "2", "--key", "late")
    assert noted(late) == ["other is withdrawn: its word counts only if that is retracted (late)"]


def test_nobody_follows_itself_and_a_line_that_comes_back_is_told(append) -> None:
    done = append("entity.succeeded", "--subject", "union", "--successor", "union", "--date", "2010", *CITED)
    assert done.code == 1
    assert "nobody follows itself" in done.err
    on = ("--date", "2010", "--gist", "x", *CITED)
    first = append("entity.succeeded", "--subject", "union", "--successor", "panel", *on, "--key", "one")
    assert noted(first) == []
    back = append("body.dissolved", "--subject", "panel", "--successor", "union", *on, "--key", "two")
    assert noted(back) == ["panel and union follow each other: the line comes back (two)"]
    assert noted(append("event.retracted", "--event", "one", "--reason", "x")) == []
    again = append("entity.succeeded", "--subject", "panel", "--successor", "union", *on, "--key", "three")
    assert noted(again) == []
