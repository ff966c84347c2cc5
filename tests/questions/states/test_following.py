"""Who is followed, by which events, under which cut-offs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.model.errors import UsageError
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.scope.lineage import Lineage
from archive.questions.states.following import followed
from archive.questions.states.state import view
from archive.store.file.connect import open_reading, open_writing
from archive.store.writing.write import Signature, write
from tests.questions.world import build_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(build_world(tmp_path_factory.mktemp("world") / "world.db"))) as db:
        yield db


def line_of(db: sqlite3.Connection, *subjects: str, body: str | None = None, **cutoffs: Any) -> Lineage:
    seen = view(db, horizon(db, **cutoffs))
    line = followed(seen, filters(db, subjects=subjects, bodies=[body] if body else [])).lineage
    assert line is not None
    return line


def kin_of(line: Lineage) -> tuple[set[str], set[str]]:
    return set(line.predecessors), set(line.successors)


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("bohemia", {"bohemia-tatra"}, set()), ("bohemia-tatra", set(), {"bohemia", "tatra"}),
        ("north-yam", set(), {"yam"}), ("nilia", {"old-nilia"}, {"south-nilia"}),
        ("south-nilia", {"nilia", "old-nilia"}, set()), ("slavonia", set(), {"rascia"}), ("dalmatia", set(), set()),
    ],
)  # fmt: skip
def test_predecessors_and_successors_at_any_remove(world, who, before, after):
    assert kin_of(line_of(world, who)) == (before, after)


def test_a_circle_ends(world):
    before, after = kin_of(line_of(world, "two-rivers"))
    assert before == {"levantia", "delta"}
    assert after == {"levantia", "delta", "yam"}


def test_how_is_told_by_the_numbers(world):
    line = line_of(world, "yam", "bohemia", "south-nilia")
    assert {link.events[0]: link.how for link in line.links if link.events[0] != "rivers-merged"} == {
        "nilia-follows": "followed", "rivers-parted": "split", "yam-merged": "merged", "bt-split": "split",
        "nilia-split": "split",
    }  # fmt: skip
    (nilia,) = [link for link in line.links if link.events == ("nilia-split",)]
    assert nilia.on == {"nilia"}


def test_two_events_that_tell_the_same_are_one_link(world):
    (link,) = line_of(world, body="union").links
    assert link.events == ("league-dissolved", "union-follows")
    assert link.sources == ("almanac-1994 p.2", "almanac-2012 p.2")
    # Called as they were called then: the Union got its new name later.
    assert [one.label for one in (*link.before, *link.after)] == ["The League", "The Union"]


def test_what_is_only_announced_is_not_followed(world):
    assert "world-union" not in line_of(world, body="union").successors
    assert kin_of(line_of(world, body="world-union")) == (set(), set())


def test_what_is_told_otherwise_is_shown_and_not_followed(world):
    main, other = line_of(world, "slavonia").links
    assert (main.told_otherwise, other.told_otherwise, other.events) == (False, True, ("slavonia-split",))
    assert kin_of(line_of(world, "slavonia", according_to=["Herald"])) == (set(), {"rascia", "dalmatia"})
    assert not line_of(world, "slavonia", according_to=["Herald"]).links[0].told_otherwise


def test_only_what_sources_told_by_then_is_followed(world):
    assert kin_of(line_of(world, "yam", known="1993")) == (set(), set())
    assert kin_of(line_of(world, "yam", known="1994-02")) == ({"north-yam", "south-yam"}, set())
    # The correction has a source of 2020: by then the Delta is one of those before.
    assert "delta" in line_of(world, "yam", known="2020-02").predecessors
    assert "delta" in line_of(world, "two-rivers", strict=True).predecessors
    assert "delta" not in line_of(world, "two-rivers", strict=True).successors


def test_only_what_the_archive_held_is_followed(world):
    assert kin_of(line_of(world, "south-nilia", recorded="47")) == ({"nilia"}, set())
    assert kin_of(line_of(world, "yam", recorded="47")) == ({"north-yam", "south-yam"}, set())


def test_a_retracted_succession_is_not_followed_unless_the_retraction_is(world, tmp_path: Path):
    later = build_world(tmp_path / "one.db")
    assert "bohemia-tatra" in line_of(world, "bohemia").predecessors
    with closing(open_writing(later)) as db:
        act: dict[str, object] = {
            "kind": "event.retracted",
            "key": "again",
            "event": "bohemia-back",
            "reason": "a mistake after all",
        }
        write(db, [draft(of_python(act))], Signature(recorded_at="2026-11-03T00:00:00Z", recorded_by="c", why="w"))
        assert kin_of(line_of(db, "bohemia")) == (set(), set())
        assert kin_of(line_of(db, "bohemia", recorded="53")) == ({"bohemia-tatra"}, set())


def test_bodies_bring_what_is_theirs(world):
    seen = view(world, horizon(world))
    wanted = followed(seen, filters(world, subjects=["tatra"], bodies=["union"]))
    assert sorted(wanted.subjects or ()) == ["bohemia-tatra", "tatra"]
    assert sorted(wanted.within or ()) == ["league", "union"]
    assert (wanted.called, wanted.bodies) == (("tatra",), ("union",))


def test_somebody_must_be_named(world):
    with pytest.raises(UsageError, match="follows whom"):
        followed(view(world, horizon(world)), filters(world))
