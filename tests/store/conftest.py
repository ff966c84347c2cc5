import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.store.file.connect import open_writing
from archive.store.file.making import create


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive, to be copied."""
    file = tmp_path_factory.mktemp("fresh") / "archive.db"
    create(file)
    return file


@pytest.fixture
def path(tmp_path: Path, fresh: Path) -> Path:
    """An empty archive."""
    return Path(shutil.copy(fresh, tmp_path / "archive.db"))


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty archive, opened for writing."""
    with closing(open_writing(path)) as connection:
        yield connection
