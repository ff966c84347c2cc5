"""Writing CSV (RFC 4180) with a line feed at the end of each row."""

import csv
from typing import Any, Protocol

END = "\r\n"


class Text(Protocol):
    """What takes text."""

    def write(self, text: str, /) -> Any:  # noqa: ANN401 - how much was written, which nobody asks
        """Write a text."""


class _Rows:
    """Takes rows one by one, each with its end, and gives them another end."""

    def __init__(self, out: Text) -> None:
        self._out = out

    def write(self, row: str) -> None:
        """Write a row."""
        self._out.write(row.removesuffix(END) + "\n")


def writer(out: Text) -> Any:  # noqa: ANN401 - the writers of csv have no name for a type
    """Return a writer of csv whose rows end with a line feed.

    It is not told so: then it would leave a carriage return inside a cell unquoted, and no reader would get it back.
    """
    return csv.writer(_Rows(out), lineterminator=END)
