"""Counts along a line: each is had by counting the cells that the panel of the same question shows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from archive.questions.over_time.count import as_data as counts_data
from archive.questions.over_time.count import count
from archive.questions.over_time.count_lines import count_lines, lines_block
from archive.questions.over_time.panel import Asking, as_data, panel
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.scope.lineage import Lineage, Link, Named
from archive.questions.states.following import followed
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.questions.made import made
from tests.questions.world import build_world

CUTOFFS = [
    {}, {"known": "1993"}, {"known": "1994-02"}, {"known": "2012", "strict": True}, {"strict": True},
    {"recorded": "40"}, {"according_to": ["Almanac"]}, {"according_to": ["Herald"]},
    {"known": "2012-06", "according_to": ["Almanac", "Herald"]}, {"recorded": "47", "known": "2012"},
]  # fmt: skip
OVERLAP = (
    "entity.registered, subject: club, type: organisation, label: The Club",
    "membership.changed, key: a, subject: [arland, borland], object: club, status: member, date: 2000-01-01",
    "membership.changed, key: c, subject: cerland, object: club, status: observer, date: 2000~",
    "membership.changed, key: b, subject: [arland, cerland], object: union, status: member, date: 2002-03-01",
    "membership.changed, key: r, subject: arland, object: union, status: observer, date: 2002-03-01, standing: rival",
    "entity.succeeded, subject: club, successor: union, date: 2002-03-01",
    "body.dissolved, subject: club, date: 2005-06-30",
)
ASKED = [
    {"bodies": ["union"]}, {"bodies": ["union"], "subjects": ["tatra"]}, {"subjects": ["tatra", "yam"]},
    {"bodies": ["league", "pact"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(build_world(tmp_path_factory.mktemp("count") / "world.db"))) as db:
        yield db


@pytest.fixture(scope="module")
def overlap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    file = tmp_path_factory.mktemp("count") / "overlap.db"
    with closing(open_reading(made(file, *("kind: " + OVERLAP[0], *OVERLAP[1:])))) as db:
        yield db


def values(cell, by):
    """Return as what a cell of the panel's JSON counts."""
    some = cell["values"] if "values" in cell else [cell["value"]]
    if "values" not in cell and cell["value"] is None:
        some = ["open"] if cell["certainty"] in ("possible", "disputed") else []
    found = {value for value in some if value not in ("none", "unknown")}
    return found if by == "value" else {None for _ in found}


def vague(cell):
    return cell["vague"] if "vague" in cell else cell["certainty"] in ("possible", "disputed")


def otherwise(cell):
    return cell["told_otherwise"] if "told_otherwise" in cell else bool(cell["contested"])


def counted(cells, by, objects):
    """Return (property, value, frame) with who has it in any object, how many not surely, or told otherwise."""
    found: dict[tuple[str, str, str], dict[str, list[dict[str, Any]]]] = {}
    for cell in cells:
        if cell["object"] in objects:
            for value in values(cell, by):
                found.setdefault((cell["property"], value, cell["frame"]), {}).setdefault(cell["subject"], []).append(
                    cell
                )
    return {
        key: (
            sorted(who), sum(all(map(vague, some)) for some in who.values()),
            sum(all(map(otherwise, some)) for some in who.values()),
        )
        for key, who in found.items()
    }  # fmt: skip


def told(rows):
    return {
        (one["property"], one["value"], one["frame"]): (one["subjects"], one["vague"], one["told_otherwise"])
        for one in rows
        if one["count"]
    }


