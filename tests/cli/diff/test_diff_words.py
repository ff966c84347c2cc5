"""What a page of `archive diff` says: who is no longer recorded has not left, and a step tells where it leads."""

import shutil
from pathlib import Path

import pytest

from archive.kinds.claiming import Line
from archive.model.dates import day_of, iso
from archive.questions.diff.between import held_between
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.cli.conftest import run_on


@pytest.fixture
def changed(shipped_file, tmp_path):
    """Append to a copy of the shipped archive and compare it with what it held before, about a day."""
    copy = Path(shutil.copy(shipped_file, tmp_path / "copy.db"))
    before = _position(copy)

    def change(*words: str, on: str) -> str:
        done = run_on(copy, "append", *words, "-m", "x")
        assert done.code == 0, done.err
        return run_on(copy, "diff", "--recorded", str(before), str(_position(copy)), "--on", on).out

    return change


def _position(file: Path) -> int:
    with open_reading(file) as db:
        return horizon(db).position


def test_who_is_no_longer_told_of_has_not_left_and_no_day_of_the_world_is_given(changed):
    page = changed("source.withdrawn", "--source", "gazetauz-20160416", "--reason", "x", on="2020-01-01")
    assert " LEFT " not in page
    at = page.index(" NOTHING RECORDED ANY MORE 1 · Shanghai Cooperation Organisation")
    row = page[at:].splitlines()[1]
    assert row.split()[0] == "Armenia"
    assert "was dialogue partner since 2016-04-16" in row
    assert "2025" not in page[at:].replace("sources to 2025", "")


def test_a_retracted_membership_is_no_longer_recorded_from_no_day(changed):
    page = changed("event.retracted", "--event", "la-partner", "--reason", "x", on="2025-10-01")
    row = next(line for line in page.splitlines() if "Laos" in line)
    assert row.split()[0] == "Laos"
    assert " NOTHING RECORDED ANY MORE 1" in page
    assert "LEFT" not in page


def test_a_meeting_that_was_retracted_has_not_met(changed):
    page = changed("event.retracted", "--event", "cg-dushanbe", "--reason", "x", on="2021-07-14")
    assert "1 recorded no more" in page
    assert "1 met" not in page


def test_on_one_day_nobody_was_in_office_in_between(shipped):
    page = shipped("diff", "--known", "2023-06-30", "2024-06-13", "--on", "2023").out
    (row,) = [line for line in page.splitlines() if "Chair of the SCO" in line]
    assert "in between" not in row
    assert "nobody recorded → Kazakhstan; told to have left by then: India" in row


def test_who_was_in_office_in_between_is_told_in_the_order_of_time(shipped):
    page = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco").out
    chairs = "Kazakhstan, China, Kyrgyzstan, Russia, Tajikistan, Uzbekistan, India and Kazakhstan"
    assert f"nobody recorded → China; in between {chairs} (" in page


@pytest.mark.parametrize("days", [("2010-05-05", "2013-02-02"), ("2017-06-01", "2024-12-31"), ("2003", "2003")])
def test_who_held_an_office_in_between_is_who_a_walk_over_all_days_finds(shipped_file, days):
    first, last = (day_of(day if len(day) > 4 else f"{day}-06-30") for day in days)
    with open_reading(shipped_file) as db:
        seen = view(db, horizon(db))
        found = held_between(seen, first, last, Filters())
        offices = Filters(properties=frozenset({"office"}))
        walked: dict[str, list[tuple[int, str]]] = {}
        running: dict[Line, int] = {}
        for day in range(first, last + 1):
            there = {line for line, answer in seen.on(day, offices) if answer.value == "holds"}
            for line in running.keys() - there:
                begin = running.pop(line)
                if begin > first:
                    walked.setdefault(line.object, []).append((begin, line.subject))
            for line in there:
                running.setdefault(line, day)
    assert found == {office: [who for _, who in sorted(spells)] for office, spells in walked.items()}
    assert iso(first) != iso(last) or not found


def test_who_is_only_seen_in_office_is_so_from_the_first_time(shipped):
    page = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco").out
    (row,) = [line for line in page.splitlines() if "Ruslan Mirzaev" in line]
    assert row.startswith(" seen 2022-11-01 ")


def test_a_row_of_what_is_announced_bears_the_mark_once(shipped):
    page = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco").out
    (row,) = [line for line in page.splitlines() if "Yermekbayev" in line]
    assert row.count("»") == 1


def test_a_step_says_to_which_status_it_leads(shipped):
    page = shipped("diff", "2017-06-01", "2024-12-31", "--body", "sco").out
    (armenia,) = [line for line in page.splitlines() if "applied" in line and "Armenia" in line]
    assert "memorandum signed for dialogue partner → applied for observer" in armenia
    assert "applied → memorandum signed for member" in page  # Iran: both steps lead there, said once


def test_what_may_still_be_as_it_was_is_told_first(shipped):
    page = shipped("diff", "--known", "2023-06-30", "2024-06-13", "--subject", "belarus").out
    assert "approved → still approved, or ratified for member ?" in page


def test_a_heading_counts_what_stands_beneath_it(shipped):
    page = shipped("diff", "--known", "2023-06-30", "2024-06-13", "--subject", "belarus", "--on", "2023-07-04").out
    assert "MEETINGS 0" not in page
    at = page.index(" ATTENDANCES 1\n")
    assert "1 attendance  " in page[at:].splitlines()[1]


def test_one_member_is_no_members(changed):
    page = changed("event.retracted", "--event", "la-partner", "--reason", "x", on="2025-10-01")
    assert "1 observer, 16 partners" in page


def test_over_all_of_time_the_last_day_in_is_told_and_a_single_day_once(shipped):
    page = shipped("diff", "--known", "2023-06-30", "2024-06-13", "--subject", "belarus").out
    rows = [line.split("  ")[0].strip() for line in page.splitlines() if "Belarus" in line]
    assert "2023-07-04" in rows
    assert "2024-06-06 to 2024-07-31" in rows
    assert "2023-11-29 to …" in rows
    assert not any("2023-07-05" in row for row in rows)
