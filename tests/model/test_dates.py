import timeit
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, EdtfDate, day_of, iso, parse
from archive.model.errors import DateError

# One day: text, earliest, latest.
SINGLE = """
2005-11-04      2005-11-04 2005-11-04
0001-01-01      0001-01-01 0001-01-01
9999-12-31      9999-12-31 9999-12-31
2024-02-29      2024-02-29 2024-02-29
2000-02-29      2000-02-29 2000-02-29
2005            2005-01-01 2005-12-31
0001            0001-01-01 0001-12-31
9999            9999-01-01 9999-12-31
2005-11         2005-11-01 2005-11-30
2005-12         2005-12-01 2005-12-31
2023-02         2023-02-01 2023-02-28
2024-02         2024-02-01 2024-02-29
1900-02         1900-02-01 1900-02-28
9999-12         9999-12-01 9999-12-31
2023~           2022-01-01 2024-12-31
2012?           2011-01-01 2013-12-31
2005%           2003-01-01 2007-12-31
0001~           0001-01-01 0002-12-31
0002%           0001-01-01 0004-12-31
9999?           9998-01-01 9999-12-31
2010-04~        2010-03-01 2010-05-31
2010-01~        2009-12-01 2010-02-28
2010-12?        2010-11-01 2011-01-31
2024-01%        2023-11-01 2024-03-31
0001-01~        0001-01-01 0001-02-28
9999-12~        9999-11-01 9999-12-31
2024-04-03~     2024-04-02 2024-04-04
2024-03-01?     2024-02-29 2024-03-02
2024-01-01%     2023-12-30 2024-01-03
0001-01-01%     0001-01-01 0001-01-03
9999-12-31~     9999-12-30 9999-12-31
201X            2010-01-01 2019-12-31
000X            0001-01-01 0009-12-31
999X            9990-01-01 9999-12-31
20XX            2000-01-01 2099-12-31
00XX            0001-01-01 0099-12-31
201X~           2000-01-01 2029-12-31
201X%           1990-01-01 2039-12-31
20XX?           1900-01-01 2199-12-31
99XX~           9800-01-01 9999-12-31
2021-XX         2021-01-01 2021-12-31
2021-XX-XX      2021-01-01 2021-12-31
2021-XX~        2020-01-01 2022-12-31
2021-XX-XX%     2019-01-01 2023-12-31
2021-11-XX      2021-11-01 2021-11-30
2024-02-XX      2024-02-01 2024-02-29
2021-11-XX~     2021-10-01 2021-12-31
2021-21         2021-03-01 2021-05-31
2021-22         2021-06-01 2021-08-31
2021-23         2021-09-01 2021-11-30
2021-24         2021-12-01 2022-02-28
2023-24         2023-12-01 2024-02-29
9999-24         9999-12-01 9999-12-31
2021-21~        2020-12-01 2021-08-31
2021-22?        2021-03-01 2021-11-30
2021-24%        2021-06-01 2022-08-31
0001-21~        0001-01-01 0001-08-31
"""

# One unknown day of several: a side without a bound is `-`.
SETS = """
[2004..2006]                2004-01-01 2006-12-31
[2024-07-01..2024-07-04]    2024-07-01 2024-07-04
[2024-07-04..2024-07-04]    2024-07-04 2024-07-04
[2024..2024-07]             2024-01-01 2024-07-31
[2024-07..2024]             2024-07-01 2024-12-31
[2004~..2006]               2003-01-01 2006-12-31
[2004..2006-05%]            2004-01-01 2006-07-31
[2021-21..2021-23]          2021-03-01 2021-11-30
[201X..2021-11-XX]          2010-01-01 2021-11-30
[2004,2006]                 2004-01-01 2006-12-31
[2006,2004]                 2004-01-01 2006-12-31
[2004-05-01,2004-05-08]     2004-05-01 2004-05-08
[2004,2006-01,2009-12-31]   2004-01-01 2009-12-31
[2006,2004,2005-03~]        2004-01-01 2006-12-31
[..2024-04-03]              - 2024-04-03
[..2010]                    - 2010-12-31
[..2024-04-03~]             - 2024-04-04
[2024-04-03..]              2024-04-03 -
[2010-05..]                 2010-05-01 -
[2010?..]                   2009-01-01 -
"""

