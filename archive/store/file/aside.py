"""Files written aside: a name beside the final one, which takes its place when all is there."""

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.model.errors import UsageError

_SQLITE = ("-wal", "-shm", "-journal")


class MissingFolderError(UsageError):
    """The folder in which a file was to be made is not there; `nearest` is what is there of its path."""

    def __init__(self, path: str, *, folder: str, nearest: str, is_file: bool) -> None:
        if is_file:
            super().__init__(f"{path} cannot be made: {nearest} is a file, and no folder", hint="name another folder")
        else:
            hint = f"make it first: mkdir -p {shlex.quote(folder)}\nor name a file in a folder that is there: {nearest}"
            super().__init__(f"{path} cannot be made: there is no folder {folder}", hint=hint)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Give a name in the same directory at which nothing is; whatever is there in the end is taken away.

    Raises MissingFolderError where there is no such directory.
    """
    _refuse_missing(path)
    work = path.absolute().with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield work
    finally:
        for rest in ("", *_SQLITE):
            remove(work.with_name(work.name + rest))


def _refuse_missing(path: Path) -> None:
    folder = path.absolute().parent
    # What the system does not let us look at it also tells whoever makes the file.
    with suppress(OSError):
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if not there.is_dir() or there != folder:
            raise MissingFolderError(str(path), folder=str(path.parent), nearest=str(there), is_file=not there.is_dir())


def put(work: Path, path: Path) -> None:
    """Give the finished file its name, on the disk. Raises FileExistsError where something has that name."""
    flush(work)
    try:
        path.hardlink_to(work)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system: a file that comes up in between would be replaced.
        work.replace(path)
    settle(path)


def settle(path: Path) -> None:
    """Put what the directory of the path lists on the disk, where the system can."""
    # Some systems open no directory; the file itself is on the disk by now.
    with suppress(OSError):
        flush(path.absolute().parent)


def flush(path: Path) -> None:
    """Put a file, or what a directory lists, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, or a directory with all that is in it; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
