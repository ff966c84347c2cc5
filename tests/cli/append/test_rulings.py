"""`dispute.ruled` on the command line: it takes a side, and every page shows which."""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from tests.cli.conftest import Done, run_on
from tests.questions.made import TOLD, made

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


def test_a_ruling_names_events_of_its_dispute_and_a_rule_that_there_is(ask: Callable[..., Done]) -> None:
    done = ask("append", *RULED[:3], "--main", "later", "--rule", "W33", "--reason", "x", "-m", "x")
    assert done.code == 1
    assert "it does not stand in d-ar" in done.err
    assert "one of ar-member, ar-observer" in done.err
    assert "no rule is called so. Nearest: W3" in done.err
    assert "W1 to W9" in done.err
    # One that names the dispute itself stands in it.
    fourth = f"- {{kind: {TWO[2].replace('later', 'fourth').replace('2011', '2012')}, disputes: [d-ar], {TOLD}}}"
    ruled = "- {kind: dispute.ruled, dispute: d-ar, main: [fourth], rule: W4, reason: x}"
    # Also where it has a fault of its own.
    assert "it does not stand" not in appended(ask, fourth.replace(TOLD, "gist: x"), ruled).err
    assert appended(ask, fourth, ruled).code == 0


def test_a_batch_may_open_a_dispute_and_rule_it(ask: Callable[..., Done]) -> None:
    opened = "- {kind: dispute.opened, dispute: d-new, question: Which?, events: [ar-member, later]}"
    ruled = "- {kind: dispute.ruled, dispute: d-new, main: [MAIN], rule: W4, reason: x}"
    assert appended(ask, opened, ruled.replace("MAIN", "later")).code == 0
    assert (
        appended(ask, opened.replace("d-new", "d-2"), ruled.replace("d-new", "d-2").replace("MAIN", "ar-observer")).code
        == 1
    )


def test_a_dry_run_tells_that_a_dispute_is_ruled_where_no_answer_changes(ask: Callable[..., Done]) -> None:
    explained = (
        "append",
        "dispute.ruled",
        "--dispute",
        "d-ar",
        "--rule",
        "W9",
        "--reason",
        "x",
        "--key",
        "w9",
        "-m",
        "x",
    )
    assert "  d-ar: open → ruled, W9" in ask(*explained, "--dry-run").out.splitlines()
    assert ask(*explained, "--dry-run", "--format", "json").json["disputes"] == [
        {"dispute": "d-ar", "before": {"state": "open", "rule": None, "main": []},
         "after": {"state": "ruled", "rule": "W9", "main": []}},
    ]  # fmt: skip
    assert ask(*explained).code == 0
    assert "  d-ar: ruled, W9 → ruled, W4" in ask("append", *RULED, "--dry-run").out.splitlines()
    retracted = ask("append", "event.retracted", "--event", "w9", "--reason", "x", "-m", "x", "--dry-run").out
    assert "  d-ar: ruled, W9 → open" in retracted.splitlines()


def appended(ask: Callable[..., Done], *events: str) -> Done:
    with NamedTemporaryFile("w", suffix=".yml") as file:
        file.write("events:\n" + "\n".join(events) + "\n")
        file.flush()
        return ask("append", file.name, "-m", "x")
