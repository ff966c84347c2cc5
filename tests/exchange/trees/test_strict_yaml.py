"""YAML read strictly: places are right, and every surprising piece of YAML is refused by name."""

import pytest
import yaml

from archive.exchange.trees import strict_yaml
from archive.exchange.trees.nodes import Mapping, Scalar, Sequence
from archive.exchange.trees.strict_yaml import compose
from archive.model.errors import Fault


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(strict_yaml, "LOADER", yaml.BaseLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


def only_fault(text: str) -> Fault:
    (fault,) = compose(text, file="f.yml").faults
    assert fault.file == "f.yml"
    return fault


def test_every_value_is_text_with_its_place() -> None:
    root = compose("a: 2010\nb:\n- no\n- '1:30'\n", file="f.yml").root
    assert isinstance(root, Mapping)
    assert root.entries["a"].value == Scalar("2010", 1, 4, "plain")
    assert root.entries["b"].value == Sequence((Scalar("no", 3, 3, "plain"), Scalar("1:30", 4, 3, "quoted")), 3, 1)
    assert root.entries["b"].line == 2


def test_a_folded_text_is_one_line() -> None:
    root = compose("gist: >-\n  one\n  two\n", file="f.yml").root
    assert isinstance(root, Mapping)
    assert root.entries["gist"].value == Scalar("one two", 1, 7, "quoted")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_are_counted(newline: str) -> None:
    assert only_fault(newline.join(["a: 1", "b: 2", "a: 3", ""])).line == 3


REFUSED = [
    ("a: 1\nb: 2\na: 3\n", 3, "`a` is here twice (first on line 1)"),
    ("a: x\nb: {c: 1, c: 2}\n", 2, "`c` is here twice"),
    ("a: !!int 1\n", 1, "a tag (!!int)"),
    ("a: 1\nb: !thing x\n", 2, "a tag (!thing)"),
    ("a: &name x\n", 1, "an anchor (&name)"),
    ("<<: x\n", 1, "a merge key (<<)"),
    ("a: 1\n---\nb: 2\n", 2, "a second document"),
    ("%YAML 1.1\n---\na: 1\n", 1, "a directive"),
    ("? [a, b]\n: 1\n", 1, "a field's name must be a text"),
    ("'': 1\n", 1, "a colon without a name"),
    ("", 1, "the file is empty"),
    ("# only a comment\n", 1, "the file is empty"),
    ("a: 1\nb: " + "[" * 20 + "]" * 20 + "\n", 2, "nested more than 16 deep"),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_refused(text: str, line: int, message: str) -> None:
    fault = only_fault(text)
    assert (fault.line, message in fault.message) == (line, True), fault


def test_an_alias_is_refused_beside_its_anchor() -> None:
    faults = compose("a: &x 1\nb: *x\n", file="f.yml").faults
    assert [(fault.line, fault.message.split(" has")[0]) for fault in faults] == [
        (1, "an anchor (&x)"), (2, "an alias (*x)"),
    ]  # fmt: skip


SYNTAX = [
    ("a: 1\ngist: the group: a start\n", 2, "`: ` must be quoted", "write: gist: 'the group: a start'"),
    ("gist: @home\n", 1, "begins with @ must be quoted", "write: gist: '@home'"),
    ("gist: `x`\n", 1, "begins with ` must be quoted", "write: gist: '`x`'"),
    ("gist: 'it began\nnote: x\n", 1, "a quote is opened here and never closed", None),
    ('a: 1\ngist: "c:\\work"\n', 2, "an unknown \\ in double quotes", "single quotes"),
    ("gist: * and more\n", 1, "begins with & or * must be quoted", "write: gist: '* and more'"),
    ("gist: - one\n", 1, "a list begins on a line of its own", "write: gist: '- one'"),
    ("a: 1\nmembership\nb: 2\n", 2, "a line without `name: value`", "name: value"),
    ("gist: 'x' y\n", 1, "does not fit", "closing quote"),
    ("a:\n  b: 1\n c: 2\n", 3, "does not fit", "indentation"),
    ("gist: > folded\n", 1, "begins with | or > must be quoted", "write: gist: '> folded'"),
    ("c:\n- {source: x, says: a: b}\n", 2, "", "write: - {source: x, says: 'a: b'}"),
    ("c:\n- {source: x, says: [a}\n", 2, "", "- {source: x, says: '[a'}"),
    ("c:\n- {source: x\n- {source: y}\n", 2, "the braces do not read well", ""),
    ("- a\nb: 1\n", 2, "", ""),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), SYNTAX)
def test_syntax_errors_are_made_plain(text: str, line: int, message: str, hint: str | None) -> None:
    composed = compose(text, file="f.yml")
    (fault,) = composed.faults
    assert composed.root is None
    assert composed.broken is not None
    assert (fault.line, message in fault.message) == (line, True), fault
    if hint:
        assert hint in (fault.hint or ""), fault


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_VALUES", 10)
    assert "more than 10 values" in only_fault("- a\n" * 20).message
    assert compose("- a\n" * 10, file="f.yml").faults == []


def test_names_in_messages_cannot_act_on_a_terminal() -> None:
    assert only_fault('"\\e[31m": 1\n"\\e[31m": 2\n').message == "`\\x1b[31m` is here twice (first on line 1)"
