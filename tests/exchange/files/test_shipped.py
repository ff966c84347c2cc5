"""The shipped files are found in the order of the log; a name that tells no order is refused."""

from pathlib import Path

import pytest

from archive.exchange.batches.layout import write_batch
from archive.exchange.batches.text import read_batch
from archive.exchange.files import shipped
from archive.model.errors import DataError


def folder_of(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).write_text("events: []\n")
    return tmp_path


def test_in_the_order_of_the_names(tmp_path: Path) -> None:
    found = shipped.list_batches(folder_of(tmp_path, "0010-b.yml", "0002-a.yml", "checkpoint.json", ".0001-x.yml"))
    assert [file.name for file in found] == ["0002-a.yml", "0010-b.yml"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["0001-a.yml", "0001-b.yml"], "0001-b.yml: there is another batch 0001"),
        (["0001-a.yml", "later.yml"], "later.yml: no name of a batch"),
    ],
)
def test_refused_names(tmp_path: Path, names: list[str], said: str) -> None:
    with pytest.raises(DataError, match=said) as caught:
        shipped.list_batches(folder_of(tmp_path, *names))
    assert caught.value.hint


def test_what_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "root", lambda: tmp_path)
    with pytest.raises(DataError, match="events/ is not there"):
        shipped.list_batches()
    with pytest.raises(DataError, match=r"metadata.yml is not there"):
        shipped.metadata()


def test_seeds_and_batches_come_with_their_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "seeds").mkdir()
    folder_of(tmp_path / "events", "0001-a.yml")
    folder_of(tmp_path / "seeds", "002_x.yml")
    monkeypatch.setattr(shipped, "root", lambda: tmp_path)
    assert list(shipped.batches()) == [("events/0001-a.yml", b"events: []\n")]
    assert [seed.name for seed in shipped.seeds()] == ["seeds/002_x.yml"]


def test_every_shipped_batch_reads_and_reads_back_from_the_one_layout() -> None:
    batches = list(shipped.batches())
    assert batches
    for name, data in batches:
        batch = read_batch(data, name)
        assert batch.recorded_at, name
        again = read_batch(write_batch(batch.events).encode(), name)
        assert [(new.envelope, new.payload) for new in again.events] == [
            (old.envelope, old.payload) for old in batch.events
        ], name
