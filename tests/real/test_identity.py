"""Who is who over time, on real data: renamed, merged, split, succeeded; numbers are counted from the files apart."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run_on
from tests.real.conftest import Filled, importing

REGISTER = "govuk-country-register/countries.tsv"
PUBLISHED = "2017-12-31"
STATES = "cow-igo/states2016.csv"
IGO = "cow-igo/igo_year_format3.csv"
BODIES = ("LoN", "UN", "GATT", "WTO", "UPU", "ILO")
LINES = {
    "germany": {"germany", "wgermany", "egermany"}, "yemen": {"yemen", "nyemen", "syemen"},
    "czechrep": {"czechrep", "czechoslovakia"}, "sosudan": {"sosudan", "sudan"},
}  # fmt: skip
"""States by COW's names, and whom their line holds: not the other heirs of a predecessor."""

HEAD = """\
events:
- kind: source.registered
  source: heirs
  publisher: Made for this test
  title: Who follows whom, which the lists do not tell
  published: 1946-01-01
"""
SUCCESSION = """\
- kind: entity.succeeded
  date: {}
  subject: [{}]
  successor: [{}]
  gist: So it came.
  citations: [{{source: heirs, at: p.1, says: so}}]
"""


def told_who_follows(file: Path, folder: Path, *successions: tuple[str, str, str]) -> None:
    """Take in successions as a file of events."""
    text = folder / "heirs.yml"
    text.write_text(HEAD + "".join(SUCCESSION.format(*one) for one in successions), encoding="utf-8")
    done = run_on(file, "import", "events", str(text), "-m", "test")
    assert done.code == 0, done.err


