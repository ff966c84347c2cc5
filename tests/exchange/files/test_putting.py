"""What is written aside gets its name when it is whole; nothing else is touched."""

import errno
import os
from pathlib import Path

import pytest

from archive.exchange.files.putting import writing_file, writing_folder
from archive.model.errors import ArchiveError, DataError, UsageError

NAMES = frozenset({"datapackage.json", "a.csv"})


def names(directory: Path) -> list[str]:
    return sorted(found.name for found in directory.iterdir())


def make_file(path: Path, *, force: bool = False) -> None:
    with writing_file(path, force=force) as stream:
        stream.write(b"new")
        assert names(path.parent) != ["x"] or force


def make_folder(path: Path, *, force: bool = False) -> None:
    with writing_folder(path, names=NAMES, force=force) as folder:
        (folder / "a.csv").write_text("new")
        (folder / "datapackage.json").write_text("{}")


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    make_file(tmp_path / "x")
    assert (tmp_path / "x").read_text() == "new"
    assert names(tmp_path) == ["x"]


def test_a_folder_is_there_when_it_is_whole(tmp_path: Path) -> None:
    make_folder(tmp_path / "x")
    assert names(tmp_path / "x") == ["a.csv", "datapackage.json"]
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("make", [make_file, make_folder])
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("what", ["directory", "link to nowhere", "pipe"])
def test_what_is_no_earlier_export_is_never_replaced(make, force: bool, what: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    match what:
        case "directory":
            path.mkdir()
            (path / "letter.txt").write_text("mine")
            (path / "datapackage.json").write_text("{}")
        case "link to nowhere":
            path.symlink_to(tmp_path / "no" / "where")
        case _:
            os.mkfifo(path)
    before = path.lstat()
    with pytest.raises(UsageError):
        make(path, force=force)
    assert path.lstat().st_ino == before.st_ino
    assert names(tmp_path) == ["x"]


def test_a_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    with pytest.raises(UsageError, match="already; it stays as it is"):
        make_file(tmp_path / "x")
    assert (tmp_path / "x").read_text() == "old"
    make_file(tmp_path / "x", force=True)
    assert (tmp_path / "x").read_text() == "new"
    with pytest.raises(UsageError):
        make_folder(tmp_path / "x", force=True)


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "y").write_text("old")
    (tmp_path / "x").symlink_to(tmp_path / "y")
    make_file(tmp_path / "x", force=True)
    assert (tmp_path / "x").is_symlink()
    assert (tmp_path / "y").read_text() == "new"


@pytest.mark.parametrize("old", [{}, {"datapackage.json": "{}"}, {"datapackage.json": "{}", "a.csv": "old"}])
def test_an_earlier_export_is_replaced_by_force(tmp_path: Path, old: dict[str, str]) -> None:
    (tmp_path / "x").mkdir()
    for name, text in old.items():
        (tmp_path / "x" / name).write_text(text)
    with pytest.raises(UsageError):
        make_folder(tmp_path / "x")
    make_folder(tmp_path / "x", force=True)
    assert (tmp_path / "x" / "a.csv").read_text() == "new"
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("open_it", [writing_file, lambda path: writing_folder(path, names=NAMES)])
@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (DataError("no"), DataError),
        (OSError(errno.ENOSPC, "No space left on device"), DataError),
        (PermissionError(errno.EACCES, "Permission denied"), UsageError),
    ],
)
def test_what_stops_the_block_leaves_nothing(open_it, problem: BaseException, told: type, tmp_path: Path) -> None:
    with pytest.raises(told), open_it(tmp_path / "x"):
        raise problem
    assert names(tmp_path) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"the disk is full: .* was not written"), writing_file(tmp_path / "x"):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("make", [make_file, make_folder])
def test_a_folder_that_is_not_there_is_told_with_the_nearest_that_is(make, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    folder = tmp_path / "there" / "not here" / "nor here"
    with pytest.raises(UsageError, match="there is no folder") as caught:
        make(folder / "x")
    assert caught.value.hint == (
        f"make it first: mkdir -p '{folder}'\nor name a file in a folder that is there: {tmp_path / 'there'}"
    )
    assert names(tmp_path) == ["there"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(UsageError, match="x is a file, and no folder"):
        make_file(tmp_path / "x" / "y")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder") as caught:
        make_file(tmp_path)
    assert (caught.value.hint or "").startswith(f"name a file in it: {tmp_path}")


def test_what_comes_up_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="came up meanwhile"), writing_file(tmp_path / "x"):
        (tmp_path / "x").write_text("mine")
    assert (tmp_path / "x").read_text() == "mine"
    assert names(tmp_path) == ["x"]
