"""Correlates of War: four million cells, each compared with what the archive says on the last day of its year."""

import csv
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from tests.real.conftest import Filled, members

STATES = ("csv", "cow-igo/states2016.csv", "--map", "cow-states", "--create")
IGO = ("csv", "cow-igo/igo_year_format3.csv", "--map", "cow-igo", "--create")
VALUES = {"1": "member", "2": "associate", "3": "observer"}
NOT_TOLD = "-9"


@pytest.fixture(scope="module")
def cow(filled: Filled) -> Path:
    return filled(STATES, IGO)


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("SCO", "1996-12-31", 5),
        ("SCO", "2001-12-31", 6),
        ("NATO", "1949-12-31", 12),
        ("NATO", "2009-12-31", 28),
        ("cow-state-system", "1938-03-13", 66),
        ("cow-state-system", "1938-03-14", 65),
    ],
)
def test_members_on_a_day(cow: Path, body: str, day: str, count: int) -> None:
    assert len(members(cow, day, body)) == count


def test_who_left_and_came_back(cow: Path) -> None:
    there = ["ecuador" in members(cow, f"{year}-12-31", "OPEC") for year in (1992, 1993, 2007, 2008)]
    assert there == [True, False, False, True]


def test_every_cell(cow: Path, real_data: Path) -> None:
    told: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    with closing(sqlite3.connect(cow)) as db:
        found = db.execute("""
            SELECT o.name, s.name, p.valid_from, p.valid_to, p.value FROM periods p
            JOIN names o ON o.entity = p.object AND o.form = 'cow-igo'
            JOIN names s ON s.entity = p.subject AND s.form = 'cow-state'
            WHERE p.property = 'membership' AND p.value IS NOT NULL AND p.value <> 'none'
        """)
        for body, state, *stretch in found:
            told[body, state].append((stretch[0], stretch[1], stretch[2]))
    with (real_data / IGO[1]).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        states = header[3 : header.index("zimbabwe") + 1]
        wrong, checked = [], 0
        for body, _, year, *cells in rows:
            for state, cell in zip(states, cells, strict=False):
                if cell == NOT_TOLD:
                    continue
                day = f"{year}-12-31"
                there = [value for first, out, value in told.get((body, state), ()) if first <= day < out]
                checked += 1
                if there != ([VALUES[cell]] if cell in VALUES else []):
                    wrong.append((body, state, year, cell, there))
    assert (wrong[:10], len(states), checked) == ([], 217, 4_004_945)
