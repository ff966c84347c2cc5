"""A fresh archive to ask the rules of."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.file.making import create


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("house") / "archive.db"
    create(path)
    return path


@pytest.fixture
def fresh(fresh_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(fresh_file)
    yield connection
    connection.close()
