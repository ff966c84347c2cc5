"""`archive observe`: snapshots of lists from files, as a user gives them."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run_on
from tests.house.repository import ROOT

EXAMPLES = ROOT / "maps" / "examples"
MAP = str(EXAMPLES / "delegations.toml")
DAYS = ("2009-01-15", "2009-04-01", "2009-07-01")
Observe = Callable[..., Done]


def file_of(day: str) -> str:
    return str(EXAMPLES / f"delegations@{day}.csv")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "archive.db"
    assert run_on(file, "init", "--empty").code == 0
    return file


@pytest.fixture
def observe(archive: Path) -> Observe:
    def run(*words: str, why: str = "a test") -> Done:
        return run_on(archive, "observe", *words, "--map", MAP, "-m", why)

    return run


def position(archive: Path) -> int:
    return len(told(archive))


def told(archive: Path) -> list[tuple[str, str]]:
    """Return id and date of every event, in the order of the log."""
    with closing(sqlite3.connect(archive)) as db:
        return db.execute("SELECT id, date FROM events ORDER BY position").fetchall()


def test_a_series_tells_what_changed_from_day_to_day(observe):
    done = observe(*map(file_of, reversed(DAYS)), "--create")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2009-01-15  3 facts, the first snapshot: what is there began by then, or on the days that it tells",
        "  new  [..2009-01-15]  Kazakhstan, Council of the Example Lakes: member",
        "  new  [..2009-01-15]  Mongolia, Council of the Example Lakes: observer",
        "  new  [..2009-01-15]  Uzbekistan, Council of the Example Lakes: member",
        "2009-04-01  3 facts, since 2009-01-15: 1 new, 1 changed, 1 gone",
        "  changed  [2009-01-16..2009-04-01]  Mongolia, Council of the Example Lakes: observer → member",
        "  new      [2009-01-16..2009-04-01]  Tajikistan, Council of the Example Lakes: observer",
        "  gone     [2009-01-16..2009-04-01]  Uzbekistan, Council of the Example Lakes: member",
        "2009-07-01  3 facts, since 2009-04-01: nothing changed",
        "wrote 17 events",
    ]


def test_file_by_file_is_as_all_at_once(observe, archive, tmp_path):
    observe(*map(file_of, DAYS), "--create")
    other = tmp_path / "other.db"
    run_on(other, "init", "--empty")
    for day in DAYS:
        assert run_on(other, "observe", file_of(day), "--map", MAP, "--create", "-m", "a test").code == 0
    assert told(other) == told(archive)
    assert observe(*map(file_of, DAYS)).out.splitlines()[-1] == "wrote 0 events"


def test_a_dry_run_writes_nothing(observe, archive):
    done = observe(file_of(DAYS[0]), "--create", "--dry-run")
    assert done.out.splitlines()[-1] == "would write 9 events, nothing written"
    assert position(archive) == 0


def test_as_json(observe):
    observe(file_of(DAYS[0]), "--create")
    data = observe(file_of(DAYS[1]), "--create", "--format", "json").json
    (snapshot,) = data["snapshots"]
    assert (data["list"], data["dry_run"]) == ("delegations", False)
    assert {name: snapshot[name] for name in ("on", "source", "before", "facts", "batch", "first", "last")} == {
        "on": "2009-04-01", "source": "example-delegations-2009-04-01", "before": "2009-01-15", "facts": 3,
        "batch": 2, "first": 10, "last": 15,
    }  # fmt: skip
    assert snapshot["changes"][0] == {
        "what": "changed", "property": "membership", "subjects": ["mongolia"], "object": "council-of-the-example-lakes",
        "value": "member", "date": "[2009-01-16..2009-04-01]", "before": "observer",
        "event": "delegations-2009-04-01-mongolia-council-of-the-example-lakes-member",
    }  # fmt: skip


def test_a_source_of_its_own_and_a_day_of_its_own(observe, archive):
    done = observe(file_of(DAYS[0]), "--create", "--on", "2010-01-01", "--source", "the-page", "--list", "mine")
    assert done.out.startswith("2010-01-01  3 facts")
    source = json.loads(run_on(archive, "show", "the-page", "--format", "json").out)
    assert "2010-01-01" in json.dumps(source)


def test_an_unknown_country_is_named_and_nothing_is_kept(observe, archive):
    done = observe(*map(file_of, DAYS))
    assert done.code == 1
    assert "no country is called so" in done.err
    assert "--create" in done.err
    assert "--skip-bad" not in done.err
    assert position(archive) == 0


def test_a_lost_group_is_refused_with_its_name(observe, archive, tmp_path):
    empty = tmp_path / "delegations@2009-05-01.csv"
    lines = Path(file_of(DAYS[1])).read_text(encoding="utf-8").splitlines()
    empty.write_text("\n".join([lines[0], lines[1], ""]), encoding="utf-8")
    done = observe(*map(file_of, DAYS[:2]), str(empty), "--create")
    assert done.code == 1
    assert "the list of 2009-05-01 has 1 fact, that of 2009-04-01 had 3" in done.err
    assert ("--accept-loss" in done.err, position(archive)) == (True, 0)
    assert observe(*map(file_of, DAYS[:2]), str(empty), "--create", "--accept-loss").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((MAP,), 2, "of which day is it?"),
        ((*map(file_of, DAYS), "--on", "2009-01-15"), 2, "--on is the day of one file"),
        ((file_of(DAYS[0]), "--on", "2009"), 2, "write YYYY-MM-DD"),
        ((*map(file_of, DAYS), "--source", "page"), 2, "each snapshot is a source of its own"),
        (("nowhere@2009-01-01.csv",), 2, "there is no file"),
        ((file_of(DAYS[0]), "--accept-loss", "--keep-lost"), 2, "either --accept-loss or --keep-lost"),
        ((file_of(DAYS[0]), "--as", "ann@example.org"), 2, "no handle"),
    ],
    ids=["no day", "one day for several", "a year", "one source for several", "no file", "both", "an address"],
)
def test_what_is_asked_wrongly_is_told(observe, words, code, said):
    done = observe(*words)
    assert done.code == code
    assert said in done.err


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('"membership.changed"', '"membership.attested"', 1, "this cannot be followed in a list"),
        ('id = "example-delegations"', 'id = "{code}"', 2, "a snapshot is one source"),
    ],
    ids=["a sighting", "a source of each row"],
)
def test_a_map_that_does_not_fit_is_told(archive, tmp_path, old, new, code, said):
    text = Path(MAP).read_text(encoding="utf-8")
    assert old in text
    other = tmp_path / "other.toml"
    other.write_text(text.replace(old, new), encoding="utf-8")
    done = run_on(archive, "observe", file_of(DAYS[0]), "--map", str(other), "--create", "-m", "a test")
    assert (done.code, said in done.err) == (code, True), done.err


def test_snapshots_come_in_the_order_of_their_days(observe):
    observe(file_of(DAYS[1]), "--create")
    done = observe(file_of(DAYS[0]), "--create")
    assert (done.code, "was observed on 2009-04-01 already, after 2009-01-15" in done.err) == (3, True)
