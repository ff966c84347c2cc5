"""Exports of who is tied to what: the shipped archive out, and back in by our own import."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.dates import day_of, iso
from tests.cli.conftest import run_on
from tests.exchange.exports.test_ftm import check

NEW = ("--publisher", "P", "--title", "T", "--published", "2026-01-01")
PROPERTIES = ("--property", "membership", "--property", "office", "--property", "body")


def state(file, day):
    """Return who is what on a day, surely."""
    done = run_on(file, "as-of", day, *PROPERTIES, "--format", "json")
    assert done.code == 0, done.err
    return {
        (one["property"], one["subject"], one["object"], one["value"])
        for one in done.json["answers"]
        if one["certainty"] == "certain" and one["value"] not in (None, "none")
    }


def imported(popolo, path, *words):
    """Return a new archive with a Popolo document in it."""
    document, file = path / "out.json", path / "back.db"
    document.write_text(popolo, encoding="utf-8")
    assert run_on(file, "init", "--empty").code == 0
    done = run_on(file, "import", "popolo", str(document), "--source", "s", *NEW, "--create", "-m", "back", *words)
    assert done.code == 0, done.err
    return file


@pytest.mark.parametrize("day", ["2001-06-15", "2005-07-05", "2012-06-07", "2017-06-09", "2021-07-14", "2024-06-13"])
def test_the_state_of_a_day_comes_back_the_same(shipped_file, tmp_path, day):
    out = run_on(shipped_file, "export", "popolo", "--on", day)
    back = imported(out.out, tmp_path)
    exact = [one for one in json.loads(out.out)["memberships"] if len(one.get("start_date", "")) == 10]
    names = {
        (one.get("person_id") or one["member"]["id"], one.get("organization_id") or one["post_id"]) for one in exact
    }
    before = {one for one in state(shipped_file, day) if one[1:3] in names}
    after = {one for one in state(back, day) if one[1:3] in names}
    assert before == after
    assert before


def test_all_of_the_time_comes_back_the_same_where_days_are_exact(shipped_file, tmp_path):
    out = json.loads(run_on(shipped_file, "export", "popolo").out)
    back = imported(json.dumps(out), tmp_path)
    vague = {
        (one.get("person_id") or one["member"]["id"], one.get("organization_id") or one["post_id"])
        for one in out["memberships"]
        if any(name.startswith("+") and name not in ("+events", "+told_otherwise") for name in one)
    }
    days = {one[field] for one in out["memberships"] for field in ("start_date", "end_date") if field in one}
    for day in sorted(day for day in days if len(day) == 10)[::3]:
        before = {one for one in state(shipped_file, day) if one[1:3] not in vague and one[0] != "body"}
        after = {one for one in state(back, day) if one[1:3] not in vague and one[0] != "body"}
        assert before == after, day


SPELL = st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 20)), st.sampled_from(["member", "observer"]))


@settings(max_examples=15)
@given(spells=st.lists(st.tuples(st.sampled_from("ab"), SPELL), min_size=1, max_size=5))
def test_memberships_of_exact_days_come_back_the_same(spells, tmp_path_factory):
    path = tmp_path_factory.mktemp("back")
    start = day_of("2020-01-01")
    events: list[dict[str, Any]] = [
        {"kind": "source.registered", "source": "s", "publisher": "P", "title": "T", "published": "2021-01-01"},
        {"kind": "entity.registered", "subject": "club", "type": "organisation", "label": "Club"},
        *({"kind": "entity.registered", "subject": who, "type": "person", "label": who * 3} for who in "ab"),
    ]
    for number, (who, (first, length, status)) in enumerate(spells):
        date = f"{iso(start + first)}" if length is None else f"{iso(start + first)}/{iso(start + first + length)}"
        cited = [{"source": "s", "at": str(number)}]
        events.append({
            "kind": "membership.changed", "date": date, "subject": who, "object": "club", "status": status,
            "citations": cited,
        })  # fmt: skip
    made = path / "made.jsonl"
    made.write_text("".join(json.dumps(one) + "\n" for one in events), encoding="utf-8")
    file = path / "made.db"
    assert run_on(file, "init", "--empty").code == 0
    done = run_on(file, "append", str(made), "-m", "x", "--distinct")
    assert done.code == 0, done.err
    back = imported(run_on(file, "export", "popolo").out, path, "--distinct")
    for day in range(start - 1, start + 63):
        sure = state(file, iso(day))
        assert sure <= state(back, iso(day)), iso(day)


def test_popolo_is_of_its_form(shipped_file):
    out = json.loads(run_on(shipped_file, "export", "popolo").out)
    assert list(out) == ["persons", "organizations", "posts", "memberships", "events"]
    ids = {name: {one["id"] for one in out[name]} for name in out}
    assert all(len(ids[name]) == len(out[name]) for name in out)
    date = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
    for one in out["memberships"]:
        assert one.get("person_id", one.get("member", {}).get("id")) in ids["persons"] | ids["organizations"]
        assert one.get("organization_id") in ids["organizations"] | {None}
        assert one.get("post_id") in ids["posts"] | {None}
        assert "organization_id" in one or "post_id" in one
    for one in [*out["memberships"], *out["events"]]:
        assert all(date.fullmatch(one[field]) for field in ("start_date", "end_date") if field in one)
        assert one.get("start_date", "") <= one.get("end_date", "9999")
        assert all(link["url"].startswith("http") for link in one.get("sources", ()))
    for one in [*out["organizations"], *out["posts"]]:
        assert one.get("parent_id", one.get("organization_id")) in ids["organizations"] | {None}
    assert {"2001-06-15"} == {one.get("start_date") for one in out["memberships"] if one["id"].startswith("china/sco/")}
    assert next(one for one in out["organizations"] if one["id"] == "sco")["founding_date"] == "2001-06-15"


def test_vague_days_keep_what_is_sure_and_stand_beside_it_as_written(shipped_file):
    out = json.loads(run_on(shipped_file, "export", "popolo", "--body", "sco", "--only").out)
    found = {one["id"]: one for one in out["memberships"]}
    lanka = found["sri-lanka/sco/dialogue-partner/2010-05"]
    assert (lanka["start_date"], lanka["end_date"]) == ("2010-05", "2025-08-31")
    assert "+certainty" not in lanka


@pytest.mark.parametrize("format", ["popolo", "ftm"])
def test_an_export_is_the_same_twice_and_goes_into_a_file(shipped_file, tmp_path, format):
    twice = [run_on(shipped_file, "export", format, "--on", "2024-06-13") for _ in range(2)]
    assert twice[0].out == twice[1].out
    file = tmp_path / "out"
    assert run_on(shipped_file, "export", format, "--on", "2024-06-13", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == twice[0].out
    assert run_on(shipped_file, "export", format, "-o", str(file)).code == 2
    assert run_on(shipped_file, "export", format, "--on", "2020/..").code == 2


@pytest.mark.parametrize("words", [(), ("--on", "2024-06-13"), ("--known", "2018-01-01")], ids=str)
def test_followthemoney_takes_the_shipped_archive(shipped_file, words):
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not here: pip install -e '.[ftm-check]'")
    done = run_on(shipped_file, "export", "ftm", *words)
    entities = {one["id"]: one for one in map(json.loads, done.out.splitlines())}
    assert len(entities) == len(done.out.splitlines())
    for one in entities.values():
        check(ftm.model, one, entities)


def test_cut_offs_cut_the_sources_too(shipped_file):
    known = run_on(shipped_file, "export", "ftm", "--known", "2018-01-01").out
    assert '"member-china"' in known
    assert '"ir-member"' not in known
    assert '"ir-member"' in run_on(shipped_file, "export", "ftm").out
