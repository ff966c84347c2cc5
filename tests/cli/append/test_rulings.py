"""`dispute.ruled` on the command line: it takes a side, and every page shows which."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run_on
from tests.questions.made import made

TWO = [
    f"membership.changed, key: {key}, subject: arland, object: union, status: {status}, date: {date}"
    for key, status, date in (
        ("ar-member", "member", "2005"), ("ar-observer", "observer", "2005"), ("later", "associate", "2011-01-01"),
    )
]  # fmt: skip
OPENED = "kind: dispute.opened, dispute: d-ar, question: Which status?, events: [ar-member, ar-observer]"
RULED = (
    "dispute.ruled",
    "--dispute",
    "d-ar",
    "--main",
    "ar-member",
    "--rule",
    "W4",
    "--reason",
    "of the day",
    "-m",
    "x",
)
ON = "2006-01-01"


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Done]:
    file = made(tmp_path / "archive.db", *TWO, OPENED)
    return lambda *words: run_on(file, *words)


def test_a_dry_run_shows_the_side_that_a_ruling_takes(ask: Callable[..., Done]) -> None:
    said = ask("append", *RULED, "--dry-run").out
    assert "- 2005-12-31 to 2010-12-31: member or observer (disputed)" in said
    assert "+ 2005-12-31 to 2010-12-31: member   ! told otherwise: observer (ar-observer)" in said


def test_why_conflicts_show_and_diff_tell_the_side_taken(ask: Callable[..., Done]) -> None:
    before = ask("as-of", ON, "--format", "json").json["question"]["position"]
    assert ask("append", *RULED).code == 0
    why = ask("why", "arland", "union", ON, "--format", "json").json
    answer = why["answers"][0]
    assert (answer["value"], answer["certainty"]) == ("member", "certain")
    assert [(one["value"], one["events"]) for one in answer["contested"]] == [("observer", ["ar-observer"])]
    (dispute,) = ask("conflicts", "--format", "json").json["disputes"]
    assert dispute["outcome"] == "main account"
    assert [one["standing"] for one in dispute["accounts"]] == ["main", "rival"]
    assert "rival of ar-member" in ask("show", "ar-observer").out
    (change,) = ask("diff", "--recorded", str(before), str(before + 1), "--on", ON, "--format", "json").json["changes"]
    assert (change["before"], change["after"], change["cause"]) == (None, "member", "ruled")


def test_of_an_event_that_lost_to_several_the_one_on_its_timeline_is_told(tmp_path: Path) -> None:
    borland = TWO[0].replace("ar-member", "bo-member").replace("arland", "borland")
    both = OPENED.replace("[ar-member", "[bo-member, ar-member")
    file = made(tmp_path / "archive.db", borland, *TWO, both)
    assert run_on(file, "append", *RULED, "--main", "bo-member").code == 0
    shown = run_on(file, "show", "ar-observer", "--format", "json").json
    assert shown["shown"]["rival_of"] == "ar-member"


def test_a_ruling_the_other_way_turns_the_sides_and_its_retraction_turns_them_back(ask: Callable[..., Done]) -> None:
    def told() -> tuple[str, str]:
        (answer,) = ask("as-of", ON, "--format", "json").json["answers"]
        return answer["value"], answer["contested"][0]["value"]

    assert ask("append", *RULED).code == 0
    assert ask("append", *RULED, "--key", "again", "--main", "ar-observer").code == 0
    other = [word if word != "ar-member" else "ar-observer" for word in RULED]
    assert ask("append", *other, "--key", "other").code == 0
    assert told() == ("observer", "member")
    assert ask("append", "event.retracted", "--event", "other", "--reason", "no", "-m", "x").code == 0
    assert ask("append", "event.retracted", "--event", "again", "--reason", "no", "-m", "x").code == 0
    assert told() == ("member", "observer")