def check(db, asked, cutoffs, by, at):
    """Compare the counts of a question with those of the cells of its panel; return the counts of lines."""
    seen = view(db, horizon(db, **cutoffs))
    wanted = followed(seen, filters(db, **asked))
    assert wanted.lineage is not None
    found = panel(seen, wanted, Asking("year", at))
    cells = as_data(seen, found, "any" if at else "last")["cells"]
    counts = counts_data(seen, found, count(found, by), **wanted.block())["counts"]
    lines = lines_block(found, count_lines(found, by, wanted.lineage))
    for place in {cell["object"] for cell in cells} | {one["object"] for one in counts}:
        assert told(one for one in counts if one["object"] == place) == counted(cells, by, {place})
    for line in wanted.lineage.whole:
        assert told(one for one in lines if set(one["objects"]) == line) == counted(cells, by, line)
    assert {frozenset(one["objects"]) for one in lines} <= set(wanted.lineage.whole)
    assert {len(some["subjects"]) == some["count"] for some in (*counts, *lines)} <= {True}
    return lines


@pytest.mark.parametrize("cutoffs", CUTOFFS, ids=str)
@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("at", [None, "any"])
@pytest.mark.parametrize("by", ["value", "object"])
def test_a_count_is_had_by_counting_the_cells_of_the_panel(world, asked, cutoffs, by, at):
    check(world, asked, cutoffs, by, at)


@pytest.mark.parametrize(
    "cutoffs", [{}, {"strict": True}, {"known": "2021"}, {"recorded": "14"}, {"according_to": ["Paper"]}]
)
@pytest.mark.parametrize("at", [None, "any"])
@pytest.mark.parametrize("by", ["value", "object"])
def test_who_is_in_two_bodies_of_the_line_counts_once(overlap, cutoffs, by, at):
    check(overlap, {"bodies": ["union"]}, cutoffs, by, at)


def test_a_line_is_counted_by_hand(overlap):
    by_value = {(one["value"], one["frame"]): one for one in check(overlap, {"bodies": ["union"]}, {}, "value", None)}
    # In 2001 Arland and Borland are members of the Club; in 2003 Arland is a member of both, Cerland of the Union.
    assert by_value["member", "2001"]["subjects"] == ["arland", "borland"]
    assert by_value["member", "2003"]["subjects"] == ["arland", "borland", "cerland"]
    assert by_value["member", "2006"]["subjects"] == ["arland", "cerland"]
    # By the rival Arland is only an observer of the Union: in the Club it is a member all the same until 2005.
    assert [by_value["member", year]["told_otherwise"] for year in ("2003", "2006")] == [0, 1]
    # Cerland, an observer of the Club and a member of the Union, is both; of any status it counts once.
    assert by_value["observer", "2003"]["subjects"] == ["cerland"]
    whole = {one["frame"]: one for one in check(overlap, {"bodies": ["union"]}, {}, "object", None)}
    assert whole["2003"]["subjects"] == ["arland", "borland", "cerland"]
    # When Cerland came to the Club is not sure in 2001, but of the Union it surely is a member.
    assert [whole[year]["vague"] for year in ("2000", "2003")] == [1, 0]


def test_a_predecessor_and_its_successor_are_two_subjects(world):
    lines = check(world, {"bodies": ["union"], "subjects": ["tatra"]}, {}, "object", "any")
    by_frame = {one["frame"]: one["subjects"] for one in lines}
    assert (by_frame["1992"], by_frame["1993"]) == (["bohemia-tatra"], ["tatra"])


def named(*ids):
    return tuple(Named(one, one) for one in ids)


def link(before, after, **more):
    return Link(date="2000", how="followed", before=named(*before), after=named(*after), events=(), sources=(), **more)


def test_two_bodies_asked_for_are_one_line_where_successions_join_them():
    links = (link("a", "c"), link("b", "d"), link("c", "e"), link("x", "a", told_otherwise=True))
    line = Lineage(bodies=("b", "a"), of_bodies=frozenset("cde"), links=links)
    assert line.whole == (frozenset("bd"), frozenset("ace"))
    joined = Lineage(bodies=("b", "a"), of_bodies=frozenset("cde"), links=(*links, link("de", "e")))
    assert joined.whole == (frozenset("abcde"),)
    assert Lineage(bodies=("a",), links=(link("ay", "a"),)).whole == ()
