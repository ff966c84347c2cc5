"""`archive import`: what it writes, what it shows, and that a wrong file leaves nothing behind."""

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run_on
from tests.house.repository import ROOT

EXAMPLES = ROOT / "maps" / "examples"
MAP = str(EXAMPLES / "members.toml")
HEADER = "country,code,joined,left,standing\n"
GOOD = "Kazakhstan,KAZ,03.04.2001,,full\n"

Import = Callable[..., Done]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "archive.db"
    assert run_on(made, "init", "--empty").code == 0
    return made


@pytest.fixture
def take(file: Path, tmp_path: Path) -> Import:
    """Import a table of these bytes by the example map."""

    def run(data: str | bytes, *words: str, form: str = "csv") -> Done:
        table = tmp_path / "data.csv"
        table.write_bytes(data.encode() if isinstance(data, str) else data)
        return run_on(file, "import", form, str(table), "--map", MAP, "-m", "test", *words)

    return run


def size(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("SELECT count(*) FROM events").fetchone()[0])


def test_what_is_written_is_told(file: Path, take: Import) -> None:
    done = take(HEADER + GOOD, "--create")
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "rows read         1",
        "events            1 membership.changed",
        "new entities      1 country, 1 body: kazakhstan, council-of-the-example-lakes",
        "written           4 at positions 1 to 4",
    ]
    assert size(file) == 4


def test_the_same_again_changes_nothing(file: Path, take: Import) -> None:
    take(HEADER + GOOD, "--create")
    again = take(HEADER + GOOD, "--create", "--format", "json").json
    assert (again["written"], again["held"], size(file)) == (0, 2, 4)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ((HEADER + GOOD).replace(",", ";"), '[file] delimiter = ";" in the map'),
        (HEADER + GOOD.replace("03.04.2001", "31.02.2001"), "'31.02.2001' is no day of the calendar, read by %d.%m.%Y"),
    ],
)
def test_the_likely_mistake_is_named(file: Path, take: Import, data: str, said: str) -> None:
    done = take(data, "--create")
    assert (done.code, size(file)) == (1, 0)
    assert said in done.err


def test_bad_rows_replace_no_file(file: Path, take: Import, tmp_path: Path) -> None:
    there = tmp_path / "bad.csv"
    there.write_text("mine")
    done = take(HEADER + GOOD, "--create", "--skip-bad", str(there))
    assert (done.code, size(file), there.read_text()) == (2, 0, "mine")
    assert "--force" not in done.err
    assert "name another file" in done.err


def test_a_folder_is_no_table(file: Path) -> None:
    done = run_on(file, "import", "csv", ".", "--map", MAP, "-m", "x")
    assert (done.code, done.err.startswith("archive: .: cannot be read")) == (2, True)


def test_a_repeated_row_is_told(take: Import) -> None:
    told = take(HEADER + GOOD + GOOD, "--create", "--format", "json").json
    assert (told["rows"], told["rows_repeated"], told["written"]) == (2, 1, 4)


def test_a_dry_run_shows_events_and_writes_nothing(file: Path, take: Import) -> None:
    done = take(HEADER + GOOD, "--create", "--dry-run")
    assert "  date: 2001-04-03/..\n" in done.out
    assert "would write       4, nothing written" in done.out
    assert size(file) == 0


@pytest.mark.parametrize("form", ["csv", "tsv", "yaml", "json"])
def test_the_examples_come_in(file: Path, form: str) -> None:
    name, by = ("members", "members") if form in ("csv", "tsv") else ("people", "people")
    words = (str(EXAMPLES / f"{name}.{form}"), "--map", str(EXAMPLES / f"{by}.toml"), "--create", "-m", "x")
    done = run_on(file, "import", form, *words, "--format", "json")
    assert (done.code, done.json["rows"], done.json["rows_bad"]) == (0, 3, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "the file is empty"),
        (HEADER, "no rows below the column names"),
        (HEADER + "Laos,LAO\n", "row 1: 2 cells, where the header has 5"),
        (HEADER + "Laos,LAO,04/03/2001,,full\n", "04/03/2001  row 1: "),
        (HEADER + "Laos,LAO,31.02.2001,,full\n", "31.02.2001  row 1: "),
        (HEADER + "Laos,LAO,03.04.1192,,full\n", "not within 1990"),
        (HEADER + "Laos,LAO,03.04.2001,03.04.2000,full\n", "before it begins"),
        (HEADER + "Laos,LAO,03.04.2001,,ful\n", "not in the table standing of the map. Nearest: full"),
        (HEADER + "Laos,LAO,03.04.2001,,fu\0l\n", "a NUL in a cell"),
        (HEADER.replace("left", "lefft") + GOOD, "the map needs a column 'left', and there is none. Nearest: lefft"),
        (HEADER.replace("left", "code") + GOOD, "2 columns are called 'code': 2, 4"),
        (HEADER + f"Laos,{'x' * 1_000_000},,,\n", "a cell is longer than 131,072 letters"),
        ((HEADER + GOOD).encode("utf-16"), "the file is UTF-16, not UTF-8"),
        ((HEADER + "Côte,CIV,03.04.2001,,full\n").encode("latin-1"), "is not UTF-8 (in Latin-1 it would be ô)"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_and_leaves_nothing(file: Path, take: Import, data: str | bytes, said: str) -> None:
    done = take(data, "--create")
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert size(file) == 0


def test_a_mark_of_utf_8_is_let_pass(take: Import) -> None:
    assert take((HEADER + GOOD).encode("utf-8-sig"), "--create").code == 0


def test_all_faults_are_told_at_once_and_equal_ones_once(take: Import) -> None:
    rows = [f"State {n},S{n},03.04.2001,,ful\n" for n in range(50)]
    done = take(HEADER + "".join(rows) + "Laos,LAO,x,,full\n", "--create")
    assert done.err.count("50 rows, the first is 1: 'ful' is not in the table") == 1
    assert "row 51: " in done.err


def test_unknown_names_are_told_with_the_nearest(take: Import) -> None:
    take(HEADER + GOOD, "--create")
    done = take(HEADER + "Kazakstan,KAK,03.04.2001,,full\n")
    assert done.code == 1
    assert "Kazakstan  row 1: no country is called so. Nearest: kazakhstan" in done.err
    assert "--create" in done.err


def test_bad_rows_go_aside(file: Path, take: Import, tmp_path: Path) -> None:
    aside = tmp_path / "bad.csv"
    done = take(HEADER + GOOD + "Laos,LAO,x,,full\nLaos\n", "--create", "--skip-bad", str(aside), "--format", "json")
    assert (done.code, done.json["rows_bad"], size(file)) == (0, 2, 4)
    with aside.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["row"], row["line"], row["country"]) for row in rows] == [("2", "3", "Laos"), ("3", "4", "Laos")]
    assert [row["reason"][:12] for row in rows] == ["`x`: an unkn", "1 cells, whe"]
    assert take(HEADER, "--skip-bad", str(aside)).code == 2


