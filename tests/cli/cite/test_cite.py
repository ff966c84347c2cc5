"""`archive cite`, `tag`, `impact` and `review` from the command line."""

import shutil
import sqlite3

import pytest

from archive.model.canonical import content_id
from archive.model.timeline import RULES_VERSION
from tests.cli.conftest import run_on


@pytest.fixture
def own(small_file, tmp_path):
    """A copy of the small archive, and a way to run commands on it."""
    file = tmp_path / "own.db"
    shutil.copy(small_file, file)
    return lambda *words, **how: run_on(file, *words, **how)


def test_a_citation_ends_with_its_token_and_checks_as_same(own):
    done = own("cite", "as-of", "2010-05-20", "--body", "union")
    assert done.code == 0, done.err
    token = done.out.splitlines()[-1]
    assert "Who was what on 20 May 2010, in The Union (union), with its organs" in done.out
    assert own("append", "event.retracted", "--event", "bob", "--reason", "x", "-m", "x").code == 0
    told = own("cite", "--check", token)
    assert (told.code, told.out.split()[0], told.err) == (0, "same", "")
    assert own("cite", "as-of", "2010-05-20", "--body", "union").out.splitlines()[-1] != token


EVERY = [
    ("diff 2000 2010 --body union", "What changed from 31 December 2000 to 31 December 2010, in The Union (union)"),
    ("diff --known 2005 2012 --subject cerland", "in what sources told from 31 December 2005 to 31 December 2012"),
    ("diff --recorded 39 43", "What changed in this archive from position 39 to 43"),
    ("diff --recorded 39 43 --on 2013-01-01 --according-to Herald", "on 1 January 2013; according to Herald alone"),
    ("why borland union 2010-01-01", "What the answer for Borland (borland) in The Union (union), on 1 January 2010"),
    ("events 2009..2010 --kind stance.taken", "What happened within 2009..2010, of the kind stance.taken"),
    ("conflicts --on 2010-05-20 --state open", "Where the sources disagree on 20 May 2010, looking back from"),
    ("stances resume-panel 2012-01-01", "thinks of"),
    ("panel --body union --at any --from 2000", "in each year, on any of its days, from 2000, in The Union"),
    ("count --by object --each quarter --from 2001 --to 2004", "How many have any status in each quarter"),
    ("timeline --body union --only", "Who had which status, in The Union (union) itself"),
    ("attendance union --to 2010", "Who came to which meetings, to 2010, in The Union (union)"),
    ("sources herald --known 2012", "The sources called 'herald'; only what sources published by 31 December 2012"),
    ("history borland --lineage", "The history of Borland (borland), with predecessors and successors"),
]


@pytest.mark.parametrize(("words", "told"), EVERY)
def test_every_answer_can_be_cited_and_checked_after_more_is_recorded(own, words, told):
    done = own("cite", *words.split())
    assert done.code == 0, done.err
    assert told in " ".join(done.out.split())
    token = done.out.splitlines()[-1]
    assert len(token) < 700
    more = ("--reason", "forged", "-m", "it was forged")
    assert own("append", "source.withdrawn", "--source", "herald-2010", *more).code == 0
    assert own("append", "event.retracted", "--event", "bob", *more).code == 0
    checked = own("cite", "--check", token)
    assert (checked.code, checked.out.split()[0], checked.err) == (0, "same", "")


@pytest.mark.parametrize("style", ["full", "chicago", "bibtex"])
def test_every_style_ends_with_the_same_token(small, style):
    words = ("cite", "history", "borland", "union", "--known", "2015")
    plain = small(*words).out.splitlines()[-1]
    assert small(*words, "--style", style).out.splitlines()[-1] == plain


def test_bibtex_has_no_bare_signs_of_tex(small):
    done = small("cite", "as-of", "2010-05-20", "--style", "bibtex", "--according-to", "Herald")
    entry = "\n".join(done.out.splitlines()[:-1])
    assert entry.startswith("@misc{archive-43-")
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    assert not [part for part in entry.split("_")[:-1] if not part.endswith("\\")]


def test_a_citation_as_data(small):
    data = small("cite", "as-of", "2010", "--body", "Die Union", "--format", "json").json
    assert data["question"]["position"] == 43
    made = data["citation"]
    assert (made["dates"], made["rules"], len(made["sha256"]), len(made["root"])) == (["2010"], RULES_VERSION, 64, 64)
    checked = small("cite", "--check", made["token"], "--format", "json").json
    assert (checked["same"], checked["differences"], checked["now"]["sha256"]) == (True, [], made["sha256"])
    header, row = small("cite", "as-of", "2010", "--format", "csv").out.splitlines()
    assert (header.split(",")[-1], len(row.split(",")[-1]) > 60) == ("token", True)


def test_the_digest_is_that_of_the_printed_answers(small):
    made = small("cite", "as-of", "2010-05-20", "--body", "union", "--format", "json").json["citation"]
    answers = small("as-of", "2010-05-20", "--body", "union", "--recorded", "43", "--format", "json").json["answers"]
    rows = [{name: one[name] for name in one if not name.endswith("_label")} for one in answers]
    assert (content_id(rows), len(rows)) == (made["sha256"], made["rows"])


