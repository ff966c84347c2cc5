"""Chunks: how much of something large is in memory at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

SIZE = 1_000
"""Events, or timelines, that are worked on together: enough that statements cost little for each of them."""

Item = TypeVar("Item")


def of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists of SIZE, the last perhaps shorter; each is asked for when it is needed."""
    rest = iter(items)
    while chunk := list(islice(rest, SIZE)):
        yield chunk
