"""A batch as it comes in from a file: the drafts of its events, and who recorded it, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archive.exchange.files.limits import Source
from archive.model.event import Draft


class Place(NamedTuple):
    """Where a batch is in the log that it was exported from: its positions, and the root (hex) of the log after it."""

    first: int
    last: int
    root: str

    @property
    def size(self) -> int:
        """Return how many events the batch has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class BatchText:
    """Events of a file in its order, and what the head of their batch says (None where it says nothing).

    `place` is known of an exported log; `line` is that of the head, where it is a line.
    """

    events: list[Draft]
    recorded_at: str | None = None
    recorded_by: str | None = None
    why: str | None = None
    place: Place | None = None
    line: int = 0


class Incoming(NamedTuple):
    """A batch that is being read: its head, and its events, which are read as they are asked for."""

    head: BatchText
    events: Iterable[Draft]


def name_of(source: Source, name: str | None) -> str:
    """Return the name to use in messages: the one given, else the path, else `standard input`."""
    return name or (str(source) if isinstance(source, Path) else "standard input")
