"""What docs/json.md says of CSV is so: the rows of the JSON, flat, in every form of every command."""

import csv
import io
from datetime import date

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli.printing.output import show_csv
from tests.cli.conftest import run_on
from tests.cli.flat_rows import cell, plain, rows_of
from tests.cli.forms import CHECKING, CITING, READING, Form


@pytest.mark.parametrize("form", [*READING, *CITING, *CHECKING], ids=str)
def test_the_csv_of_a_form_has_the_rows_of_its_json(form, ask, table):
    told, done = ask(form, "--format", "json"), ask(form, "--format", "csv")
    assert done.code == form.code, done.err
    header, *rows = csv.reader(io.StringIO(done.out, newline=""))
    lineage = ["lineage"] if "--lineage" in form.words and form.row != "events" else []
    assert header == [*table.columns(form.row), *lineage]
    wanted = rows_of(form.row, told.json)
    assert [row[: len(row) - len(lineage)] for row in rows] == [
        [cell(row, column) for column in header[: len(header) - len(lineage)]] for row in wanted
    ]


EMPTY = (
    "as-of 2010", "history --all", "diff 2010 2011", "timeline", "panel", "panel --at any", "panel --at share", "count",
    "events ..", "review", "conflicts --all", "questions --all", "search x", "entities", "sources", "log", "tag",
    "verify",
)  # fmt: skip


@pytest.mark.parametrize("words", EMPTY)
def test_without_rows_there_is_a_header(words, ask):
    done = ask(Form("", "empty", words), "--format", "csv")
    assert (done.code, done.err, len(done.out.splitlines())) == (0, "", 1)


@pytest.mark.parametrize(
    "words", ["as-of 2012 --body ring", "why arland ring 2010-01-01", "conflicts", "panel", "show ring"]
)
@pytest.mark.parametrize("how", ["json", "csv"])
def test_a_terminal_gets_the_same(words, how, ask):
    form = Form("", "odd", words)
    assert ask(form, "--format", how, terminal=True).out == ask(form, "--format", how).out


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2016, 1, 1)).map(str)
WORDS = (
    ("as-of", "as-of {}"), ("as-of DATE DATE …", "as-of {} {}"), ("history", "history --all"),
    ("diff", "diff {} {} --all"), ("panel", "panel --from 2004 --to 2006"), ("panel --at share", "panel --at share"),
    ("panel --at any", "panel --at any --each quarter --to {}"), ("count", "count --from 2004"),
    ("timeline", "timeline"), ("events", "events .."), ("why", "why cerland union {}"), ("stances", "stances union {}"),
    ("conflicts", "conflicts"), ("review", "review --on {}"), ("impact", "impact gazette --on {}"), ("log", "log"),
    ("attendance", "attendance union"), ("sources", "sources"), ("questions", "questions"), ("entities", "entities"),
    ("search", "search union"),
)  # fmt: skip
CUTS = st.lists(st.sampled_from(["--known-strict", "--recorded 39", "--according-to Gazette"]), max_size=2, unique=True)
ASKED = st.tuples(st.sampled_from(WORDS), st.tuples(DAYS, DAYS).map(sorted), CUTS, st.none() | DAYS)


@settings(max_examples=25)
@given(ASKED)
def test_whatever_is_asked_both_tell_the_same_rows(small_file, asked):
    (row, words), days, cuts, known = asked
    known_too = [f"--known {known}"] if known else []
    form = Form(row, "small", " ".join([words.format(*days), *cuts, *known_too]))
    told, done = (run_on(small_file, *form.words.split(), "--format", how) for how in ("json", "csv"))
    assert (told.code, done.code) == (0, 0), told.err
    header, *rows = csv.reader(io.StringIO(done.out, newline=""))
    assert rows == [[cell(one, column) for column in header] for one in rows_of(row, told.json)]


@given(
    st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.none() | st.integers() | st.booleans(), "c": st.text()}))
)
def test_any_text_is_read_back_from_a_cell(rows):
    out = io.StringIO(newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(click, "echo", lambda text, nl: out.write(text))
        show_csv(rows, ["a", "b", "c"])
    read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert read == [["a", "b", "c"], *([one["a"], plain(one["b"]), one["c"]] for one in rows)]
