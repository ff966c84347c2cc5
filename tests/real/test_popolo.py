"""EveryPolitician's files read as they are, against a count over the files by a few lines of its own."""

import json
from datetime import date, timedelta

import pytest

from tests.cli.conftest import run_on

SOURCE = ("--publisher", "EveryPolitician", "--title", "(members, in Popolo)", "--published", "2016-07-01")
KENYA, IRELAND, ZIMBABWE = (
    f"{name}-ep-popolo-v1.0.json" for name in ("kenya", "ireland", "zimbabwe-senate")
)  # fmt: skip
BODIES = {KENYA: "national-assembly", IRELAND: "dail-eireann", ZIMBABWE: "senate"}


@pytest.fixture(scope="module")
def imported(real_data, tmp_path_factory):
    """Return an archive of each file, the file, and what was said when it was made."""
    made = {}
    for name in BODIES:
        file = tmp_path_factory.mktemp("popolo") / "archive.db"
        assert run_on(file, "init", "--empty").code == 0
        path = real_data / "everypolitician-popolo" / name
        done = run_on(file, "import", "popolo", str(path), "--source", "ep", *SOURCE, "--create", "-m", "as it is")
        assert done.code == 0, done.err
        made[name] = (file, path, done)
    return made


def members_on(path, day):
    """Return the names of those in the legislature on a day: dates lent by the period, the last day in."""
    data = json.loads(path.read_text(encoding="utf-8"))
    names = {one["id"]: one["name"] for one in data["persons"]}
    periods = {one["id"]: one for one in data["events"]}
    found = set()
    for one in data["memberships"]:
        period = periods[one["legislative_period_id"]]
        first = one.get("start_date") or period.get("start_date")
        last = one.get("end_date") or period.get("end_date") or "9999-12-31"
        if first <= day <= last:
            found.add(names[one["person_id"]])
    return found


def asked(file, body, day):
    state = run_on(file, "as-of", day, "--body", body, "--only", "--property", "membership", "--format", "json").json
    return {one["subject_label"] for one in state["answers"] if one["certainty"] == "certain"}


@pytest.mark.parametrize("name", BODIES)
def test_members_on_the_days_around_every_change(imported, name):
    file, path, _ = imported[name]
    data = json.loads(path.read_text(encoding="utf-8"))
    records = [*data["memberships"], *(one for one in data["events"] if one["id"].startswith("term/"))]
    turns = {one.get(field) for one in records for field in ("start_date", "end_date")} - {None, "2016"}
    days = {date.fromisoformat(turn) + timedelta(days=shift) for turn in turns for shift in (-1, 0, 1)}
    assert days
    for day in sorted(days):
        assert asked(file, BODIES[name], day.isoformat()) == members_on(path, day.isoformat()), day


def test_kenya_has_349_members_with_the_dates_of_the_legislative_period(imported):
    file, _, done = imported[KENYA]
    assert len(asked(file, "national-assembly", "2014-01-01")) == 349
    assert "348 of 355 memberships take a date from their legislative period: 11th Parliament (348)" in done.err
    why = run_on(file, "why", "alice-muthoni-wahome", "national-assembly", "2014-01-01").out
    assert "the first day is that of the legislative period 11th Parliament" in " ".join(why.split())


@pytest.mark.parametrize("name", [IRELAND, ZIMBABWE])
def test_a_file_without_any_date_of_its_own_says_so(imported, name):
    assert "no membership has a date of its own" in imported[name][2].err


def test_who_sits_for_two_places_is_one_member(imported):
    assert len(asked(imported[ZIMBABWE][0], "senate", "2014-01-01")) == 67


@pytest.mark.parametrize("name", BODIES)
def test_the_same_again_changes_nothing(imported, name):
    file, path, _ = imported[name]
    before = run_on(file, "checkpoint").out
    again = run_on(file, "import", "popolo", str(path), "--source", "ep", "-m", "again")
    assert again.code == 0, again.err
    assert run_on(file, "checkpoint").out == before


def test_nothing_private_is_kept(imported):
    file, path, _ = imported[KENYA]
    log = run_on(file, "export", "jsonl").out
    persons = json.loads(path.read_text(encoding="utf-8"))["persons"]
    assert log.count('"type":"person"') == len(persons)
    assert "birth" not in log
    assert "image" not in log
