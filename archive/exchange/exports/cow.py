"""The table of the Correlates of War project's data on organisations (igo_year_format3): a row for a body and year."""

import io
from collections.abc import Iterable, Iterator, Sequence

from archive.exchange.files import csv_lines

HEAD = ("ioname", "orgname", "year")


def write(states: Sequence[str], rows: Iterable[tuple[str, str, int, Sequence[int]]]) -> Iterator[bytes]:
    """Yield the lines: the names of the columns, then id and name of a body, a year, and a code for each state."""
    yield _line([*HEAD, *states])
    for body, label, year, codes in rows:
        yield _line([body, label, year, *codes])


def _line(cells: Sequence[object]) -> bytes:
    out = io.StringIO()
    csv_lines.writer(out).writerow(cells)
    return out.getvalue().encode()
