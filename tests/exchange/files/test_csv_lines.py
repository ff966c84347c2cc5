"""Every row that is written as CSV is read back, whatever signs are in its cells."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from archive.exchange.files import csv_lines

ROWS = st.lists(st.lists(st.text(), min_size=1))


@given(ROWS)
@example([["a\rb", "c\r\nd", 'e"f', "g,h", "\n"]])
@example([[""]])
def test_what_is_written_is_read_back(rows):
    out = io.StringIO(newline="")
    csv_lines.writer(out).writerows(rows)
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == rows


def test_a_row_ends_with_a_line_feed_alone():
    out = io.StringIO(newline="")
    csv_lines.writer(out).writerows([["a", "b"], ["c", ""]])
    assert out.getvalue() == "a,b\nc,\n"
