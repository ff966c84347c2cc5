"""The repository as files: what the rules of the house are asked of."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

FOLDERS = (".ci", "archive", "docs", "events", "maps", "seeds", "tests")
"""The folders that are kept; whatever else lies in a checkout is its owner's."""

DATABASES = {".db", ".db-wal", ".db-shm"}


def code() -> list[Path]:
    """Return the modules of the package, in name order."""
    return sorted((ROOT / "archive").rglob("*.py"))


def suite() -> list[Path]:
    """Return the modules of the tests, in name order."""
    return sorted((ROOT / "tests").rglob("*.py"))


def texts() -> Iterator[Path]:
    """Yield every kept text file."""
    for place in (*ROOT.iterdir(), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*"))):
        inner = place.relative_to(ROOT).parts[1:]
        made = any(part.startswith(".") or part == "__pycache__" for part in inner)
        if place.is_file() and not made and place.name != ".git" and place.suffix not in DATABASES:
            yield place


def name(file: Path) -> str:
    """Return the file's name as seen from the root of the repository."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(file.read_text(encoding="utf-8"))


def layer(file: Path) -> str:
    """Return the layer of a module of the package: `model`, `store` …; empty for those at its top."""
    parts = file.relative_to(ROOT / "archive").parts
    return parts[0] if len(parts) > 1 else ""
