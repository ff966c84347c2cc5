"""The small archive, opened for reading."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.questions.scope.horizon import horizon
from archive.questions.states.state import View, view
from archive.store.file.connect import open_reading
from tests.questions.small import build


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("small") / "small.db")


@pytest.fixture
def db(small_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(small_path)) as connection:
        yield connection


@pytest.fixture
def seen(db: sqlite3.Connection) -> Callable[..., View]:
    """Return the archive as seen within cut-offs."""
    return lambda **cutoffs: view(db, horizon(db, **cutoffs))
