"""What is withheld is shown nowhere: no command prints a word of it, nor finds it by one, nor tells whom it names."""

import json

import pytest

from tests.cli.conftest import Run, run_on
from tests.cli.hidden import FACTS, HIDDEN, WORD, hidden_archive
from tests.house.test_commands import COMMANDS

QUESTIONS = (
    "as-of 2004-06-01 --all", "as-of 2003 --body ring", "as-of 2001 2010-01-01", "history --all",
    "history arland ring", "history borland ring", "diff 2000-06-01 2012-01-01 --all", "diff --known 2009 2012",
    "diff --recorded 25 HEAD", "diff --recorded 13 HEAD --all", "diff --recorded 25 HEAD --on 2010-01-01",
    "timeline", "panel --at any", "count --at any", "attendance ring", "stances widen", "stances ring",
    "why borland ring 2010-01-01", "why arland ring 2010-01-01", "why ann chair-of-ring 2010-01-01",
    "events ..", "events .. --all", "events .. --subject borland --all", "events .. --known 2012 --all",
    "impact ring-note --on 2010-01-01 --all", "review --all", "show ring", "show borland", "show ring-note",
    "show d-ring", "show batch:1", "conflicts --all", "conflicts --on 2002-03-03", "questions --all",
    f"search {WORD}* --all", "search a* --all --limit 1000", "search Borland --all", "entities", "sources",
    "sources --subject borland", "log --limit 1000", "log --limit 1000 --known 2012", "kinds", "tag", "checkpoint",
    "verify", *(f"show {key}" for key in sorted(HIDDEN)),
    "cite as-of 2004 --all", "cite events .. --all", "cite conflicts", "cite stances ring", "cite history --all",
)  # fmt: skip
EXPORTS = (
    "atom --last 1000", "atom --last 1000 --subject borland", "ics", "ics --vague", "popolo", "ftm",
    "cow --body ring",
)  # fmt: skip
AS_STORED = frozenset({"jsonl"})
"""They give the log byte for byte: its hashes must come out the same."""
FOLDERS = frozenset({"csv", "parquet"})
NOT_ASKED = frozenset({"append", "backup", "import", "init", "observe", "rebuild", "serve", "export", "completion"})
"""What writes, or prints nothing of what is told; exports and pages have tests of their own."""


@pytest.fixture(scope="module", params=[True, False], ids=["withheld at once", "withheld later"])
def hidden(request, tmp_path_factory) -> Run:
    file = hidden_archive(tmp_path_factory.mktemp("hidden"), at_once=request.param)
    head = run_on(file, "checkpoint", "--format", "json").json["size"]

    def ask(*words: str, **how):
        return run_on(file, *(word.replace("HEAD", str(head)) for word in words), **how)

    return ask


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("words", QUESTIONS)
def test_no_question_prints_a_word_of_it(hidden, words, form):
    if form == "csv" and words.split()[0] in ("tag", "checkpoint", "verify"):
        form = "json"
    done = hidden(*words.split(), *(() if words == "verify" or form == "table" else ("--format", form)))
    assert done.code in (0, 1), done.err
    told = done.out + done.err
    assert WORD not in told.replace(f"{WORD}*", "").replace(f'"{WORD}', "")


@pytest.mark.parametrize("words", EXPORTS)
def test_no_export_has_a_word_of_it(hidden, words):
    done = hidden("export", *words.split())
    assert done.code in (0, 1), done.err
    assert WORD not in done.out + done.err


def test_the_tables_that_go_out_have_no_word_of_it_and_no_row_of_whom_it_names(hidden, tmp_path):
    assert hidden("export", "csv", "-o", str(tmp_path / "out"), "--on", "2010-01-01").code == 0
    files = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir()}
    assert len(files["events.csv"].splitlines()) > 20
    assert [name for name, text in files.items() if WORD in text] == []
    assert "borland" not in files["claims.csv"] + files["event_entities.csv"].replace("borland,registered", "")


