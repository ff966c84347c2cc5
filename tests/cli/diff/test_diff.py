"""`archive diff` on the shipped and the small archive."""

import csv
import io

import pytest

CONTRACT = [
    "property", "subject", "object", "before", "after", "before_certainty", "after_certainty", "cause", "events",
]  # fmt: skip
PARTNERS = {
    "egypt", "qatar", "saudi-arabia", "kuwait", "maldives", "myanmar", "united-arab-emirates", "bahrain",
}  # fmt: skip


def test_members_and_partners_from_2017_to_2024_each_with_its_event(shipped):
    found = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco", "--format", "json").json
    assert [found["question"][name] for name in ("date", "known", "recorded")] == [
        ["2017-06-01", "2024-12-31"], None, None,
    ]  # fmt: skip
    assert all(set(CONTRACT) <= set(change) for change in found["changes"])
    became = {
        change["subject"]: (change["before"], change["after"], change["cause"], change["events"])
        for change in found["changes"]
        if (change["property"], change["object"]) == ("membership", "sco")
    }
    events = {"india": "in-member", "pakistan": "pk-member", "iran": "ir-member", "belarus": "by-member"}
    for country, event in events.items():
        assert became.pop(country) == ("observer", "member", "world", [event])
    assert set(became) == PARTNERS
    assert {one[:3] for one in became.values()} == {(None, "dialogue-partner", "world")}
    assert all(events for *_, events in became.values())


def test_the_page_of_two_days(shipped):
    text = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco").out
    lines = text.splitlines()
    assert lines[0] == "Shanghai Cooperation Organisation, 1 June 2017 to 31 December 2024"
    assert "members 6 → 10   observers 6 → 2   dialogue partners 6 → 14" in lines[2]
    at = lines.index(" BECAME MEMBERS 4")
    assert [line.split()[:2] for line in lines[at + 1 : at + 5]] == [
        ["2017-06-09", "India"], ["2017-06-09", "Pakistan"], ["2023-07-04", "Iran"], ["2024-07-04", "Belarus"],
    ]  # fmt: skip
    assert all("was observer since" in line for line in lines[at + 1 : at + 5])
    assert " BECAME DIALOGUE PARTNERS 8" in lines
    assert any("Rashid Alimov → Zhang Ming; in between Vladimir Norov" in line for line in lines)
    assert any(
        line.startswith(" Unchanged ") and "6 members, 2 observers, 6 dialogue partners" in line for line in lines
    )


def test_what_was_learned_of_an_accession(shipped):
    asked = ("diff", "--known", "2023-06-30", "2024-06-13", "--subject", "belarus")
    found = shipped(*asked, "--format", "json").json
    assert found["question"]["known"] == ["2023-06-30", "2024-06-13"]
    steps = [change for change in found["changes"] if change["property"] == "accession"]
    assert {event for change in steps for event in change["events"]} >= {
        "by-memo", "by-all-ratified", "by-ratify-house", "by-ratify-council", "by-ratify-law",
    }  # fmt: skip
    assert {change["cause"] for change in steps} == {"world"}
    assert (steps[-1]["before"], steps[-1]["after"], steps[-1]["from"]) == ("approved", "ratified", "2023-11-29")
    page = shipped(*asked).out
    assert page.startswith("Belarus: what sources told by 30 June 2023, and by 13 June 2024\n")
    assert " ACCESSION · Shanghai Cooperation Organisation" in page
    assert "approved → ratified" in page
    assert "» announced: member 2024-07" in page


def test_what_was_told_of_one_day(shipped):
    found = shipped("diff", "--known", "2020-06-30", "2024-06-13", "--on", "2021-01-01", "--format", "json").json
    assert found["question"]["date"] == "2021-01-01"
    (nepal,) = [one for one in found["changes"] if one["subject"] == "nepal" and one["property"] == "membership"]
    assert (nepal["after"], nepal["cause"], nepal["from"], nepal["to"]) == (
        "dialogue-partner", "learned-late", None, None,
    )  # fmt: skip


def test_what_this_archive_held(small):
    found = small("diff", "--recorded", "39", "43", "--property", "membership", "--format", "json")
    assert found.code == 0, found.err
    causes = {one["subject"]: one["cause"] for one in found.json["changes"]}
    assert causes == {"borland": "corrected", "derland": "retracted"}
    assert found.json["question"]["recorded"] == ["39", "43"]
    page = small("diff", "--recorded", "39", "43", "--on", "2012-03-15").out
    assert " BECAME MEMBERS 1" in page
    assert "corrected" in page


def test_the_option_may_be_named_twice_or_with_a_sign_of_equality(small):
    once = small("diff", "--known", "2005", "2010", "--format", "csv").out
    assert once == small("diff", "--known", "2005", "--known=2010", "--format", "csv").out
    assert once == small("diff", "--known=2005", "2010", "--format", "csv").out
    assert next(csv.reader(io.StringIO(once)))[: len(CONTRACT)] == [
        "property", "subject", "object", "subject_label", "object_label", "before", "after", "before_certainty",
        "after_certainty",
    ]  # fmt: skip


def test_two_days_within_cut_offs(small):
    early = small("diff", "2001-01-01", "2012-12-31", "--known", "2014", "--subject", "borland", "--format", "json")
    whole = small("diff", "2001-01-01", "2012-12-31", "--subject", "borland", "--format", "json")
    assert early.json["changes"] == []
    assert [one["after"] for one in whole.json["changes"]] == ["none"]
    assert " LEFT 1" in small("diff", "2001-01-01", "2012-12-31", "--subject", "borland").out


def test_nothing_changed_is_said(small):
    assert "nothing changed" in small("diff", "2002-01-01", "2002-02-01").out


def test_in_ascii_and_on_a_terminal(shipped):
    assert shipped("diff", "2017-06-01", "2024-12-31", "--ascii").out.isascii()
    text = shipped("diff", "--known", "2020-06-30", "2024-06-13", terminal=True).out
    assert "ACCESSION" in text


@pytest.mark.parametrize(
    "words",
    [
        (), ("2017",), ("2017", "2018", "2019"), ("--known", "2017"), ("--known", "2017", "--recorded", "5"),
        ("2017", "2018", "--known", "2017", "--known", "2018"), ("2017", "2018", "--on", "2017"), ("2018", "2017"),
        ("--known", "2018", "2017"), ("--recorded", "43", "39"), ("--recorded", "1", "99"), ("2017", "2017/.."),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_no_diff_is_refused(small, words):
    done = small("diff", *words)
    assert done.code == 2
    assert done.out == ""
    assert "Traceback" not in done.err
