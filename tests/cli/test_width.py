"""No page is wider than the terminal that it is printed on, whatever it tells and however long the names are."""

import re
import shlex
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from archive.cli.commands import COMMANDS
from archive.cli.main import cli
from archive.cli.printing.words import ID_LENGTH
from tests.cli.conftest import run_on
from tests.cli.small_names import named_at_length
from tests.cli.terminals import shown
from tests.house.repository import ROOT
from tests.house.test_commands import commands

ALL = dict(commands(cli))

PAGES = {
    "as-of": """
        2024-06-13 | 2024-06-13 --all | 2024-06-13 --ascii | 2023 | 2017-06 --body sco | 2024-06-13 --property name
        2012-01-01 --body sco-afghanistan-contact-group | 2012-01-01 --according-to seed-002
        2024-06-13 --according-to TASS --according-to Asia-Plus --known 2024-12-31 | 2024-06-13 --property document
        2001-06-15 2010-01-01 2017-06-01 2024-12-31 | 1999-06-01 --body sco --lineage
        2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 --body sco | 2021-07-14 --known 2021-07-10 --known-strict
    """,
    "history": """
        belarus sco | belarus sco --ascii | --body sco | russia | russia sco --lineage | vladimir-norov
        --body sco-afghanistan-contact-group
    """,
    "diff": """
        2017-06-01 2024-12-31 --body sco | 2017-06-01 2024-12-31 --all | 1999-06-01 2002-01-01 --body sco --lineage
        2017-06-01 2024-12-31 --body sco --body sco-afghanistan-contact-group --subject belarus --subject iran
        --known 2023-06-30 2024-06-13 --subject belarus | --known 2021-07-10 2021-07-20 --on 2021-07-14
        --recorded 400 900 --on 2020-01-01 | --recorded 1000 1200
    """,
    "timeline": "--body sco | --body sco --from 2001 --to 2025 --ascii | --property office | --body sco --lineage",
    "panel": """
        --body sco | --body sco --each month --from 2015 --to 2018 | --body sco --each quarter --at any --ascii
        --body sco --at share | --property office --from 2015 --to 2020 | --body sco --only --lineage
    """,
    "count": """
        --body sco | --by object | --property office | --body sco --each month --from 2016 --to 2018 --at any
        --body sco --known 2024-12-31 --known-strict | --body sco --only --lineage
    """,
    "attendance": "sco | sco-afghanistan-contact-group | sco --ascii --from 2017 | sco --lineage",
    "stances": "resume-contact-group | resume-contact-group 2024-06-13 | sco-afghanistan-contact-group",
    "why": """
        belarus sco 2022-10-01 | afghanistan sco 2024-06-13 --all | sco-afghanistan-contact-group 2012-01-01
        afghanistan sco 2024-06-13 --property participation | russia sco 1999-06-01 --lineage
        tajikistan resume-contact-group 2024-06-13 | vladimir-norov 2020-01-01 | iran sco 2023-07-04 --ascii
    """,
    "events": "2001..2025 --all | 2024 --body sco | 2000..2001 --body sco --lineage | 1950",
    "cite": """
        why belarus sco 2022-10-01 | as-of 2024-06-13 --body sco --style chicago | history belarus sco --style bibtex
    """,
    "impact": "seed-002 | tass-20240704 | TASS",
    "review": " | --on 2024-06-13 | --via TASS",
    "show": """
        by-member | sco | belarus | seed-002 | tass-20240704 | d-cg-2009 | 1 | batch:1 | resume-contact-group
        vladimir-norov | cg-act-of-2009
    """,
    "conflicts": """
         | --all | --state open | --on 2024-06-13 --subject afghanistan | --field date --body sco
        --rule overdue --known 2023-12-31
    """,
    "questions": " | --body sco --ascii",
    "search": 'member | "contact group" --body sco-afghanistan-contact-group | nothinghasthisword',
    "entities": " | sco | norov | --type office",
    "sources": " | tass | --body sco-afghanistan-contact-group --known 2021",
    "kinds": " | membership.changed | meeting.held | source.registered | event.corrected",
    "log": " | --from 500 | --from 1200 --ascii",
    "checkpoint": "",
    "verify": "",
    "tag": "",
}
"""What is asked of every command that reads, one question after another."""
WRITES = {"init", "append", "import", "observe", "export", "backup", "rebuild", "serve"}
"""Commands that change or make files, or run for ever; what they say is asked below, and their help."""

