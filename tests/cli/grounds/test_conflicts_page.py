import csv
import io
import json
import shlex
from pathlib import Path

import pytest

from archive.kinds.registry import KINDS
from tests.cli.conftest import run_on
from tests.questions.made import made
from tests.questions.rule_cases import FINDS

FILLED = {
    "--subject": "cerland",
    "--date": "2012-01-01",
    "--value": "active",
    "--source": "paper",
    "--dispute": "d-new",
}


def test_open_disputes_with_both_sides(small):
    lines = small("conflicts").out.splitlines()
    assert lines[0].startswith("1 dispute: 1 open ")
    assert " OPEN, NO SIDE TAKEN" in lines
    at = lines.index(" d-panel   Was the panel suspended or dissolved?")
    assert [line.split("  ")[-1] for line in lines[at + 1 : at + 3]] == [
        "The panel is suspended. (late p.5)", "The Herald says dissolved. (herald-2010 p.3)",
    ]  # fmt: skip


def test_every_dispute_of_the_shipped_archive_has_two_dated_sourced_accounts(shipped):
    data = shipped("conflicts", "--format", "json").json
    assert len(data["disputes"]) == 58
    for one in data["disputes"]:
        assert len(one["accounts"]) > 1, one["id"]
        assert all(account["date"] and account["citations"] for account in one["accounts"]), one["id"]
        assert (one["state"] == "open") == (one["ruling"] is None)
        if one["outcome"] == "main account":
            assert {"main", "rival"} <= {account["standing"] for account in one["accounts"]}, one["id"]


def test_every_account_of_the_shipped_archive_is_printed_with_date_and_source(shipped):
    data = shipped("conflicts", "--format", "json").json
    text = shipped("conflicts", "--all").out
    for one in data["disputes"]:
        assert f" {one['id']}   {one['question']}" in text
        for account in one["accounts"]:
            assert account["title"] in text
            assert all(cited["source"] in text for cited in account["citations"] if "support" not in cited)


def test_what_rules_find_in_the_shipped_archive_has_been_looked_at(shipped):
    """No line is left that nobody named: each was corrected, explained, or put into a dispute."""
    found = shipped("conflicts", "--known", "2025-12-31", "--format", "json").json["findings"]
    assert [(one["rule"], one["events"]) for one in found] == []


def test_a_body_that_nobody_confirms_is_told_with_all_only(shipped):
    pinned = ("--known", "2026-11-01", "--format", "json")
    assert "stale" not in {one["rule"] for one in shipped("conflicts", *pinned).json["findings"]}
    (stale,) = shipped("conflicts", "--all", "--rule", "stale", *pinned).json["findings"]
    assert stale["about"] == [{"property": "body", "subject": "sco-afghanistan-contact-group", "object": None}]
    assert stale["from"] == "2021-07-15"


def test_what_rules_find_comes_with_a_command(tmp_path, request):
    file = made(tmp_path / "a.db", *FINDS["begun-twice"][0])
    text = run_on(file, "conflicts").out
    assert text.startswith("0 disputes   1 found by rule")
    assert "FOUND BY RULE, NAMED BY NOBODY" in text
    assert "archive append claim.ranked --event again --standing rival --rival-of ar-member" in text


@pytest.mark.parametrize("rule", FINDS)
def test_the_command_can_be_run(rule, tmp_path: Path):
    file = made(tmp_path / "a.db", *FINDS[rule][0])
    found = run_on(file, "conflicts", "--all", "--rule", rule, "--format", "json").json["findings"]
    _, *words = shlex.split(found[0]["fix"])
    assert words[1] in KINDS
    filled = [
        FILLED.get(before, "so it is") if word == "…" else word
        for before, word in zip(["", *words], words, strict=False)
    ]
    done = run_on(file, *filled, "--dry-run")
    assert done.code == 0, done.err


def test_rows_for_machines(small):
    rows = list(csv.DictReader(io.StringIO(small("conflicts", "--format", "csv").out)))
    assert [(row["found"], row["id"], row["handle"], row["sources"]) for row in rows if row["found"] == "dispute"] == [
        ("dispute", "d-panel", "panel-suspended", "late p.5"),
        ("dispute", "d-panel", "panel-dissolved", "herald-2010 p.3"),
    ]  # fmt: skip


def test_a_ruling_is_printed_with_its_rule_and_its_batch(shipped):
    text = shipped("conflicts", "--rule", "W1").out
    assert "ruled by W1, curator-1, 2026-11-23, batch 24: The Charter's own heading bears 7 June 2002." in text


def test_on_a_terminal_lines_fit(shipped, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shipped("conflicts", terminal=True).out.splitlines()
    assert [line for line in lines if len(line) > 100 and "archive append" not in line] == []


def test_nothing_there_is_said(small):
    done = small("conflicts", "--subject", "derland")
    assert "nothing is told otherwise there" in done.out
    assert done.code == 0


def test_a_day_is_needed(small):
    done = small("conflicts", "--on", "2012")
    assert (done.code, "give a day" in done.err) == (2, True)


def test_json_is_json_only(small):
    assert list(json.loads(small("conflicts", "--format", "json").out)) == ["question", "disputes", "findings"]
