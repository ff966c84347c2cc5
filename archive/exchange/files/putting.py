"""Where an export goes: a file or a folder, written aside and named when it is whole, or nothing at all."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.model.errors import ArchiveError, DataError, UsageError
from archive.store.file.aside import aside, put, remove, settle

MARK = "datapackage.json"
"""The file by which a folder is known as one that an export made."""

REPLACE = "--force replaces it"
"""What to do where something is there already; a command without --force says something else."""

ANOTHER = "name another file, or move that one away"
"""The same, of a command that replaces nothing."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing_file(path: Path, *, force: bool = False, taken: str = REPLACE) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the file when the block ends; what stops the block leaves nothing.

    Raises UsageError where something is there (with `force` a file is replaced; `taken` says what to do) or cannot be
    written, DataError where the disk is full.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint=f"name a file in it: {path / 'NAME'}")
    _refuse_taken(path, force=force and path.is_file(), taken=taken)
    with _telling(path, taken), aside(path) as work:
        with work.open("xb") as stream:
            yield stream
        if force:
            work.replace(path)
            settle(path)
        else:
            put(work, path)


@contextmanager
def writing_folder(path: Path, *, names: frozenset[str], force: bool = False) -> Iterator[Path]:
    """Give an empty folder that gets its name when the block ends; what stops the block leaves nothing.

    With `force` a folder is replaced, if it is an earlier export: `names` are the files that one may have.
    """
    _refuse_taken(path, force=force and _is_ours(path, names))
    with _telling(path), aside(path) as work:
        work.mkdir()
        yield work
        old = work.with_suffix(".old")
        if force and path.exists():
            path.rename(old)
        try:
            work.rename(path)
        except BaseException:
            if old.exists():
                old.rename(path)
            raise
        remove(old)
        settle(path)


def _refuse_taken(path: Path, *, force: bool, taken: str = REPLACE) -> None:
    if (path.exists() or path.is_symlink()) and not force:
        if path.is_file():
            raise UsageError(f"{path} is there already; it stays as it is", hint=taken)
        what = "a folder with other things in it" if path.is_dir() else "no plain file"
        raise UsageError(f"{path} is there already, and is {what}; it stays as it is", hint="name another")


def _is_ours(path: Path, names: frozenset[str]) -> bool:
    """Return whether a folder holds nothing, or an earlier export and nothing else."""
    if not path.is_dir() or path.is_symlink():
        return False
    there = {found.name for found in path.iterdir()}
    return not there or (MARK in there and there <= names)


@contextmanager
def _telling(path: Path, taken: str = REPLACE) -> Iterator[None]:
    """Turn what the system says, inside the block, into an error for a user."""
    try:
        yield
    except OSError as problem:
        raise _told(problem, path, taken) from problem


def _told(problem: OSError, path: Path, taken: str) -> ArchiveError:
    if isinstance(problem, FileExistsError):
        return UsageError(f"{path} came up meanwhile; it stays as it is", hint=taken)
    if problem.errno in _NO_ROOM:
        return DataError(f"the disk is full: {path} was not written", hint="make room, then do the same again")
    hint = "check the path, and who may write there"
    return UsageError(f"{path} cannot be written: {problem.strerror or problem}", hint=hint)