# From a day through a day: the first day, the last day in, the end.
EXTENTS = """
2021-07-13/2021-07-14   2021-07-13 2021-07-13   2021-07-14 2021-07-14   closed
2021-07-13/2021-07-13   2021-07-13 2021-07-13   2021-07-13 2021-07-13   closed
2004/2006               2004-01-01 2004-12-31   2006-01-01 2006-12-31   closed
2004-02/2005-11-04      2004-02-01 2004-02-29   2005-11-04 2005-11-04   closed
2005-11-04/2005-11      2005-11-04 2005-11-04   2005-11-04 2005-11-30   closed
2005/2005               2005-01-01 2005-12-31   2005-01-01 2005-12-31   closed
2005/2005-03            2005-01-01 2005-03-31   2005-03-01 2005-03-31   closed
2005~/2005-03-04        2004-01-01 2005-03-04   2005-03-04 2005-03-04   closed
2005-03-04/2005~        2005-03-04 2005-03-04   2005-03-04 2006-12-31   closed
2006/2005~              2006-01-01 2006-12-31   2006-01-01 2006-12-31   closed
2004~/2006?             2003-01-01 2005-12-31   2005-01-01 2007-12-31   closed
201X/2020               2010-01-01 2019-12-31   2020-01-01 2020-12-31   closed
2021-21/2021-22         2021-03-01 2021-05-31   2021-06-01 2021-08-31   closed
2021-11-XX/2022-XX      2021-11-01 2021-11-30   2022-01-01 2022-12-31   closed
2005-11-04/..           2005-11-04 2005-11-04   - -                     open
2004/..                 2004-01-01 2004-12-31   - -                     open
2004~/..                2003-01-01 2005-12-31   - -                     open
2005-11-04/             2005-11-04 2005-11-04   2005-11-04 -            unknown
2004-05~/               2004-04-01 2004-06-30   2004-04-01 -            unknown
../2004                 - -                     2004-01-01 2004-12-31   closed
../2024-06-11~          - -                     2024-06-10 2024-06-12   closed
/2012-06-07             - -                     2012-06-07 2012-06-07   closed
/2012?                  - -                     2011-01-01 2013-12-31   closed
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def day(text: str, *, without: int = DAY_MAX) -> int:
    return without if text == "-" else day_of(text)


def test_the_tables_hold_enough() -> None:
    assert len({row[0] for table in (SINGLE, SETS, EXTENTS) for row in rows(table)}) >= 80


@pytest.mark.parametrize(("text", "earliest", "latest"), rows(SINGLE))
def test_one_day(text: str, earliest: str, latest: str) -> None:
    bounds = Bounds(day(earliest), day(latest))
    assert parse(text) == EdtfDate(text, "single", bounds)
    assert parse(text).is_day == (earliest == latest)


@pytest.mark.parametrize(("text", "earliest", "latest"), rows(SETS))
def test_a_set_is_one_unknown_day(text: str, earliest: str, latest: str) -> None:
    found = parse(text)
    assert found == EdtfDate(text, "set", Bounds(day(earliest, without=DAY_MIN), day(latest)))
    assert (found.last, found.end, found.is_day) == (None, "closed", False)


@pytest.mark.parametrize(("text", "first", "by", "last", "through", "end"), rows(EXTENTS))
def test_an_interval_is_an_extent(text: str, first: str, by: str, last: str, through: str, end: str) -> None:
    found = parse(text)
    assert (found.text, found.form, found.end) == (text, "extent", end)
    assert found.first == Bounds(day(first, without=DAY_MIN), day(by, without=DAY_MIN))
    assert found.last == Bounds(day(last), day(through))
    assert (found.earliest, found.latest) == (found.first.earliest, found.last[1])
    assert not found.is_day


def test_days_as_text() -> None:
    assert (iso(DAY_MIN), iso(DAY_MAX)) == (None, None)
    assert (iso(DAY_MIN + 1), iso(DAY_MAX - 1)) == ("0001-01-01", "9999-12-31")
    assert day_of("2024-07-04") - day_of("2024-06-30") == 4


@pytest.mark.parametrize("text", ["20240704", "2024-W27-4", "2024-07", "2023-02-30", "", "2024-07-04 "])
def test_a_day_has_one_form(text: str) -> None:
    with pytest.raises(DateError, match="YYYY-MM-DD"):
        day_of(text)


def test_a_plain_date_takes_less_than_twenty_microseconds() -> None:
    text, times = "2005-11-04", 20_000
    assert min(timeit.repeat(lambda: parse(text), number=times, repeat=5)) / times < 20e-6


days = st.dates().map(lambda found: found.isoformat())
cuts = st.sampled_from([(10, ""), (7, ""), (4, ""), (7, "-XX"), (4, "-XX"), (4, "-XX-XX"), (3, "X"), (2, "XX")])
seasons = st.builds("{:.4}-{}".format, days, st.integers(21, 24))
points = st.builds(lambda text, cut: text[: cut[0]] + cut[1], days, cuts) | seasons
qualified = st.builds("{}{}".format, points, st.sampled_from(["", "~", "?", "%"]))
pairs = st.tuples(qualified, qualified).map(lambda both: sorted(both, key=lambda text: parse(text).earliest))
written = st.one_of(
    qualified, pairs.map("/".join), pairs.map(lambda both: f"[{'..'.join(both)}]"), qualified.map("[..{}]".format),
    qualified.map("[{}..]".format), qualified.map("{}/..".format), qualified.map("{}/".format),
    qualified.map("../{}".format), qualified.map("/{}".format),
    st.lists(qualified, min_size=2, max_size=5).map(lambda members: f"[{','.join(members)}]"),
)  # fmt: skip


@given(written)
def test_bounds_are_in_order_and_the_text_is_kept(text: str) -> None:
    found = parse(text)
    assert found.text == text
    assert found.earliest <= found.latest
    assert DAY_MIN <= found.first.earliest <= found.first.latest <= DAY_MAX
    if found.last is not None:
        assert found.first.earliest <= found.last.earliest <= found.last.latest <= DAY_MAX
        assert found.first.latest <= found.last.latest


@given(days)
def test_a_coarser_date_holds_a_finer_one(text: str) -> None:
    year, month = text[:4], text[:7]
    finer_to_coarser = [text, month, year, year[:3] + "X", year[:2] + "XX"]
    bounds = [parse(one).first for one in finer_to_coarser]
    for fine, coarse in pairwise(bounds):
        assert coarse.earliest <= fine.earliest <= fine.latest <= coarse.latest
    years = [number for number in (int(year), int(year) - 1) if number]  # January is in the winter of the year before
    found = [parse(f"{number:04}-{season}").first for number in years for season in range(21, 25)]
    inside = [one for one in found if one.earliest <= day_of(text) <= one.latest]
    assert len(inside) == 1 or month in {"0001-01", "0001-02"}


@given(points)
def test_a_qualifier_widens(text: str) -> None:
    plain, about, perhaps, both = (parse(text + sign).first for sign in ("", "~", "?", "%"))
    assert both.earliest <= about.earliest <= plain.earliest <= plain.latest <= about.latest <= both.latest
    assert perhaps == about
    assert about != plain or text == "00XX"


@given(pairs)
def test_an_extent_and_a_set_of_the_same_days_touch_the_same_days(both: list[str]) -> None:
    first, last = both
    extent, one_day = parse(f"{first}/{last}"), parse(f"[{first}..{last}]")
    assert (extent.earliest, extent.latest) == (one_day.earliest, one_day.latest)
    assert extent.form != one_day.form