def test_the_log_alone_comes_back_as_it_is(hidden, tmp_path):
    out = hidden("export", "jsonl").out
    assert out.count(f"{WORD}-gist") == len(FACTS)
    (tmp_path / "log.jsonl").write_text(out, encoding="utf-8")
    again = tmp_path / "again.db"
    assert run_on(again, "init", "--empty").code == 0
    assert run_on(again, "append", str(tmp_path / "log.jsonl")).code == 0
    assert run_on(again, "export", "jsonl").out == out


def test_it_is_told_that_something_is_there(hidden):
    log = {event["handle"]: event for event in hidden("log", "--limit", "1000", "--format", "json").json["events"]}
    for key, (kind, _) in FACTS.items():
        event = log[key]
        assert (event["kind"], event["title"], event["standing"]) == (kind, "withheld", "withheld")
        assert (event["date"], event["gist"], event["facts"], event["citations"]) == (None, None, {}, [])
        assert hidden("show", key, "--format", "json").json["shown"]["leaf"]
    assert log["h-fix"]["title"] == log["h-more"]["title"] == "withheld"
    assert "withheld" in hidden("show", "d-ring").out


def test_the_act_that_withholds_is_told_with_its_reason(tmp_path):
    file = hidden_archive(tmp_path, at_once=False)
    acts = run_on(file, "show", "h-said", "--format", "json").json["shown"]["acts"]
    assert [(act["kind"], act["title"]) for act in acts] == [("claim.ranked", "a private matter")]


def test_nobody_finds_it_by_a_word_or_by_whom_it_names(hidden):
    assert hidden("search", f"{WORD}*", "--all", "--format", "json").json["events"] == []
    for question in ("events .. --subject borland --all", "search Borland --all"):
        found = hidden(*question.split(), "--format", "json").json["events"]
        assert HIDDEN.isdisjoint(event["handle"] for event in found)
    feed = hidden("export", "atom", "--last", "1000", "--subject", "borland").out
    assert "membership.changed" not in feed
    assert hidden("sources", "--subject", "borland", "--format", "json").json["sources"] == []


def test_an_answer_pinned_before_it_was_withheld_stays(tmp_path):
    file = hidden_archive(tmp_path, at_once=False)
    before = run_on(file, "show", "batch:1", "--format", "json").json["shown"]["last"]
    pinned = run_on(file, "log", "--recorded", str(before), "--limit", "1000", "--format", "json").json
    assert [e["title"] for e in pinned["events"] if e["handle"] == "h-said"] == [f"{WORD}-gist h-said"]


def test_a_twin_of_it_is_named_without_its_words(hidden):
    words = ["--date", "2002-02-03", "--subject", "borland", "--object", "ring", "--status", "member"]
    cited = ["--source", "ring-book", "--at", "p.1", "--says", "member", "-m", "x", "--dry-run"]
    done = hidden("append", "membership.changed", *words, *cited)
    assert "h-member" in done.err
    assert WORD not in done.out + done.err


def test_a_calendar_is_told_that_a_meeting_changed_by_what_was_withheld(tmp_path):
    (tmp_path / "one").mkdir()
    first = hidden_archive(tmp_path / "one", at_once=False)
    last = str(run_on(first, "show", "batch:1", "--format", "json").json["shown"]["last"])
    numbers = [
        int(line.removeprefix("SEQUENCE:"))
        for cut in (("--recorded", last), ())
        for line in run_on(first, "export", "ics", *cut).out.splitlines()
        if line.startswith("SEQUENCE:")
    ]
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[1]


def test_every_command_that_reads_is_asked():
    names = {name.split()[0] for name in COMMANDS}
    assert names - {words.split()[0] for words in QUESTIONS} == names & NOT_ASKED
    exports = {name.split()[1] for name in COMMANDS if name.startswith("export ")}
    assert exports == {words.split()[0] for words in EXPORTS} | AS_STORED | FOLDERS


def test_json_says_no_more_of_it_than_its_shape(hidden, shapes):
    for event in hidden("log", "--limit", "1000", "--format", "json").json["events"]:
        if event["handle"] in HIDDEN:
            assert WORD not in json.dumps(event)
