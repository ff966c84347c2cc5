"""Where a command is, so that it can be listed without being loaded."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where a command is: its module, its name there, and its help in one line."""

    module: str
    name: str
    help: str
