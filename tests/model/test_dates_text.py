import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.dates import parse
from archive.model.dates_text import describe

READINGS = """
2024-07-04                 2024-07-04
2010                       some day of 2010
2010-05                    some day of May 2010
2010-05~                   about May 2010
2012?                      perhaps 2012
2005%                      perhaps about 2005
2024-04-03~                about 2024-04-03
201X                       some day of the 2010s
201X~                      about the 2010s
20XX                       some day of 2000 to 2099
00XX                       some day of 0001 to 0099
2021-XX                    some day of 2021
2021-XX-XX                 some day of 2021
2021-11-XX                 some day of November 2021
2021-21                    some day of spring 2021
2021-22~                   about summer 2021
2021-23                    some day of autumn 2021
2021-24                    some day of winter 2021/2022
[..2024-04-03]             not later than 2024-04-03
[..2010]                   not later than 2010
[2010-05..]                not before May 2010
[2024-07-01..2024-07-04]   between 2024-07-01 and 2024-07-04
[2004,2006~]               either 2004 or about 2006
[2004,2005,2006-02]        either 2004, 2005 or February 2006
2021-07-13/2021-07-14      2021-07-13 to 2021-07-14
2010-05~/2012              about May 2010 to 2012
2005-11-04/..              since 2005-11-04
2005-11/                   from November 2005, end unknown
../2012-06-07              to 2012-06-07, begin unknown
/2012?                     to perhaps 2012, begin unknown
"""


@pytest.mark.parametrize(
    ("text", "reading"), [re.split(r"\s+", line, maxsplit=1) for line in READINGS.strip().splitlines()]
)
def test_a_date_in_english(text: str, reading: str) -> None:
    assert describe(parse(text)) == reading


@given(st.dates(), st.dates())
def test_an_exact_day_is_itself(one: object, other: object) -> None:
    first, last = sorted([str(one), str(other)])
    assert describe(parse(first)) == first
    assert describe(parse(f"{first}/{last}")) == f"{first} to {last}"
