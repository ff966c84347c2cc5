"""What an append tells: where its events are, and which the log held already."""

from typing import NamedTuple

MOST_SKIPPED = 1_000
"""Drafts that the log holds already and of which it is told where; of more, only how many."""


class Skipped(NamedTuple):
    """A draft that the log holds already: its number among the drafts (from 0), its id, and where it is."""

    number: int
    id: str
    position: int


class Appended(NamedTuple):
    """What an append wrote: positions and batch, all 0 where everything was in the log already.

    `skipped` are the first MOST_SKIPPED drafts that the log held already, `held` is how many there were.
    """

    first: int
    last: int
    batch: int
    skipped: tuple[Skipped, ...] = ()
    held: int = 0

    @property
    def written(self) -> int:
        """Return the number of events that are new in the log."""
        return self.last - self.first + 1 if self.last else 0
