"""Sizes are checked while reading: a huge line is refused at once, whatever comes after it."""

import io
import time
import tracemalloc
from pathlib import Path

import pytest

from archive.exchange.files.limits import MAX_FILE, MAX_LINE, read_lines, read_whole
from archive.model.errors import FaultsError, UsageError


class Endless(io.RawIOBase):
    """A stream without end and without line breaks."""

    def read(self, size: int = -1) -> bytes:
        return b"x" * max(size, 1)

    def readline(self, size: int | None = -1) -> bytes:
        return b"x" * max(size or 1, 1)


def test_an_endless_line_is_refused_at_once() -> None:
    with pytest.raises(FaultsError, match="longer than 1,048,576 bytes"):
        read_whole(Endless(), name="-")  # type: ignore[arg-type]  # wrong, or of any kind, on purpose
    with pytest.raises(FaultsError, match="longer than"):
        list(read_lines(Endless(), name="-"))  # type: ignore[arg-type]  # wrong, or of any kind, on purpose


def test_a_line_of_100_mb_takes_neither_time_nor_room(tmp_path: Path) -> None:
    file = tmp_path / "long.yml"
    with file.open("wb") as stream:
        stream.write(b"events:\n- kind: ")
        stream.truncate(100_000_000)
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(FaultsError) as caught:
        read_whole(file, name="long.yml")
    assert time.perf_counter() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert (caught.value.faults[0].file, caught.value.faults[0].line) == ("long.yml", 2)


def test_the_limits_themselves_are_well() -> None:
    data = b"x" * (MAX_LINE - 1) + b"\n" + b"y" * MAX_LINE
    assert read_whole(data, name="-") == data
    assert [number for number, _ in read_lines(data, name="-")] == [1, 2]


def test_a_file_of_many_short_lines_is_refused_when_it_is_too_large() -> None:
    with pytest.raises(FaultsError, match="larger than 16 MB"):
        read_whole(b"a: b\n" * (MAX_FILE // 5 + 1), name="-")


@pytest.mark.parametrize("name", ["nothing.yml", "."])
def test_what_the_system_refuses(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_whole(tmp_path / name, name=name)
