"""The matrix against one question for each cell, and against what others counted."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.batches import text
from archive.exchange.files import shipped
from archive.model.errors import UsageError
from archive.questions.over_time.matrix import CODES, Asking, matrix
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import answers, view
from archive.store.file.making import building
from archive.store.writing.write import Signature, write
from tests.store.tables.test_projection import BASE, appended, drafts, histories, opened, signature

SCO = Filters(bodies=("sco",), within=frozenset({"sco"}))


@pytest.fixture(scope="module")
def sco(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with building(tmp_path_factory.mktemp("matrix") / "a.db") as db:
        for file in shipped.batches():
            batch = text.read_batch(file.data, name=file.name)
            said = Signature(recorded_at=batch.recorded_at or "", recorded_by="t", why="t")
            write(db, batch.events, said, distinct=True)
        yield db


def asked(db: sqlite3.Connection, wanted: Filters, **more: object) -> dict[tuple[str, int, str], int]:
    """Return the codes by body, year and state."""
    found = matrix(view(db, horizon(db)), wanted, Asking(**{"at": (12, 31), **more}))  # type: ignore[arg-type]  # any
    return {
        (row.body, row.year, state): code
        for row in found.rows
        for state, code in zip(found.states, row.codes, strict=True)
    }


def one_by_one(db: sqlite3.Connection, day: int, state: str, body: str) -> int:
    """Return the code of a cell by the answer of its day."""
    wanted = Filters(subjects=frozenset({state}), bodies=(body,), properties=frozenset({"membership"}))
    for line, answer in answers(view(db, horizon(db)), day, wanted):
        if (line.subject, line.object) == (state, body):
            if answer.certainty in ("unknown", "scheduled"):
                return -9
            codes = {CODES[value or "none"] for value in answer.candidates or (answer.value,)}
            return codes.pop() if len(codes) == 1 else -9
    return -9


def test_each_cell_is_the_answer_of_its_day(sco: sqlite3.Connection) -> None:
    found = asked(sco, SCO)
    years = {year for _, year, _ in found}
    assert (min(years), max(years)) == (2001, 2025)
    wrong = {
        (body, year, state): code
        for (body, year, state), code in found.items()
        if code != one_by_one(sco, date(year, 12, 31).toordinal(), state, body)
    }
    assert wrong == {}


@given(histories(), st.sampled_from([(1, 10), (12, 31), None]))
def test_each_cell_is_the_answer_of_its_days(
    history: list[list[dict[str, object]]], at: tuple[int, int] | None
) -> None:
    db = opened()
    list(appended(db, history))
    found = asked(db, Filters(), at=at, since="1999", until="2001")
    for (body, year, state), code in found.items():
        first, last = (date(year, *(at or (1, 1))), date(year, *(at or (12, 31))))
        days = range(first.toordinal(), last.toordinal() + 1)
        codes = {one_by_one(db, day, state, body) for day in days}
        assert code == next(one for one in (1, 2, 3, 0, -9) if one in codes)


@pytest.mark.parametrize("at", [(12, 31), None])
def test_the_members_are_those_of_the_correlates_of_war(
    sco: sqlite3.Connection, real_data: Path, at: tuple[int, int] | None
) -> None:
    """From 2001 on. Before, COW counts the Shanghai Five as the SCO; observers and partners it does not code."""
    with (real_data / "cow-igo" / "igo_year_format3.csv").open(encoding="utf-8") as file:
        theirs = {int(row["year"]): row for row in csv.DictReader(file) if row["ioname"] == "SCO"}
    ours = asked(sco, SCO, at=at, unrecorded=0, since="2001", until="2014")
    states = {state for _, _, state in ours}
    counted = {
        "saudi-arabia": "saudiarabia",
        "sri-lanka": "srilanka",
        "united-arab-emirates": "uae",
        "turkey": "turkey",
    }
    assert {year for _, year, _ in ours} == set(range(2001, 2015)) <= theirs.keys()
    for year in range(2001, 2015):
        full = {state for state in states if ours["sco", year, state] == 1}
        assert full == {name for name in theirs[year] if name in states and theirs[year][name] == "1"}
        assert len(full) == sum(theirs[year][name] == "1" for name in list(theirs[year])[3:220])
        for state in states:
            code = theirs[year].get(counted.get(state, state))
            assert code is None or int(code) in {ours["sco", year, state] % 3, ours["sco", year, state]}
    earlier = {name for name in states if theirs[1996].get(name) == "1"}
    assert earlier == {"china", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"}


def test_without_a_record_it_is_unsure_or_as_asked(sco: sqlite3.Connection) -> None:
    assert asked(sco, SCO)["sco", 2001, "laos"] == -9
    assert asked(sco, SCO, unrecorded=0)["sco", 2001, "laos"] == 0


def test_a_status_may_get_another_code(sco: sqlite3.Connection) -> None:
    assert asked(sco, SCO)["sco", 2015, "sri-lanka"] == 0
    assert asked(sco, SCO, codes={**CODES, "dialogue-partner": 2})["sco", 2015, "sri-lanka"] == 2
    with pytest.raises(UsageError, match="the status dialogue-partner has no code"):
        asked(sco, SCO, codes={status: code for status, code in CODES.items() if status != "dialogue-partner"})


def test_a_year_with_several_statuses_has_the_strongest(sco: sqlite3.Connection) -> None:
    assert asked(sco, SCO, at=(6, 1))["sco", 2024, "belarus"] == 3
    assert asked(sco, SCO, at=None)["sco", 2024, "belarus"] == 1


def test_who_is_no_state_is_told() -> None:
    """A state is who is a member of the system then; who joins a body before is told as no state."""
    db = opened()
    write(db, drafts(BASE), signature(0))
    system: list[dict[str, object]] = [{"kind": "entity.registered", "subject": "system", "type": "body", "label": "S"}]
    told = [("aa", "system", "2001-06-01"), ("aa", "club", "2000-06-01"), ("bb", "club", "2000-06-01")]
    joined: list[dict[str, object]] = [
        {"kind": "membership.changed", "date": day, "subject": who, "object": body, "status": "member",
         "citations": [{"source": "s1"}]}
        for who, body, day in told
    ]  # fmt: skip
    write(db, drafts([*system, *joined]), signature(1))
    found = asked(db, Filters(), states="system", since="2000", until="2002")
    assert {body for body, _, _ in found} == {"club"}
    assert [found["club", year, "aa"] for year in (2000, 2001, 2002)] == [-1, 1, 1]
    assert [found["club", year, "bb"] for year in (2000, 2001, 2002)] == [-1, -1, -1]
    assert asked(db, Filters(), since="2000", until="2000")["club", 2000, "aa"] == 1


def test_a_body_has_no_row_before_it_was_there(tmp_path: Path, sco: sqlite3.Connection) -> None:
    assert min(year for _, year, _ in asked(sco, SCO, since="1990")) == 2001
    with closing(opened()) as empty:
        assert asked(empty, Filters()) == {}