def test_an_empty_archive_can_be_cited(tmp_path):
    file = tmp_path / "empty.db"
    assert run_on(file, "init", "--empty").code == 0
    done = run_on(file, "cite", "as-of", "2010-05-20", "--all")
    assert run_on(file, "cite", "--check", done.out.splitlines()[-1]).code == 0


def test_today_is_made_absolute(small):
    (date,) = small("cite", "as-of", "--format", "json").json["citation"]["dates"]
    assert len(date) == 10


def test_what_differs_is_told_with_exit_code_4(own, tmp_path):
    token = own("cite", "as-of", "2010-05-20").out.splitlines()[-1]
    with sqlite3.connect(tmp_path / "own.db") as db:
        db.execute("DROP TRIGGER events_no_update")
        db.execute("UPDATE events SET body = replace(body, 'Bob', 'Rob') WHERE key = 'bob'")
    db.close()
    done = own("cite", "--check", token)
    assert (done.code, done.out.splitlines()[1].split()[0]) == (4, "log")
    assert "does not hold" in done.err
    done = own("cite", "--check", token, "--format", "json")
    assert (done.code, done.json["same"], done.json["differences"][0]["part"]) == (4, False, "log")


def test_a_typing_error_is_no_difference(small):
    token = small("cite", "as-of", "2010-05-20").out.splitlines()[-1]
    done = small("cite", "--check", token[:-1])
    assert (done.code, done.out) == (2, "")
    assert "mistyped" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("cite",), ("cite", "history"), ("cite", "as-of", "../2010"), ("cite", "--check", "x", "as-of"),
        ("impact", "gazette", "--on", "2010/.."), ("review", "--on", "../2010"),
        ("cite", "as-of", "2010", "--recorded", "2999-01-01"), ("cite", "events"),
        ("cite", "diff", "2001"), ("cite", "diff", "--known", "2010", "2005"), ("cite", "why", "2010"),
        ("cite", "diff", "--recorded", "43", "39"), ("cite", "count", "--at", "share"),
        ("cite", "panel", "--from", "2010", "--to", "2001"),
        ("cite", "events", "2010..2001"), ("cite", "conflicts", "--rule", "nonsense"), ("cite", "show", "bob"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_cited_is_refused(small, words):
    done = small(*words)
    assert (done.code, done.out) == (2, "")
    assert "internal" not in done.err


def test_a_position_gets_a_name(own):
    assert own("tag").out == "no position has a name\n"
    assert own("tag", "first", "--position", "39", "-m", "the first batch").code == 0
    assert own("tag", "now", "-m", "as it stands", "--dry-run").code == 0
    assert own("tag", "--format", "json").json == {"tags": [{"name": "first", "position": 39, "tagged": 44}]}
    pinned = own("as-of", "2010-05-20", "--recorded", "first", "--format", "json").json
    assert (pinned["question"]["recorded"], pinned["question"]["position"]) == ("first", 39)
    assert (
        own("cite", "as-of", "2010-05-20", "--recorded", "first", "--format", "json").json["citation"]["position"] == 39
    )
    taken = own("tag", "first", "-m", "again")
    assert (taken.code, "--event 44" in taken.err) == (3, True)
    refused = own("tag", "First one", "-m", "x")
    assert (refused.code, "a letter first: release-1.0" in refused.err, "^" in refused.err) == (1, True, False)
    assert own("tag", "later", "--position", "400", "-m", "x").code == 2
    assert own("as-of", "2010-05-20", "--recorded", "firsd").code == 2


def test_what_rests_on_a_source(small):
    done = small("impact", "gazette-2", "--on", "2010-01-01")
    assert (done.code, "RESTS ON IT ALONE 1" in done.out) == (0, True)
    assert "observer since 2005" in done.out
    data = small("impact", "Gazette", "--on", "2010-01-01", "--format", "json").json
    assert data["question"]["sources"] == ["gazette", "gazette-2"]
    rows = small("impact", "gazette-2", "--on", "2010-01-01", "--format", "csv").out.splitlines()
    assert rows[0].startswith("property,subject,object,subject_label,object_label,effect,before,after,")
    assert any(row.startswith("membership,cerland,union,Cerland,The Union,lost,observer,") for row in rows)
    assert (small("impact", "gazete").code, small("impact").code) == (1, 2)


def test_what_rests_on_thin_ice(small):
    done = small("review", "--on", "2005-01-01", "--body", "union")
    assert done.code == 0
    assert "gazette" in done.out
    rows = small("review", "--single-source", "--on", "2005-01-01", "--format", "csv").out.splitlines()
    assert any(row.startswith("membership,arland,union,Arland,") for row in rows)
    data = small("review", "--via", "Herald", "--on", "2010-01-01", "--format", "json").json
    assert (data["question"]["reasons"], data["question"]["via"]) == (["via"], "Herald")
    assert {tuple(one["reasons"]) for one in data["answers"]} == {("via",)}


@pytest.mark.parametrize("style", ["chicago", "bibtex"])
def test_a_citation_names_the_file_of_the_archive(own, style):
    text = " ".join(own("cite", "diff", "2000", "2010", "--style", style).out.split())
    assert "nswer of the event archive own.db, log position" in text
    assert "What changed from 31 December 2000 to 31 December 2010" in text
    assert "within" not in text
