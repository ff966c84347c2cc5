"""`archive export ics`, read back by icalendar."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.conftest import Run, run_on

SOURCE = ["--source", "s-bulletin", "--at", "1", "--says", "so it is", "-m", "a test"]


def read(text: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(text)
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


@pytest.fixture
def mine(small_file: Path, tmp_path: Path) -> Run:
    """A copy of the small archive to add to."""
    copy = Path(shutil.copy(small_file, tmp_path / "mine.db"))

    def run(*words: str, **how):
        done = run_on(copy, *words, **how)
        assert done.code == 0, done.err
        return done

    source = ["--source", "s-bulletin", "--publisher", "Bulletin", "--title", "A bulletin", "-m", "a test"]
    run("append", "source.registered", *source, "--published", "2011-01-02")
    run(
        "append",
        "entity.registered",
        "--subject",
        "hall",
        "--type",
        "place",
        "--label",
        'Hall; the "old", one',
        "-m",
        "x",
    )
    run(
        "append",
        "entity.registered",
        "--subject",
        "m-1",
        "--type",
        "meeting",
        "--label",
        "Meeting, the first",
        "-m",
        "x",
    )
    return run


def body_of(run: Run) -> str:
    found = [
        one for one in run("entities", "--format", "json").json["entities"] if one["type"] in ("body", "organisation")
    ]
    return str(found[0]["id"])


def planned(run: Run, date_: str, told: str) -> None:
    run("append", "meeting.announced", "--meeting", "m-1", "--body", body_of(run), "--planned", date_, "--date", told,
        "--place", "hall", "--gist", "It is announced.", *SOURCE, "--distinct")  # fmt: skip


def held(run: Run, date_: str, *more: str) -> None:
    run("append", "meeting.held", "--meeting", "m-1", "--body", body_of(run), "--date", date_, "--place", "hall",
        "--gist", "They meet; all of them.", *SOURCE, "--key", "m-held", *more)  # fmt: skip


def test_an_announced_meeting_becomes_one_that_was_held(mine: Run) -> None:
    planned(mine, "2011-02-03/2011-02-04", "2011-01-02")
    before = read(mine("export", "ics").out)["m-1"]
    assert (before["status"], before["dtstart"].dt, before["dtend"].dt) == (
        "TENTATIVE",
        date(2011, 2, 3),
        date(2011, 2, 5),
    )
    assert before["summary"] == "Meeting, the first (announced)"
    assert before["location"] == 'Hall; the "old", one'
    held(mine, "2011-02-04")
    after = read(mine("export", "ics").out)["m-1"]
    assert (after["status"], after["dtstart"].dt, after["dtend"].dt) == (
        "CONFIRMED",
        date(2011, 2, 4),
        date(2011, 2, 5),
    )
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert "They meet; all of them. (s-bulletin 1)" in after["description"]
    assert (
        read(mine("export", "ics", "--known", "2010").out).keys() - {"m-1"}
        == read(mine("export", "ics", "--known", "2010").out).keys()
    )


def test_a_correction_raises_the_sequence(mine: Run) -> None:
    held(mine, "2011-02-04")
    mine("append", "event.corrected", "--event", "m-held", "--set", "date=2011-02-05", "--reason", "misread", "-m", "x")
    event = read(mine("export", "ics").out)["m-1"]
    assert (event["sequence"], event["dtstart"].dt) == (1, date(2011, 2, 5))


@pytest.mark.parametrize(
    ("kind", "more", "status", "days"),
    [
        ("meeting.cancelled", [], "CANCELLED", (date(2011, 2, 3), date(2011, 2, 4))),
        ("meeting.postponed", [], "CANCELLED", (date(2011, 2, 3), date(2011, 2, 4))),
        ("meeting.postponed", ["--planned", "2011-05-06"], "TENTATIVE", (date(2011, 5, 6), date(2011, 5, 7))),
    ],
)
def test_a_meeting_called_off_is_told_so(
    mine: Run, kind: str, more: list[str], status: str, days: tuple[date, date]
) -> None:
    planned(mine, "2011-02-03", "2011-01-02")
    mine("append", kind, "--meeting", "m-1", "--body", body_of(mine), "--date", "2011-01-20", *more, *SOURCE)
    event = read(mine("export", "ics").out)["m-1"]
    assert (event["status"], event["dtstart"].dt, event["dtend"].dt, event["sequence"]) == (status, *days, 1)


def test_a_new_plan_may_be_called_off_too(mine: Run) -> None:
    planned(mine, "2011-02-03", "2011-01-02")
    words = ["--meeting", "m-1", "--body", body_of(mine), *SOURCE]
    mine("append", "meeting.postponed", *words, "--date", "2011-01-20", "--planned", "2011-05-06")
    mine("append", "meeting.cancelled", *words, "--date", "2011-04-01")
    event = read(mine("export", "ics").out)["m-1"]
    assert (event["status"], event["dtstart"].dt, event["sequence"]) == ("CANCELLED", date(2011, 5, 6), 2)
    assert event["summary"] == "Meeting, the first (cancelled)"


def retract(run: Run, event: str, key: str) -> None:
    run("append", "event.retracted", "--event", event, "--reason", "another meeting", "--key", key, "-m", "x")


def test_a_meeting_that_never_was_is_cancelled_where_it_was_taken_over(mine: Run) -> None:
    held(mine, "2011-02-04")
    before = read(mine("export", "ics").out)
    retract(mine, "m-held", "r-1")
    after = read(mine("export", "ics").out)
    assert after.keys() == before.keys()
    event = after["m-1"]
    assert (event["status"], event["sequence"], event["uid"]) == ("CANCELLED", 1, before["m-1"]["uid"])
    assert event["summary"] == "Meeting, the first (retracted)"
    assert event["dtstart"].dt == before["m-1"]["dtstart"].dt
    assert event["dtstamp"].dt >= before["m-1"]["dtstamp"].dt
    assert "retracted: They meet; all of them." in event["description"]
    assert [uid for uid in after if uid != "m-1" and after[uid] != before[uid]] == []


def test_a_retraction_that_is_taken_back_raises_the_sequence_again(mine: Run) -> None:
    held(mine, "2011-02-04")
    retract(mine, "m-held", "r-1")
    retract(mine, "r-1", "r-2")
    event = read(mine("export", "ics").out)["m-1"]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_a_plan_stands_where_only_the_meeting_itself_was_retracted(mine: Run) -> None:
    planned(mine, "2011-02-03", "2011-01-02")
    held(mine, "2011-02-04")
    retract(mine, "m-held", "r-1")
    event = read(mine("export", "ics").out)["m-1"]
    assert (event["status"], event["dtstart"].dt, event["sequence"]) == ("TENTATIVE", date(2011, 2, 3), 2)


def test_what_was_known_to_be_wrong_from_the_first_is_no_entry(mine: Run) -> None:
    held(mine, "2011-02-04", "--standing", "deprecated")
    assert "m-1" not in read(mine("export", "ics").out)


def test_what_is_found_to_be_wrong_is_cancelled_too(mine: Run) -> None:
    held(mine, "2011-02-04")
    mine("append", "claim.ranked", "--event", "m-held", "--standing", "deprecated", "--reason", "a slip", "-m", "x")
    assert read(mine("export", "ics").out)["m-1"]["status"] == "CANCELLED"


@pytest.mark.parametrize("cut", [("--known", "2010"), ("--body", "hall"), ("--to", "2010")])
def test_a_retracted_meeting_is_no_entry_where_it_never_was_one(mine: Run, cut: tuple[str, str]) -> None:
    held(mine, "2011-02-04")
    retract(mine, "m-held", "r-1")
    assert "m-1" in read(mine("export", "ics").out)
    if cut[0] == "--body":
        bodies = [one["id"] for one in mine("entities", "--format", "json").json["entities"] if one["type"] == "body"]
        cut = ("--body", next(body for body in bodies if body != body_of(mine)))
    assert "m-1" not in read(mine("export", "ics", *cut).out)


@pytest.mark.parametrize("when", ["2011-02", "2011-02-10~", "[2011-02-03..2011-02-09]"])
def test_a_vague_day_is_left_out_or_told_as_vague(mine: Run, when: str) -> None:
    held(mine, when)
    done = mine("export", "ics")
    assert "m-1" not in read(done.out)
    assert "left out, of a vague day: " in done.err
    event = read(mine("export", "ics", "--vague").out)["m-1"]
    assert (event["status"], event["summary"]) == ("TENTATIVE", "Meeting, the first (some day)")
    first, last = {
        "2011-02": (date(2011, 2, 1), date(2011, 3, 1)),
        "2011-02-10~": (date(2011, 2, 9), date(2011, 2, 12)),
    }.get(when, (date(2011, 2, 3), date(2011, 2, 10)))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, last)


def test_the_shipped_meetings_are_those_of_the_pages(shipped: Run) -> None:
    events = read(shipped("export", "ics", "--vague").out)
    for uid in events:
        said = json.loads(shipped("as-of", str(events[uid]["dtstart"].dt), "--subject", uid, "--format", "json").out)
        told = {value for answer in said["answers"] for value in (answer["value"], *answer["candidates"])}
        told |= {mark["value"] for answer in said["answers"] for mark in answer["expected"]}
        assert "held" in told, uid
    assert events["contact-group-dushanbe-2021"]["dtstart"].dt == date(2021, 7, 14)
    summit = events["sco-heads-of-state-2026"]
    assert (summit["status"], summit["dtend"].dt) == ("TENTATIVE", date(2027, 1, 1))


def test_the_same_archive_gives_the_same_bytes(shipped: Run) -> None:
    assert shipped("export", "ics").out == shipped("export", "ics").out


def test_no_line_is_longer_than_75_bytes(shipped: Run) -> None:
    assert max(len(line.encode()) for line in shipped("export", "ics").out.splitlines()) <= 75


def test_days_and_bodies_limit_it(shipped: Run) -> None:
    few = read(
        shipped("export", "ics", "--body", "sco-afghanistan-contact-group", "--from", "2019", "--to", "2021-06").out
    )
    assert list(few) == ["contact-group-bishkek-2019"]
    assert shipped("export", "ics", "--from", "2022", "--to", "2021").code == 2