COPIED = re.compile(
    r"""(More:\ )?archive\ \S.*           # a command; what it is given may be a text of many words
        | --[a-z0-9-]+\ .*\\              # an option of one, in a line of its own that goes on
        | [("]*\w+://\S+                  # an address
        | (\d+\ )?[0-9a-f]{64}           # a hash, or a checkpoint: size and hash
        | (\\texttt\{)?[\w\\-]{100,}(}},)?  # the token of a citation
        | \S*/\S+                         # a path""",
    re.VERBOSE,
)
"""Lines that people copy, which stay whole: nothing else may be wider than the terminal."""

COMPLAINTS = """
    as-of 04.07.2024 | why belarus sco | why nobody sco 2022 | entities --property person | history | histroy
    as-of --x
    diff 2020 | show nothing-like-it | append membership.chagned | append no-such-file.yml | impact 1812
    append membership.changed --subject Belorus --object sco --status full --date 04.07.2024 --source tass20240704
    append membership.changed --subject belarus --object sco --status member --date 2024-07-05 --source tass-20240704 \
        --at ex.1 --says "tenth member" -m "Astana summit" --dry-run
    import csv maps/examples/members.csv --map maps/examples/people.toml --dry-run
    import popolo maps/examples/members.csv --source x --publisher y --title z --dry-run
    import csv maps/examples/members.tsv --map maps/examples/members.toml --create --dry-run
    verify --checkpoint README.md | cite --check BNY3dCoJAFITfZa5XcDfD2GutFKOUlCBCNFcM | backup /proc/nowhere/there.db
"""
REPORTS = """
    append membership.changed --subject belarus --object sco --status observer --date 2024-08-05 \
        --source tass-20240704 --at ex.1 --says "tenth member" -m "Astana summit" --distinct --dry-run
    append event.retracted --event by-member --reason "told wrongly" -m test --dry-run
    append event.corrected --event by-member --set date=2024-07-05 --reason "another day" -m test --dry-run
    append event.corroborated --event by-member --source mc-20230704 --at ex.3 --says "the tenth" -m test --dry-run
    append source.withdrawn --source tass-20240704 --reason "none of it holds" -m test --dry-run
    append events/0014-belarus.yml --dry-run
    import csv maps/examples/members.csv --map maps/examples/members.toml --create --dry-run
    import popolo docs/examples/council.popolo.json --source council-list --publisher "Town Council" \
        --title "(list of members)" --published 2024-05-02 --create --dry-run
    observe maps/examples/delegations@2009-01-15.csv maps/examples/delegations@2009-04-01.csv \
        --map maps/examples/delegations.toml --create --dry-run
"""
OF_NAMES = """
    as-of 2010-05-20 | as-of 2010 | as-of 2003 2006 2011 --body union | as-of 2009-10-01 --all | as-of 2006-01-01
    history cerland union | history --body union | history arland | diff 2003 2011 | diff 2003 2011 --all
    diff --known 2006 2016 | timeline --body union | panel --body union | panel --property office | count --by object
    count --property office | attendance union-panel | stances resume-panel | why cerland union 2006-01-01
    why union-panel 2008-01-01 | why ann-ames 2005-01-01 | events 2001..2012 | impact herald-2010 | review
    show union | show cerland | show cer-observer | show d-panel | show herald | show resume-panel | show batch:1
    conflicts | conflicts --all | questions | search union | entities | sources | log
"""
PRINTS = re.compile(r"\b(click\.s?echo|print)\(")
DRAWN = ("as-of", "timeline", "panel", "count", "attendance")
"""What draws a page on a terminal that is another one in a pipe."""


def listed(text: str) -> list[str]:
    """Return the questions in a text: one a line, or several with | between."""
    lines = text.replace("\\\n", " ").splitlines() or [""]
    return [" ".join(one.split()) for line in lines if line.strip() or not text.strip() for one in line.split("|")]


def cells(line: str) -> int:
    """Return the width of a line, counted apart from the program: marks none, wide letters two, all others one."""
    return sum(
        0 if unicodedata.category(sign) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in line
    )


def too_wide(lines: list[str], columns: int) -> list[str]:
    return [line for line in lines if cells(line) > columns and not COPIED.fullmatch(line.strip())]


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


def test_every_command_is_asked_or_writes():
    assert PAGES.keys() | WRITES == COMMANDS.keys()
    assert not PAGES.keys() & WRITES


def test_whatever_is_printed_goes_through_the_screen():
    """One place prints for people, one for machines; the others are the version, a line rewritten, JSON in one line."""
    others = {"main.py", "output.py", "progress.py", "screen.py", "write.py"}
    prints = {path.name for path in (ROOT / "archive" / "cli").rglob("*.py") if PRINTS.search(path.read_text("utf-8"))}
    assert prints == others


