"""Wide tables: the spells of made-up years against what each year says by itself."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.maps.map import Wide
from archive.exchange.maps.spells import Spells
from archive.exchange.maps.wide import melted
from archive.exchange.rows.row import BadRow, Row
from archive.model.errors import FaultsError

WIDE = Wide(
    columns="a..b", name="who", value="code", over="year", by=("org",), absent=frozenset({"0", ""}),
    untold=frozenset({"-9"}), covered="1910", flag="imputed",
)  # fmt: skip
COLUMNS = ("org", "year", "a", "b", "imputed")


def rows(org: str, cells: dict[int, tuple[str, str]], flagged: Sequence[int] = ()) -> list[Row]:
    return [
        Row(
            number,
            number + 1,
            dict(zip(COLUMNS, (org, str(year), *pair, "1" if year in flagged else "0"), strict=True)),
        )
        for number, (year, pair) in enumerate(cells.items(), 1)
    ]


def spells(of: list[Row], wide: Wide = WIDE) -> list[tuple[str, ...]]:
    names = ("who", "code", "first", "last", "until")
    found = melted(iter(of), COLUMNS, wide, name="f")[1]
    return [tuple(row.cells[name] for name in names) for row in found if isinstance(row, Row)]


def told(codes: str, first: int = 1900) -> list[tuple[str, ...]]:
    """Return the spells of one column whose years have these codes, a letter each: 9 is untold, _ is empty."""
    codes_of = {"9": "-9", "_": ""}
    return [one[1:] for one in spells(rows("x", {first + n: (codes_of.get(c, c), "0") for n, c in enumerate(codes)}))]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("0110", [("1", "1901", "1902", "absent")]),
        ("1", [("1", "1900", "1900", "absent")]),
        ("_1_1_", [("1", "1901", "1901", "absent"), ("1", "1903", "1903", "absent")]),
        ("0310", [("3", "1901", "", "changed"), ("1", "1902", "1902", "absent")]),
        ("01991", [("1", "1901", "1904", "absent")]),
        ("01990", [("1", "1901", "[1901..1903]", "absent")]),
        ("09910", [("1", "[1901..1903]", "1903", "absent")]),
        ("03910", [("3", "1901", "", "changed"), ("1", "[1902..1903]", "1903", "absent")]),
        ("0199", [("1", "1901", "[1901..1903]", "absent")]),
        ("99", []),
    ],
)
def test_what_is_told_of_years(codes: str, expected: list[tuple[str, ...]]) -> None:
    assert told(codes) == expected


def test_the_end_of_the_table_ends_nothing() -> None:
    assert told("01", first=1909) == [("1", "1910", "", "covered")]
    assert told("19", first=1909) == [("1", "1909", "", "untold")]


def test_missing_years_are_untold() -> None:
    of = rows("x", {1900: ("1", "0"), 1903: ("1", "0"), 1905: ("0", "1")})
    assert spells(of) == [("a", "1", "1900", "[1903..1904]", "absent"), ("b", "1", "[1904..1905]", "1905", "absent")]


def test_groups_do_not_run_into_one_another() -> None:
    of = rows("x", {1900: ("1", "0")}) + rows("y", {1901: ("1", "0")})
    assert spells(of) == [("a", "1", "1900", "1900", "absent"), ("a", "1", "1901", "1901", "absent")]


def test_flagged_years_are_told() -> None:
    of = rows("x", dict.fromkeys(range(1900, 1906), ("1", "0")), flagged=[1901, 1902, 1904])
    (row,) = melted(iter(of), COLUMNS, WIDE, name="f")[1]
    assert isinstance(row, Row)
    assert row.cells["flagged"] == "1901-1902, 1904"


def test_rows_out_of_order_are_bad() -> None:
    of = [
        *rows("x", {1901: ("1", "0"), 1900: ("1", "0")}),
        *rows("y", {1900: ("0", "0")}),
        *rows("x", {1902: ("0", "0")}),
    ]
    of.append(Row(9, 10, {**of[0].cells, "year": "19x"}))
    found = Spells(WIDE, ("a", "b"), ("org", "year", "imputed"), "f").of(of)
    said = [row.fault.message for row in found if isinstance(row, BadRow)]
    assert said == ["1900 comes after 1901", "x was there before", "'19x' is no year"]


def test_columns_that_are_not_there_are_told() -> None:
    with pytest.raises(FaultsError, match="'bb', and there is none"):
        melted(iter([]), COLUMNS, Wide(columns="a..bb", name="n", value="v"), name="f")


def test_without_years_each_cell_is_a_row() -> None:
    wide = Wide(columns="a..b", name="who", value="code", absent=frozenset({"0"}))
    found = [
        row.cells
        for row in melted(iter(rows("x", {1900: ("1", "0")})), COLUMNS, wide, name="f")[1]
        if isinstance(row, Row)
    ]
    assert found == [{"org": "x", "year": "1900", "imputed": "0", "who": "a", "code": "1"}]


CODES = st.sampled_from(["0", "1", "2", "-9", ""])


@given(st.lists(st.tuples(CODES, CODES), min_size=1, max_size=10), st.integers(1895, 1905))
def test_each_told_year_is_what_its_cell_says(cells: list[tuple[str, str]], first: int) -> None:
    years = {first + n: pair for n, pair in enumerate(cells)}
    found = spells(rows("x", years))
    for column, name in enumerate("ab"):
        for year, pair in years.items():
            code = pair[column]
            if code == "-9":
                continue
            there = [spell for spell in found if spell[0] == name and surely(spell, year, found)]
            assert [spell[1] for spell in there] == ([code] if code in "12" and code else []), (name, year, found)


def surely(spell: tuple[str, ...], year: int, found: list[tuple[str, ...]]) -> bool:
    """Tell whether a spell may be there in a year, until the next begins."""
    begins = int(spell[2].strip("[]").split("..")[0])
    later = [int(one[2].strip("[]").split("..")[-1]) for one in found if one[0] == spell[0] and one is not spell]
    next_begins = min([one for one in later if one > begins], default=9999)
    last = int(spell[3].strip("[]").split("..")[-1]) if spell[3] else next_begins - 1
    return begins <= year <= last and year < next_begins
