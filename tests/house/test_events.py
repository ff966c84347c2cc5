"""The shipped events are in the one layout, numbered without a gap, and recorded in their order."""

from itertools import pairwise
from pathlib import Path

import pytest

from archive.cli import clock
from archive.exchange.batches.layout import write_batch
from archive.exchange.batches.text import read_batch
from tests.house.repository import ROOT, name

BATCHES = sorted((ROOT / "events").glob("*.yml"))


def without_comments(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#"))


def laid_out(file: Path) -> str:
    batch = read_batch(file)
    return write_batch(batch.events, recorded_at=batch.recorded_at, recorded_by=batch.recorded_by, why=batch.why)


def test_batches_are_numbered_without_a_gap() -> None:
    assert BATCHES
    assert [file.name[:5] for file in BATCHES] == [f"{number:04}-" for number in range(1, len(BATCHES) + 1)]


@pytest.mark.parametrize("file", BATCHES, ids=name)
def test_a_batch_is_laid_out_in_the_one_way(file: Path) -> None:
    """Comments, a line each, are the one liberty."""
    text, expected = file.read_text(encoding="utf-8"), laid_out(file)
    assert text == expected or without_comments(text) == expected


def test_batches_are_recorded_in_their_order() -> None:
    recorded = [read_batch(file).recorded_at or "" for file in BATCHES]
    assert all(recorded), "a shipped batch tells when it was recorded, so that every archive has the same root"
    assert all(before <= after for before, after in pairwise(recorded))
    assert clock.stated(recorded[-1]), "a batch that is ahead of the clock would keep every user from appending"