@pytest.mark.parametrize("command", PAGES)
def test_every_page_fits_a_terminal_of_80(command, shipped_file):
    for asked in listed(PAGES[command]):
        page = shown(shipped_file, [command, *shlex.split(asked)], columns=80)
        assert page.code == 0, page.lines
        assert page.lines, f"archive {command} {asked}: nothing is printed"
        assert too_wide(page.lines, 80) == [], f"archive {command} {asked}"


def test_a_page_of_every_command_fits_a_terminal_of_60(shipped_file):
    for command, text in PAGES.items():
        asked = listed(text)[0]
        page = shown(shipped_file, [command, *shlex.split(asked)], columns=60)
        assert too_wide(page.lines, 60) == [], f"archive {command} {asked}"


def test_all_help_fits_a_terminal_of_80(shipped_file):
    for name in ("", *ALL):
        page = shown(shipped_file, [*name.split(), "--help"], columns=80)
        assert page.code == 0
        assert too_wide(page.lines, 80) == [], f"archive {name} --help"


@pytest.mark.parametrize("columns", [60, 80])
def test_complaints_fit(columns, shipped_file):
    for asked in listed(COMPLAINTS):
        page = shown(shipped_file, shlex.split(asked), columns=columns)
        assert page.code != 0, asked
        assert too_wide(page.lines, columns) == [], f"archive {asked}"


def test_a_path_is_whole_in_a_complaint(shipped_file, tmp_path):
    file = tmp_path / ("a-folder-with-a-long-name/" * 4) / "events.yml"
    file.parent.mkdir(parents=True)
    file.write_text("events:\n- {kind: membership.changed, key: a, date: 04.07.2024}\n", encoding="utf-8")
    page = shown(shipped_file, ["append", str(file), "--dry-run"], columns=80)
    assert [line for line in page.lines if f"{file}:2" in line]
    assert too_wide(page.lines, 80) == []


def test_what_writing_would_do_fits(shipped_file):
    for asked in listed(REPORTS):
        page = shown(shipped_file, shlex.split(asked), columns=80)
        assert page.code == 0, page.lines
        assert too_wide(page.lines, 80) == [], f"archive {asked}"


@pytest.fixture(scope="module")
def long_named(tmp_path_factory) -> Path:
    """The small archive with names, titles and gists that are much longer than a line, in several scripts."""
    return named_at_length(tmp_path_factory.mktemp("named") / "archive.db")


@pytest.mark.parametrize("columns", [60, 80])
def test_names_of_any_length_and_script_fit(columns, long_named):
    for asked in listed(OF_NAMES):
        page = shown(long_named, shlex.split(asked), columns=columns)
        assert page.code == 0, page.lines
        assert too_wide(page.lines, columns) == [], f"archive {asked}"


def test_a_narrow_page_tells_all_that_a_pipe_gets(long_named):
    for asked in listed(OF_NAMES):
        words = shlex.split(asked)
        if words[0] not in DRAWN:
            page = shown(long_named, words, columns=60)
            lost = letters(run_on(long_named, *words).out) - letters("".join(page.lines))
            assert not lost, f"archive {asked}"


@pytest.mark.parametrize(
    "asked", ["as-of 2010-05-20", "entities", "panel --body union", "timeline --body union", "attendance union-panel"]
)
def test_names_are_whole_in_a_pipe_and_on_a_terminal(asked, long_named):
    names = [one["label"] for one in run_on(long_named, "entities", "--format", "json").json["entities"]]
    told = [name for name in names if name in run_on(long_named, *asked.split()).out]
    assert len(told) > 2
    page = letters("".join(shown(long_named, asked.split(), columns=60).lines))
    assert [name for name in told if letters(name) - page] == []


@pytest.mark.parametrize(
    ("asked", "many", "fields"),
    [
        ("events 2001..2025", "events", ("handle", "gist")), ("search member --limit 99", "events", ("handle",)),
        ("sources", "sources", ("id", "publisher", "title")), ("entities", "entities", ("id", "label")),
        ("log --from 900", "events", ("kind", "title")), ("questions", "questions", ("id", "question")),
    ],
)  # fmt: skip
def test_a_pipe_gets_each_row_in_one_line_with_its_values_whole(asked, many, fields, shipped_file):
    words = asked.split()
    lines = run_on(shipped_file, *words).out.splitlines()
    found = run_on(shipped_file, *words, "--format", "json").json[many]
    assert len(found) > 10
    for one in found:
        told = [one[field] for field in fields if len(one[field]) != ID_LENGTH]  # of a hash only the beginning is told
        assert any(all(value in line for value in told) for line in lines), told
