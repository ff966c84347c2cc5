"""A small archive of a made-up union, with something of everything that the questions ask."""

from pathlib import Path

from archive.exchange.batches import text
from archive.store.file.making import building
from archive.store.writing.write import Signature, write

EVENTS = Path(__file__).with_name("small.yml")
LATER = Path(__file__).with_name("small-later.yml")


def build(path: Path, files: tuple[Path, ...] = (EVENTS, LATER)) -> Path:
    """Make the archive at a path, a batch a file: what was first recorded, and what was mended later."""
    with building(path) as db:
        for file in files:
            batch = text.read_batch(file)
            assert batch.recorded_at
            assert batch.recorded_by
            assert batch.why
            signature = Signature(recorded_at=batch.recorded_at, recorded_by=batch.recorded_by, why=batch.why)
            write(db, batch.events, signature, distinct=True)
    return path