def test_a_cell_that_is_too_long_goes_aside_with_its_row(file: Path, take: Import, tmp_path: Path) -> None:
    aside, long = tmp_path / "bad.csv", "x" * 200_000
    done = take(HEADER + f"Laos,{long},03.04.2001,,full\n" + GOOD, "--create", "--skip-bad", str(aside))
    assert (done.code, size(file)) == (0, 4), done.err
    assert f"1 bad row left out, and written to {aside}" in " ".join(done.err.split())
    assert (
        aside.read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith(f'1,2,"a cell is longer than 131,072 letters",Laos,{long},')
    )


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_where_every_row_is_bad_nothing_is_left_to_import(
    file: Path, take: Import, tmp_path: Path, dry: tuple[str, ...]
) -> None:
    aside = tmp_path / "bad.csv"
    rows = "".join(f"State {n},S{n},03.04.2001,,ful\n" for n in range(3))
    done = take(HEADER + rows + "Laos\n", "--create", "--skip-bad", str(aside), *dry)
    assert (done.code, done.out, size(file), aside.exists()) == (1, "", 0, False)
    assert "--skip-bad leaves nothing to import" in done.err
    assert "3 rows, the first is 1: 'ful' is not in the table" in done.err
    assert "row 4: 1 cells" in done.err


def test_one_good_row_after_bad_ones_is_enough(file: Path, take: Import, tmp_path: Path) -> None:
    done = take(HEADER + "Laos\n" + GOOD + "Mali\n", "--create", "--skip-bad", str(tmp_path / "bad.csv"))
    assert (done.code, size(file)) == (0, 4), done.err


def test_a_refused_import_leaves_no_file_aside(take: Import, tmp_path: Path) -> None:
    aside = tmp_path / "bad.csv"
    assert take(HEADER + 'Laos,LAO,x,,full\n"Laos', "--create", "--skip-bad", str(aside)).code == 1
    assert sorted(path.name for path in tmp_path.iterdir() if "bad" in path.name) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("csv", "x.csv", "--map", MAP), "every batch says why"),
        (("csv", "x.csv", "--map", MAP, "-m", "x"), "x.csv: cannot be read"),
        (("csv", "x.csv", "--map", "rome-statut", "-m", "x"), "no map is called 'rome-statut'; nearest: rome-statute"),
        (("csv", "x.csv", "--map", MAP, "-m", "x", "--set", "a"), "--set a: no value"),
        (("csv", "x.csv", "--map", MAP, "-m", "x", "--as", "a@b"), "that is no handle"),
        (("yaml", "x.yaml", "--map", MAP, "-m", "x"), "is for csv files"),
        (("cvs", "x.csv"), "no format is called 'cvs'. Nearest: csv"),
    ],
)
def test_wrong_questions(file: Path, words: tuple[str, ...], said: str) -> None:
    done = run_on(file, "import", *words)
    assert done.code == 2
    assert said in done.err


def test_a_map_for_lists_that_are_seen_is_refused(file: Path, tmp_path: Path) -> None:
    undated = tmp_path / "seen.toml"
    text = Path(MAP).read_text(encoding="utf-8")
    undated.write_text(text.replace('begin = "{joined}"\nend = "{left}"\n', ""), encoding="utf-8")
    done = run_on(file, "import", "csv", str(EXAMPLES / "members.csv"), "--map", str(undated), "-m", "x")
    assert "archive observe dates such rows" in done.err


def test_events_of_our_own_come_in(file: Path) -> None:
    run_on(file, "init")
    done = run_on(file, "import", "events", str(ROOT / "events" / "0014-belarus.yml"))
    assert (done.code, "in the log already" in done.out) == (0, True)
