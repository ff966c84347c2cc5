"""What docs/json.md says of JSON is so: each command, in all its forms, has the fields written there, and no others."""

import json
import re

import click
import pytest

from archive.cli.cite.examples import EXAMPLES
from tests.cli.contract import PAGE
from tests.cli.forms import CHECKING, CITING, READING, WRITING
from tests.house.test_commands import COMMANDS

EVERY = (*READING, *CITING, *CHECKING, *WRITING)
WITH_ROWS = (*READING, *CITING, *CHECKING)
SELDOM = {
    # Another version of the rules: tests/questions/cite/test_cite.py.
    "Check.remarks: never filled", "Difference.part: rules",
    # Lists with a longer story: tests/cli/imports/test_observe.py.
    "News.date: null", "News.object: null", "News.property: null", "News.what: came-true", "News.what: over",
    "News.what: redated", "News.what: restored", "News.what: seen", "News.what: taken-back", "Snapshot.batch: null",
    "Snapshot.first: null", "Snapshot.last: null", "Snapshot.without: never filled",
    # Causes, effects and successions have tests of their own: test_diff, test_impact, test_lineage.
    "Cause: first-day", "Cause: ruled", "ImpactOn.effect: weaker", "Link.how: regrouped",
    # An event may be so, though none is that bears on an answer or a dispute here.
    "Account.told: ahead", "Cited.support: ahead", "Ground.claims.manner: expected",
    "Ground.date: null", "Ground.gist: null", "Ground.latest: null", "Ground.retracted_by: Key", "Ground.told: ahead",
    "Ground.told: none", "Meeting.earliest: null", "Meeting.latest: null", "Word.gist: null", "Word.told: ahead",
    # An answer may be so, though none is that stands beside another one here.
    "Came.after: null", "Grounds.beside.value: null", "Grounds.rivals.value: null", "Grounds.steps.towards: null",
    "Short.candidates: null", "Span.from: null",
}  # fmt: skip
"""What is declared and comes up in no form here; a test of its own has what takes a story."""


@pytest.mark.parametrize("form", EVERY, ids=str)
def test_the_json_of_a_form_is_of_its_type(form, ask, shapes, table):
    done = ask(form, "--format", "json")
    assert done.code == form.code, done.err
    assert shapes.wrong(json.loads(done.out), table.types[form.row])[:5] == []


def test_nothing_is_declared_that_never_comes(ask, shapes, table):
    for form in EVERY:
        shapes.wrong(json.loads(ask(form, "--format", "json").out), table.types[form.row])
    surprising = sorted(set(shapes.unmet()) ^ SELDOM)
    assert not surprising, "\n".join(surprising)


def test_what_tables_of_fields_explain_is_declared(shapes):
    there = {field for name in shapes.types for field in shapes.every_field(name)}
    tables = re.findall(r"^\| field \| meaning \|\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    told = [
        field for rows in tables for row in rows.splitlines() for field in re.findall(r"`(\w+)`", row.split("|")[1])
    ]
    assert len(told) > 80
    assert set(told) - there == set()


def test_every_command_with_a_format_is_in_the_table_and_asked(table):
    have = {
        "append" if name.startswith("append ") else "cite QUESTION" if name.startswith("cite ") else name
        for name, command in COMMANDS.items()
        if any(option.name == "format" for option in command.params)
    }
    with_json = {name for name in have if _formats(name) >= {"json"}}
    heads = {name: re.sub(r" (DATE|KIND|NAME|--).*", "", name) for name in table.types}
    assert with_json == set(heads.values())
    assert {form.row for form in EVERY} == set(table.types)
    with_csv = {name for name in have if "csv" in _formats(name)}
    assert with_csv == {heads[form.row] for form in WITH_ROWS}


def _formats(name: str) -> set[str]:
    command = COMMANDS[{"append": "append membership.changed", "cite QUESTION": "cite as-of"}.get(name, name)]
    (choice,) = [option.type for option in command.params if option.name == "format"]
    assert isinstance(choice, click.Choice)
    return set(choice.choices)


def test_every_question_that_can_be_cited_is_cited():
    assert {form.words.split()[1] for form in CITING} == set(EXAMPLES)


SEEN_ON = "--source gazette --at 1 --says x -m x --dry-run"
REFUSED = (
    ("as-of 2024-13-01", 1), ("as-of 2024-06~", 2), ("as-of 2010 --body nowhere", 1), ("as-of 2010 --recorded 999", 2),
    ("diff 2010", 2), ("why arland", 2), ("show nothing", 1), ("kinds nothing", 1), ("search ...", 2),
    ("count --at share", 2), ("conflicts --rule nothing", 2), ("impact nothing", 1), ("cite --check Anothing", 2),
    ("cite as-of 2024-06~", 2), ("verify --checkpoint nofile.json", 2),
)  # fmt: skip
REFUSED_WRITING = (
    ("append event.retracted --event nothing --reason x -m x --dry-run", 1),
    ("append event.retracted -m x --dry-run", 1),
    (f"append membership.changed --subject arland --object union --status member --date 2001-01-02 {SEEN_ON}", 3),
    (f"append membership.changed --subject nobody --object union --status member --date 2001 {SEEN_ON}", 1),
    ("append event.corrected --event bor-left --set date=yesterday --reason x -m x --dry-run", 1),
    ("append event.retracted --event bor-left --reason x -m x --dry-run --if-position 3", 3),
    ("append nofile.yml --dry-run", 2),
    ("import events nofile.yml", 2),
    ("import csv nofile.csv --map nomap", 2),
    ("import popolo nofile.json --source s --publisher p --title t --dry-run", 2),
    ("observe nofile.csv --map nomap", 2),
)


@pytest.mark.parametrize(("words", "code"), [*REFUSED, *REFUSED_WRITING])
def test_a_refusal_is_told_on_standard_error_alone(words, code, small):
    for form in ("json",) if (words, code) in REFUSED_WRITING else ("json", "csv"):
        done = small(*words.split(), "--format", form)
        assert (done.code, done.out) == (code, "")
        assert done.err.strip()
