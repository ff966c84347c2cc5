"""The commands over time, on the small archive and on the shipped one."""

import csv
import io
import shutil

import pytest

from tests.cli.conftest import run_on

COMMANDS = [
    ("panel", "--body", "union"), ("panel", "--body", "union", "--at", "any"),
    ("panel", "--body", "union", "--at", "share"), ("count", "--body", "union"), ("attendance", "union"),
    ("stances", "union", "2011-01-01"), ("timeline", "--body", "union"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "cutoffs", [(), ("--known", "2006"), ("--according-to", "Herald"), ("--recorded", "40")], ids=str
)
def test_each_format_under_each_cut_off(small, words, cutoffs):
    for form in ("table", "json", "csv"):
        done = small(*words, *cutoffs, "--format", form)
        assert (done.code, done.err) == (0, "")
    assert {"question"} < small(*words, *cutoffs, "--format", "json").json.keys()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_ascii_is_ascii_and_fits_the_screen(small, words, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    assert small(*words, "--ascii").out.isascii()
    lines = small(*words, terminal=True).out.splitlines()
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "words",
    [
        ("panel", "--at", "02-30"), ("panel", "--each", "month", "--at", "12-31"),
        ("panel", "--from", "2020", "--to", "1999"),
        ("count", "--at", "share"), ("attendance", "arland"), ("stances", "arland"), ("timeline", "--to", "2010/.."),
        ("panel", "--body", "union", "--each", "month", "--from", "0900"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_makes_no_sense_is_refused(small, words):
    done = small(*words)
    assert done.code in (1, 2)
    assert done.out == ""
    assert "Traceback" not in done.err


def test_the_panel_of_the_sco(shipped):
    rows = list(csv.DictReader(io.StringIO(shipped("panel", "--body", "sco", "--only", "--format", "csv").out)))
    table = {(row["subject"], row["frame"]): row["value"] for row in rows if row["object"] == "sco"}
    assert [table["belarus", year] for year in ("2008", "2012", "2016", "2023", "2024")] == [
        "", "dialogue-partner", "observer", "observer", "member",
    ]  # fmt: skip
    assert [table["india", year] for year in ("2004", "2005", "2016", "2017")] == ["", "observer", "observer", "member"]
    assert {row["frame"] for row in rows} == {str(year) for year in range(2001, 2026)}
    assert len(rows) == 25 * 27


def test_a_cell_of_the_panel_is_the_answer_of_as_of(shipped):
    told = shipped("panel", "--body", "sco", "--only", "--format", "json").json["cells"]
    for day in ("2001-12-31", "2010-12-31", "2015-12-31", "2023-12-31", "2025-12-31"):
        answers = shipped("as-of", day, "--body", "sco", "--property", "membership", "--only", "--format", "json").json
        state = {(one["subject"], one["object"]): one for one in answers["answers"]}
        for cell in told:
            if cell["on"] == day and (answer := state.pop((cell["subject"], cell["object"]), None)):
                same = answer.keys() - {"subject_label", "object_label"}
                assert {name: cell[name] for name in same} == {name: answer[name] for name in same}
        assert state == {}


def test_how_many_were_what_in_the_sco(shipped):
    told = shipped("count", "--by", "value", "--each", "year", "--body", "sco", "--only", "--format", "json").json
    counts = {(one["value"], one["frame"]): one["count"] for one in told["counts"] if one["object"] == "sco"}
    assert [counts["member", year] for year in ("2001", "2016", "2017", "2023", "2024")] == [6, 6, 8, 9, 10]
    assert [counts["dialogue-partner", year] for year in ("2009", "2010", "2023", "2025")] == [0, 2, 14, 0]


def test_belarus_joined_within_2024(shipped):
    asking = ("panel", "--body", "sco", "--only", "--subject", "belarus", "--from", "2024", "--to", "2024")
    (highest,) = shipped(*asking, "--at", "any", "--format", "json").json["cells"]
    assert (highest["value"], highest["values"], highest["changed"]) == ("member", ["member", "observer"], True)
    (shares,) = shipped(*asking, "--at", "share", "--format", "json").json["cells"]
    assert [(one["value"], one["days"]) for one in shares["shares"]] == [("member", 181), ("observer", 185)]
    assert "M49O51" in shipped(*asking, "--at", "share").out


def test_who_came_to_the_contact_group(shipped):
    told = shipped("attendance", "sco-afghanistan-contact-group", "--format", "json").json["meetings"]
    assert [one["date"] for one in told] == ["2017-10-11", "2018-05-28", "2019-04-19", "2021-07-14"]
    capacities = {(one["subject"], one["capacity"], one["standing"]) for one in told[2]["attendance"]}
    assert {("afghanistan", "participant", "main"), ("afghanistan", "co-chair", "otherwise")} <= capacities


def test_who_thinks_what_of_resuming_it(shipped):
    text = shipped("stances", "resume-contact-group", "2024-06-13").out
    assert "2024-06-11  doubt, so says Zamir Kabulov" in text
    assert "2024-06-13  condition, own words" in text
    alone = shipped("stances", "resume-contact-group", "2024-06-13", "--according-to", "seed-002").out
    assert "Tajikistan: doubt since 2024-06-11, in others' words only" in alone


@pytest.mark.parametrize(("width", "columns"), [("120", 3), ("80", 2)])
def test_the_lanes_of_the_sco(shipped, monkeypatch, width, columns):
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shipped("timeline", "--body", "sco", "--only", "--ascii", terminal=True).out.splitlines()
    lanes = {line[1:23].strip(): line[24:] for line in lines if line.startswith(" ") and line[1:2].isupper()}
    assert lanes["Russia"].lstrip() == "M" + "#" * (25 * columns - columns // 2 - 1)
    assert lanes["Belarus"].lstrip(" .").startswith("!")
    assert lanes["Belarus"].rstrip("#").endswith("M")
    assert max(map(len, lines)) <= int(width)
    assert len([name for name in lanes if "==" not in name]) == 27  # the legend is none


def test_piped_lanes_are_a_line_each(shipped):
    lines = shipped("timeline", "--body", "sco", "--only").out.splitlines()
    assert sum(line.startswith(" Belarus ") for line in lines) == 1


def test_a_list_of_guests_is_no_meeting(shipped):
    text = shipped("attendance", "sco", "--only", "--from", "2024", "--to", "2024").out
    assert "Shanghai Cooperation Organisation · 1 list naming no meeting\n" in text
    assert " 2024-06-13  listed, no meeting named  G   G     G   G\n" in text


def test_columns_are_headed_by_abbreviations_and_names_stand_below_one_another(shipped):
    text = shipped("attendance", "sco", "--from", "2021", "--to", "2025").out
    assert " TKM ASEAN CIS UN\n" in text
    assert " 2021-09-16/17          SCO summit, Dushanbe 2021   A" in text
    assert " 2024-07-04             SCO summit, Astana 2024     ." in text


def test_a_meeting_whose_day_only_another_account_tells_bears_the_mark(shipped_file, tmp_path):
    file = tmp_path / "a.db"
    shutil.copy(shipped_file, file)
    retraction = ("append", "event.retracted", "--event", "cg-bishkek", "--reason", "a test", "-m", "a test")
    assert run_on(file, *retraction).code == 0
    text = run_on(file, "attendance", "sco-afghanistan-contact-group").out
    assert " 2020-04-19 !  SCO-Afghanistan Contact Group, Bishkek 2019" in text
    assert "! told otherwise" in text
    told = run_on(file, "attendance", "sco-afghanistan-contact-group", "--format", "json").json["meetings"]
    assert [one["date"] for one in told if one["told_otherwise"]] == ["2020-04-19"]


def test_a_meeting_is_in_the_span_by_the_days_of_the_main_account(shipped):
    """Another account tells the meeting of 2019 for 2020."""
    asked = ("attendance", "sco-afghanistan-contact-group", "--format", "json")
    assert [one["date"] for one in shipped(*asked, "--from", "2020").json["meetings"]] == ["2021-07-14"]
    assert [one["date"] for one in shipped(*asked, "--from", "2019", "--to", "2019").json["meetings"]] == ["2019-04-19"]


def test_a_lane_of_who_was_only_seen_in_office_is_lighter_and_the_legend_says_so(shipped):
    page = shipped("timeline", "--body", "sco", "--property", "office").out
    (kasymov,) = [line for line in page.splitlines() if "Kasymov" in line]
    assert "H╌╌" in kasymov
    assert "━" not in kasymov
    (held,) = [line for line in page.splitlines() if "Giyosov" in line]
    assert "H━━" in held
    assert "╌" not in held
    assert "╌ only seen: nobody tells its first day, and it may have ended since" in page
