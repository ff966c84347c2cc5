"""The page of `archive why`, and its data."""

import csv
import io
import re

import pytest

from tests.cli.conftest import run_on
from tests.questions.made import made


def test_the_example_of_the_issue(shipped):
    lines = [line.strip() for line in shipped("why", "belarus", "sco", "2022-10-01").out.splitlines()]
    assert lines[0].startswith("Belarus was an OBSERVER in the Shanghai Cooperation Organisation on 1 October 2022")
    because = lines[lines.index("BECAUSE") + 1 : lines.index("CONFIRMED LATER")]
    for source in ("noticia-20150710 ex.2", "inform-20220715 ex.3", "tass-20231129 ex.6"):
        assert any(source in line for line in because)
    text = "\n".join(lines)
    assert "3 sources must fall: inform-20220715, noticia-20150710 and tass-20231129; then: dialogue partner" in text
    assert "yes, since 2015-07-10" in text
    assert "never changed" in text


def test_each_source_and_its_word_on_the_contact_group(shipped):
    text = shipped("why", "sco-afghanistan-contact-group", "2012-01-01").out
    for word in (
        "izru-20170609 ex.5      Izvestia: Putin: activity suspended in 2009",
        "kyrtag-20190419 ex.5    KyrTAG: activity suspended in 2009",
        "pajhwok-20190420 ex.5   Pajhwok Afghan News: suspended in 2009",
        "asiaplus-20210713 ex.4  Asia-Plus: suspended in 2009",
        "caravan-20100522 ex.2  Caravan.kz: Saudabayev",
        "seed-002 ¶10  Asia-Plus: irrelevant through violence and US influence; disbanded in 2009",
        "riw-2020 ex.6  Russia - Islamic World Group: frozen in early 2009",
    ):
        assert word in text
    assert "it would be dissolved since 2009" in text
    assert "more than three sources must fall" in text


def test_every_citation_is_a_row_of_csv(small):
    rows = list(csv.DictReader(io.StringIO(small("why", "cerland", "union", "2007-01-01", "--format", "csv").out)))
    assert [(row["role"], row["event"], row["source"], row["would"]) for row in rows] == [
        ("because", "cer-observer", "gazette-2", ""),
        ("rival", "cer-member-rival", "herald", "member"),
    ]


def test_the_question_comes_first_in_json(small):
    data = small("why", "cerland", "union", "2007-01-01", "--known", "2006-01-01", "--format", "json").json
    assert (data["question"]["date"], data["question"]["subject"], data["question"]["object"]) == (
        "2007-01-01", "cerland", "union",
    )  # fmt: skip
    assert [one["value"] for one in data["answers"]] == ["observer"]
    assert data["answers"][0]["rivals"] == []


def test_what_was_believed_before_is_told(small):
    text = small("why", "borland", "union", "2012-03-15").out
    assert "to position 39: ended" in text
    assert "changed by ar-fix (2026-11-02, curator-2: the book says April)" in text


def test_nothing_recorded_is_said(small):
    done = small("why", "arland", "union", "1990-01-01")
    assert done.code == 0
    assert done.out.startswith("Nothing recorded: membership of Arland in The Union on 1 January 1990")


def test_options_name_the_two_as_well(small):
    whole = small("why", "cerland", "union", "2007-01-01").out
    assert small("why", "2007-01-01", "--subject", "cerland", "--body", "union").out == whole


@pytest.mark.parametrize("words", [(), ("2007-01-01",), ("a", "b", "c", "2007-01-01"), ("cerland", "union", "../2007")])
def test_what_is_missing_is_said(small, words):
    done = small("why", *words)
    assert done.code == 2
    assert "archive why SUBJECT [OBJECT] DATE" in done.err


def test_a_screen_is_wide_enough(small, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = small("why", "cerland", "union", "2010-05-20", terminal=True).out.splitlines()
    assert max(len(line) for line in lines) <= 100  # signs of colour included


def test_a_day_that_is_missing_is_said(small):
    done = small("why", "cerland", "union")
    assert done.code == 2
    assert "the last word is the day, and 'union' is none" in done.err


def test_where_no_source_stands_none_must_fall_and_ids_are_short(tmp_path):
    member = "membership.changed, key: ar, date: 2005, subject: arland, object: union, status: member"
    gone = "kind: event.retracted, event: ar, reason: the page was misread"
    file = made(tmp_path / "archive.db", member, gone)
    page = run_on(file, "why", "arland", "union", "2006-01-01").out
    assert "sources must fall" not in page
    assert re.search(r"one event must fall: [0-9a-f]{12}; then: member since 2005", page)


def test_what_changed_an_answer_gives_its_own_reason(tmp_path):
    member = "membership.changed, key: ar, date: 2005, subject: arland, object: union, status: member"
    file = made(tmp_path / "archive.db", member)
    mend = ("append", "event.corrected", "--event", "ar", "--set", "status=observer", "--key", "mend")
    assert run_on(file, *mend, "--reason", "misread", "-m", "tidying").code == 0
    page = run_on(file, "why", "arland", "union", "2006-01-01").out
    assert re.search(r"changed by mend \(.*: misread\)", page)
    assert "tidying" not in page
