import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.store.connect import open_writing
from archive.store.making import create


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty archive."""
    file = tmp_path / "archive.db"
    create(file)
    return file


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty archive, opened for writing."""
    with closing(open_writing(path)) as connection:
        yield connection
