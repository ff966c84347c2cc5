"""What docs/json.md says of JSON and CSV is so: each command, in each of its forms, has the fields that are written."""

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli.cite_examples import EXAMPLES
from archive.cli.output import show_csv
from tests.cli.conftest import Done, run_on
from tests.cli.flat_rows import cell, plain, rows_of
from tests.cli.forms import CHECKING, CITING, MAPS, READING, WRITING, Form
from tests.cli.shapes import Shapes
from tests.house.repository import ROOT
from tests.house.test_commands import COMMANDS
from tests.questions.small import build
from tests.questions.world import build_world

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
ODD = tuple(Path(__file__).with_name(name) for name in ("odd.yml", "odd-later.yml"))
EVERY = (*READING, *CITING, *CHECKING, *WRITING)
WITH_ROWS = (*READING, *CITING, *CHECKING)
SELDOM = {
    # Another version of the rules: tests/questions/test_cite.py.
    "Check.remarks: never filled", "Difference.part: rules",
    # Lists with a longer story: tests/cli/test_observe.py.
    "News.date: null", "News.object: null", "News.property: null", "News.what: came-true", "News.what: over",
    "News.what: redated", "News.what: restored", "News.what: seen", "News.what: taken-back", "Snapshot.batch: null",
    "Snapshot.first: null", "Snapshot.last: null", "Snapshot.without: never filled",
    # Causes, effects and successions have tests of their own: test_diff, test_impact, test_lineage.
    "Cause: first-day", "Cause: ruled", "ImpactOn.effect: weaker", "Link.how: regrouped",
    # An event may be so, though none is that bears on an answer or a dispute here.
    "Account.date: null", "Account.told: ahead", "Cited.support: ahead", "Ground.claims.manner: expected",
    "Ground.date: null", "Ground.gist: null", "Ground.latest: null", "Ground.retracted_by: Key", "Ground.told: ahead",
    "Ground.told: none", "Meeting.earliest: null", "Meeting.latest: null", "Word.gist: null", "Word.told: ahead",
    # An answer may be so, though none is that stands beside another one here.
    "Came.after: null", "Grounds.beside.value: null", "Grounds.rivals.value: null", "Grounds.steps.towards: null",
    "Short.candidates: null", "Span.from: null",
}  # fmt: skip
"""What is declared and comes up in no form here; a test of its own has what takes a story."""


class Table:
    """The table "At a glance": which type a form prints, and the columns of its rows."""

    def __init__(self, page: str, shapes: Shapes) -> None:
        self.types: dict[str, str] = {}
        self._cells: dict[str, list[str]] = {}
        self._shapes = shapes
        for line in page.partition("## At a glance")[2].partition("\n## ")[0].splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == 4 and cells[0].startswith("`"):
                for name in re.split(r", (?=`)", cells[0]):
                    self.types[name.replace("`", "")] = cells[1].strip("`")
                    self._cells[name.replace("`", "")] = re.findall(r"`([^`]+)`", cells[3])

    def columns(self, row: str) -> list[str]:
        """Return the columns of the CSV of a form, types spread into their fields."""
        return [column for word in self._cells[row] for column in self._spread(word)]

    def _spread(self, word: str) -> list[str]:
        if word == "before_…":
            return [f"{side}_{name}" for name in self._spread("Answer")[1:] for side in ("before", "after")]
        if word == "after_…":
            return []
        if not word[0].isupper():
            return [word]
        spread: list[str] = []
        for name in self._shapes.fields(word):
            bounds = name.removesuffix("_bounds")
            ends = [f"{bounds}_earliest", f"{bounds}_latest"]
            spread += ends if bounds != name else ["sources" if name == "citations" else name]
        return spread


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(PAGE)


@pytest.fixture(scope="module")
def table(shapes: Shapes) -> Table:
    return Table(PAGE, shapes)


@pytest.fixture(scope="module")
def ask(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Done]:
    """Ask a form of its archive."""
    folder = tmp_path_factory.mktemp("contract")
    small = build(folder / "small.db")
    build(folder / "odd.db", ODD)
    build_world(folder / "world.db")
    run_on(folder / "empty.db", "init", "--empty")
    for name in ("written", "tagged", "imported", "forged", "stale", "blotted"):
        shutil.copy(small, folder / f"{name}.db")
    assert run_on(folder / "tagged.db", "tag", "first", "-m", "x").code == 0
    table = ("import", "csv", str(MAPS / "members.csv"), "--map", str(MAPS / "members.toml"), "--create", "-m", "x")
    assert run_on(folder / "imported.db", *table).code == 0
    _change(folder / "forged.db", "DROP TRIGGER events_no_update", "UPDATE events SET gist = 'So.' WHERE position = 25")
    _change(folder / "stale.db", 'UPDATE periods SET answer = \'{"value": null, "certainty": "unknown"}\'')
    _blot(folder / "blotted.db")
    kept = folder / "kept.json"
    kept.write_text(json.dumps({"size": 43, "root": "00" * 32}), encoding="utf-8")
    cited = [
        run_on(small, "cite", "as-of", "2010", *more, "--format", "json").json["citation"]["token"]
        for more in ((), ("--known", "2009"))
    ]

    def ask(form: Form, *more: str) -> Done:
        words = form.words.format(kept=kept, token=cited[0], known=cited[1]).split()
        file = shipped_file if form.archive == "shipped" else folder / f"{form.archive}.db"
        if form.archive == "written":
            shutil.copy(small, file)
        return run_on(file, *words, *more)

    return ask


def _blot(file: Path) -> None:
    """Overwrite a few bytes of an index."""
    with closing(sqlite3.connect(file)) as db:
        ((size,), (root,)) = (
            db.execute(sql).fetchone()
            for sql in ("PRAGMA page_size", "SELECT rootpage FROM sqlite_master WHERE name = 'names_folded'")
        )
    pages = bytearray(file.read_bytes())
    pages[root * size - 40 : root * size - 20] = bytes(20)
    file.write_bytes(pages)


def _change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        for statement in statements:
            db.execute(statement)


@pytest.mark.parametrize("form", EVERY, ids=str)
def test_the_json_of_a_form_is_of_its_type(form, ask, shapes, table):
    done = ask(form, "--format", "json")
    assert done.code == form.code, done.err
    assert shapes.wrong(json.loads(done.out), table.types[form.row])[:5] == []


@pytest.mark.parametrize("form", WITH_ROWS, ids=str)
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


def test_nothing_is_declared_that_never_comes(ask, shapes, table):
    for form in EVERY:
        shapes.wrong(json.loads(ask(form, "--format", "json").out), table.types[form.row])
    surprising = sorted(set(shapes.unmet()) ^ SELDOM)
    assert not surprising, "\n".join(surprising)


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