@pytest.fixture(scope="module")
def register(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country register, and who followed whom."""
    file = filled(("tsv", REGISTER, "--map", "govuk-countries", "--create", "--set", f"published={PUBLISHED}"))
    told_who_follows(
        file, tmp_path_factory.mktemp("heirs"),
        ("1990-10-03", "DD, DE", "DE"), ("1993-01-01", "CS", "CZ, SK"),
        ("1991-12-25", "SU", "RU"), ("1992-04-28", "YU", "BA, HR, MK, SI"),
    )  # fmt: skip
    return file


@pytest.fixture(scope="module")
def rows(real_data: Path) -> list[dict[str, str]]:
    """The rows of the register that count: of one code and start the last."""
    with (real_data / REGISTER).open(encoding="utf-8", newline="") as file:
        every = list(csv.DictReader(file, delimiter="\t"))
    return list({(row["country"], row["start-date"]): row for row in every}.values())


def days_of(rows: Iterable[dict[str, str]]) -> list[str]:
    """Return every day on which something begins or ends, with the day before and the day after."""
    told = {row[name] for row in rows for name in ("start-date", "end-date")} - {""}
    some = {date.fromisoformat(day) + timedelta(days=step) for day in told for step in (-1, 0, 1)}
    return sorted(day.isoformat() for day in some)


def asked(file: Path, *words: str) -> list[dict[str, Any]]:
    done = run_on(file, "as-of", *words, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = done.json["answers"]
    return found


def names(answers: Iterable[dict[str, Any]], certainty: str = "certain") -> list[str]:
    """Return how the members of a certainty are called on the day."""
    return sorted(
        one["subject_label"] for one in answers
        if one["property"] == "membership" and one["certainty"] == certainty and one["value"] != "none"
    )  # fmt: skip


def test_on_every_day_each_country_bears_the_name_of_that_day(register: Path, rows: list[dict[str, str]]) -> None:
    days = days_of(rows)
    found = asked(register, *days, "--body", "govuk-country-register")
    assert len(days) == 141
    for day in days:
        here = [one for one in found if one["date"] == day]
        there = [row for row in rows if (row["start-date"] or "0") <= day <= (row["end-date"] or "9")]
        assert names(here) == sorted(row["name"] for row in there if row["start-date"] or row["end-date"])
        # Of rows without any day the register says nothing but that it has them when it is published.
        assert names(here, "possible") == sorted(
            row["name"] for row in there if not row["start-date"] and not row["end-date"]
        )


def test_today_it_has_each_country_once(register: Path, rows: list[dict[str, str]]) -> None:
    now = names(asked(register, PUBLISHED, "--body", "govuk-country-register"))
    assert now == sorted(row["name"] for row in rows if not row["end-date"])
    assert {"Germany", "Czechia", "The Bahamas"} <= set(now)
    assert not {"West Germany", "Czech Republic", "Bahamas,The", "USSR"} & set(now)


def test_one_code_has_two_names_in_time(register: Path) -> None:
    for day, name in (("1990-10-02", "West Germany"), ("1990-10-03", "Germany")):
        for called in ("DE", "West Germany", "Germany"):
            (answer,) = [one for one in asked(register, day, "--subject", called) if one["property"] == "membership"]
            assert (answer["subject_label"], answer["value"]) == (name, "member")
    # One entity, and so its membership goes on without a break.
    told = run_on(register, "history", "DE", "govuk-country-register", "--format", "json").json["timelines"]
    (periods,) = [one["periods"] for one in told if one["property"] == "membership"]
    assert [(one["from"], one["to"]) for one in periods] == [(None, "1990-10-03"), ("1990-10-03", None)]
    assert {(one["value"], one["since"]) for one in periods} == {("member", "..")}


@pytest.mark.parametrize(
    ("day", "who", "there"),
    [
        ("1990-10-02", "Germany", ["East Germany", "West Germany"]), ("1990-10-03", "Germany", ["Germany"]),
        ("1992-12-31", "Czechia", ["Czechoslovakia"]), ("1993-01-01", "Czechia", ["Czechia"]),
        ("1993-01-01", "CS", ["Czechia", "Slovakia"]), ("1991-12-25", "Russia", ["Russia", "USSR"]),
        ("1991-12-26", "Russia", ["Russia"]), ("1991-07-01", "YU", ["Croatia", "Slovenia", "Yugoslavia"]),
        ("1992-04-28", "Croatia", ["Croatia", "Yugoslavia"]), ("1992-04-29", "YU", [
            "Bosnia and Herzegovina", "Croatia", "Macedonia", "Slovenia",
        ]),
    ],
)  # fmt: skip
def test_the_line_of_a_country_in_the_register(register: Path, day: str, who: str, there: list[str]) -> None:
    assert names(asked(register, day, "--subject", who, "--lineage")) == there


def test_a_merger_is_told_as_it_was_called_before_and_after(register: Path) -> None:
    text = " ".join(run_on(register, "as-of", "1990-10-02", "--subject", "DE", "--lineage").out.split())
    assert "1990-10-03 East Germany and West Germany are merged into Germany (which goes on)" in text


@pytest.fixture(scope="module")
def cow(filled: Filled, real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The states, six organisations, and who followed whom."""
    folder = tmp_path_factory.mktemp("igo")
    file = filled(("csv", STATES, "--map", "cow-states", "--create"))
    with (real_data / IGO).open(encoding="utf-8", newline="") as data, (folder / "igo.csv").open("w") as some:
        table = csv.reader(data)
        out = csv.writer(some)
        out.writerow(next(table))
        out.writerows(row for row in table if row[0] in BODIES)
    done = importing(file, "csv", folder / "igo.csv", "--map", "cow-igo", "--create", "-m", "test")
    assert done.code == 0, done.err
    told_who_follows(
        file, folder,
        ("1945-05-08", "germany", "wgermany, egermany"), ("1990-10-03", "wgermany, egermany", "germany"),
        ("1990-05-22", "nyemen, syemen", "yemen"), ("1993-01-01", "czechoslovakia", "czechrep, slovakia"),
        ("2011-07-09", "sudan", "sudan, sosudan"), ("1946-04-18", "LoN", "UN"), ("1995-01-01", "GATT", "WTO"),
    )  # fmt: skip
    return file


@pytest.fixture(scope="module")
def cells(real_data: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the organisations by organisation and year, with a cell for each state."""
    with (real_data / IGO).open(encoding="utf-8", newline="") as file:
        return {(row["ioname"], row["year"]): row for row in csv.DictReader(file) if row["ioname"] in BODIES}


def counted(file: Path, kept: str, *words: str) -> dict[str, int]:
    """Return the numbers of members by year, of the first body's line or of a body."""
    done = run_on(file, "count", *words, "--lineage", "--to", "2014", "--format", "json")
    assert done.code == 0, done.err
    return {one["frame"]: one["count"] for one in done.json[kept] if one["value"] == "member"}


@pytest.mark.parametrize("who", LINES)
@pytest.mark.parametrize("body", ["UN", "UPU", "ILO"])
def test_a_state_in_a_body_is_counted_through_its_line(
    cow: Path, cells: dict[tuple[str, str], dict[str, str]], who: str, body: str
) -> None:
    told = counted(cow, "counts", "--body", body, "--only", "--subject", who)
    wanted = {
        year: sum(row[state] == "1" for state in LINES[who]) for (name, year), row in cells.items() if name == body
    }
    assert told == {year: wanted.get(year, 0) for year in told}
    assert sum(told.values()) == sum(wanted.values()) > 3


@pytest.mark.parametrize(
    ("before", "after", "year", "both"), [("LoN", "UN", "1945", (38, 44, 53)), ("GATT", "WTO", "1995", (125, 109, 125))]
)
def test_who_is_in_both_bodies_of_a_line_counts_once(
    cow: Path, cells: dict[tuple[str, str], dict[str, str]], before: str, after: str, year: str, both: tuple[int, ...]
) -> None:
    columns = list(next(iter(cells.values())))
    states = columns[3 : columns.index("zimbabwe") + 1]
    there = {
        key: {state for state in states if row[state] == "1"} for key, row in cells.items() if key[0] in (before, after)
    }
    years = sorted({year for _, year in there})
    whole = {one: len(there.get((before, one), set()) | there.get((after, one), set())) for one in years}
    told = counted(cow, "lines", "--body", after, "--only")
    assert {one: told[one] for one in years} == whole
    assert (len(there[before, year]), len(there[after, year]), told[year]) == both


def test_a_state_that_was_divided_and_restored_is_before_and_after_itself(cow: Path) -> None:
    line = run_on(cow, "history", "germany", "UN", "--lineage", "--format", "json").json["question"]["lineage"]
    halves = {"german-federal-republic", "german-democratic-republic"}
    assert set(line["predecessors"]) == {"league-of-nations", *halves}
    assert set(line["successors"]) == halves
    told = [(link["date"], link["how"]) for link in line["links"] if link["date"] != "1946-04-18"]
    assert told == [("1945-05-08", "split"), ("1990-10-03", "merged")]
