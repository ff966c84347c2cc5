"""The archive that travels with the program: its events, its seeds and Datasette's metadata."""

import importlib.resources
import json
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from archive.model.errors import DataError

_BATCH = re.compile(r"(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.yml")


TABLES = ("factbook-organisations", "factbook-statuses", "gec", "iso3166")
"""The files beside the maps that are no maps themselves: tables that several of them use."""


class Shipped(NamedTuple):
    """A shipped file: its name as shown in messages, and its bytes."""

    name: str
    data: bytes


def root() -> Traversable:
    """Return the folder of the shipped files: within the installed package, else the checkout around it."""
    installed = importlib.resources.files("archive") / "shipped"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def list_batches(folder: Traversable | None = None) -> list[Traversable]:
    """Return the batch files of the shipped log in the order of the log, which is that of their names.

    Raises DataError where two files have the same number, or a name tells no number.
    """
    found = sorted(_files(folder or root() / "events", ".yml"), key=lambda file: file.name)
    last = ""
    for file in found:
        match = _BATCH.fullmatch(file.name)
        if match is None:
            raise DataError(f"events/{file.name}: no name of a batch", hint="name it as in 0042-astana-summit.yml")
        if match[1] == last:
            hint = f"rename it to {int(last) + 1:04d}-…"
            raise DataError(f"events/{file.name}: there is another batch {last}", hint=hint)
        last = match[1]
    return found


def batches() -> Iterator[Shipped]:
    """Yield the shipped batch files in the order of the log."""
    for file in list_batches():
        yield Shipped(f"events/{file.name}", file.read_bytes())


def seeds() -> list[Shipped]:
    """Return the records of the source documents, in name order."""
    found = sorted(_files(root() / "seeds", ".yml"), key=lambda file: file.name)
    return [Shipped(f"seeds/{file.name}", file.read_bytes()) for file in found]


def maps() -> dict[str, Traversable]:
    """Return the files of the maps that travel with the program, by name."""
    found = {file.name.removesuffix(".toml"): file for file in _files(root() / "maps", ".toml")}
    return {name: found[name] for name in sorted(found) if name not in TABLES}


def metadata() -> Traversable:
    """Return Datasette's metadata file."""
    return _there(root() / "metadata.yml")


def checkpoint() -> Traversable:
    """Return the committed checkpoint: size and root of the log that the shipped events build."""
    return _there(root() / "events" / "checkpoint.json")


def proof() -> tuple[int, str]:
    """Return size and root (hex) of the log that the shipped events build."""
    said = json.loads(checkpoint().read_bytes())
    return int(said["size"]), str(said["root"])


def _files(folder: Traversable, suffix: str) -> list[Traversable]:
    if not folder.is_dir():
        raise DataError(f"the shipped folder {folder.name}/ is not there", hint="install the package again")
    return [file for file in folder.iterdir() if file.name.endswith(suffix) and not file.name.startswith(".")]


def _there(file: Traversable) -> Traversable:
    if not file.is_file():
        raise DataError(f"the shipped file {file.name} is not there", hint="install the package again")
    return file
