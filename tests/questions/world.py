"""A made-up world whose states and bodies were renamed, merged, split and succeeded, in two batches."""

from pathlib import Path

from tests.questions.small import build

EVENTS = Path(__file__).with_name("world.yml")
LATER = Path(__file__).with_name("world-later.yml")


def build_world(path: Path) -> Path:
    """Make the archive at a path."""
    return build(path, (EVENTS, LATER))
