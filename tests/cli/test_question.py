"""The question that opens a JSON answer tells all that was asked, so that a stored answer says about whom it is."""

import pytest

from tests.cli.conftest import Run
from tests.house.test_commands import COMMANDS

GIVEN = {
    "bodies": ("--body", "union"), "only": ("--only",), "subjects": ("--subject", "arland"),
    "properties": ("--property", "membership"), "all": ("--all",),
}  # fmt: skip
TOLD = {"bodies": ["union"], "only": True, "subjects": ["arland"], "properties": ["membership"], "all": True}
OPTIONS = {"bodies": "body", "only": "only", "subjects": "subject", "properties": "property", "all": "everything"}
WORDS = {
    "as-of": ("2010",), "attendance": ("union",), "diff": ("2004", "2010"), "events": ("..",), "search": ("arland",),
    "stances": ("resume-panel", "2010"), "impact": ("gazette",), "cite as-of": ("2010",), "cite events": ("..",),
    "cite stances": ("resume-panel", "2010"), "cite attendance": ("union",), "cite diff": ("2004", "2010"),
}  # fmt: skip
IS_A_NAME = {"why", "cite why"}
"""Their subject and object are the filters themselves."""
ARGUMENT = {"attendance": "union", "stances": "resume-panel"}
"""Commands that name a body as an argument."""
FILTERED = sorted(
    name
    for name, command in COMMANDS.items()
    if {"everything", "subject", "format"} <= {option.name for option in command.params} and name not in IS_A_NAME
)


def _asked(name: str) -> list[str]:
    return [field for field in GIVEN if OPTIONS[field] in {option.name for option in COMMANDS[name].params}]


@pytest.mark.parametrize("name", FILTERED)
def test_a_question_tells_each_filter_that_was_given(small: Run, name: str) -> None:
    fields = [field for field in _asked(name) if not (field == "bodies" and name.rsplit(maxsplit=1)[-1] in ARGUMENT)]
    given = [word for field in fields for word in GIVEN[field]]
    done = small(*name.split(), *WORDS.get(name, ()), *given, "--format", "json")
    assert done.code == 0, done.err
    question = done.json["question"]
    assert {field: question.get(field) for field in fields} == {field: TOLD[field] for field in fields}


@pytest.mark.parametrize("name", [name for name in FILTERED if name.split()[-1] != "history"])
def test_a_question_without_filters_says_nothing_of_them(small: Run, name: str) -> None:
    question = small(*name.split(), *WORDS.get(name, ()), "--format", "json").json["question"]
    body = ARGUMENT.get(name.rsplit(maxsplit=1)[-1])
    assert {field: question[field] for field in GIVEN if field in question} == ({"bodies": [body]} if body else {})


@pytest.mark.parametrize("cite", [(), ("cite",)])
@pytest.mark.parametrize("words", ["history arland union", "why arland union 2010-01-01"])
def test_whoever_is_named_as_an_argument_is_told_too(small: Run, cite: tuple[str, ...], words: str) -> None:
    question = small(*cite, *words.split(), "--format", "json").json["question"]
    assert (question["subjects"], question["bodies"]) == (["arland"], ["union"])


def test_events_tell_the_kinds_asked_for(small: Run) -> None:
    words = ("events", "..", "--kind", "membership.changed", "--format", "json")
    assert small(*words).json["question"]["kinds"] == ["membership.changed"]


def test_with_lineage_only_those_named_are_told_as_asked_for(shipped: Run) -> None:
    question = shipped("as-of", "1999-06-01", "--body", "sco", "--lineage", "--format", "json").json["question"]
    assert question["bodies"] == ["sco"]
    assert question["lineage"]["predecessors"] == ["shanghai-five"]
