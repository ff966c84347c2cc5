"""The name printed is that of the day, as far as it was told, and as far as this archive held it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from archive.kinds.claiming import Line
from archive.model.dates import DAY_MAX, day_of
from archive.questions.diff.world import as_data as diff_data
from archive.questions.diff.world import in_world
from archive.questions.grounds.why import why
from archive.questions.over_time.lanes import lanes
from archive.questions.over_time.panel import Asking, panel
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.as_of import as_of, as_of_several
from archive.questions.states.history import history
from archive.questions.states.labels import labels
from archive.questions.states.state import View, view
from archive.store.file.connect import open_reading
from tests.questions.world import build_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(build_world(tmp_path_factory.mktemp("names") / "world.db"))) as db:
        yield db


def seen(db: sqlite3.Connection, **cutoffs: Any) -> View:
    return view(db, horizon(db, **cutoffs))


RENAMED = [
    ("osmania", "2022-05-31", {}, "Osmania"), ("osmania", "2022-06-01", {}, "Osmaniye"),
    # Neither the name in another language nor that of others is printed.
    ("osmania", "2024-01-01", {}, "Osmaniye"),
    ("osmania", "2024-01-01", {"known": "2022-06-01"}, "Osmania"),
    ("osmania", "2024-01-01", {"known": "2022-06-02"}, "Osmaniye"),
    ("osmania", "2024-01-01", {"strict": True}, "Osmaniye"),
    ("swaland", "2018-04-18", {}, "Swaland"), ("swaland", "2018-04-19", {}, "Eswaland"),
    # The renaming of 2018 was told in 2020.
    ("swaland", "2019-01-01", {"known": "2019-01-01"}, "Swaland"),
    ("swaland", "2019-01-01", {"known": "2020-01-10"}, "Eswaland"),
    ("swaland", "2019-01-01", {"according_to": ["Gazette"]}, "Swaland"),
    ("union", "2009-12-31", {}, "The Union"), ("union", "2010-01-01", {}, "The Greater Union"),
    ("union", "2010-01-01", {"known": "2010-01-01"}, "The Union"),
    ("yam", "2001-01-01", {}, "Yamland"), ("yam", "2001-01-01", {"recorded": "47"}, "Yam"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "day", "cutoffs", "name"), RENAMED)
def test_the_name_of_the_day(world, who, day, cutoffs, name):
    there = seen(world, **cutoffs)
    assert labels(there, day_of(day))(who) == name


def test_every_answer_bears_it(world):
    there, wanted = seen(world), filters(world, subjects=["osmania"], bodies=["union"])
    before, after = day_of("2022-05-31"), day_of("2022-06-01")
    assert [as_of(there, day, "", wanted)["answers"][0]["subject_label"] for day in (before, after)] == [
        "Osmania", "Osmaniye",
    ]  # fmt: skip
    both = as_of_several(there, [(before, "a"), (after, "b")], wanted)["answers"]
    assert [one["subject_label"] for one in both] == ["Osmania", "Osmaniye"]
    line = Line("membership", "osmania", "union")
    assert [why(there, line, day).label("osmania") for day in (before, after)] == ["Osmania", "Osmaniye"]
    assert history(there, wanted).label("osmania") == "Osmaniye"
    assert history(seen(world, known="2021"), wanted).label("osmania") == "Osmania"
    for until, name in (("2021", "Osmania"), ("2022", "Osmaniye")):
        assert panel(there, wanted, Asking("year", None, "1990", until)).label("osmania") == name
        assert lanes(there, wanted, "1990", until).label("osmania") == name
    changed = in_world(there, day_of("1989-01-01"), before, wanted)
    assert diff_data(changed)["changes"][0]["subject_label"] == "Osmania"


def test_another_language_makes_no_name_of_the_timeline(world):
    (told,) = history(seen(world), filters(world, subjects=["osmania"], properties=["name"])).periods.values()
    assert [(one.answer.value, one.until) for one in told] == [("Osmaniye", DAY_MAX)]
