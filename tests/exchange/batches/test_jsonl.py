"""JSON Lines: the same events, one a line; strict, with faults by line."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from archive.exchange.batches.batch import BatchText
from archive.exchange.batches.jsonl import read_batches, write_jsonl
from archive.exchange.files.limits import Source
from archive.model.errors import Fault, FaultsError

EVENT = {
    "kind": "membership.changed", "key": "by-member", "date": "2024-07-04", "subject": ["belarus"], "object": "sco",
    "status": "member", "gist": "Tenth.", "citations": [{"source": "tass-20240704", "at": "ex.1-4", "says": "so"}],
}  # fmt: skip
LINE = json.dumps(EVENT)


def read_batch(source: Source, name: str | None = None) -> BatchText:
    """Return the only batch of a file."""
    (batch,) = [replace(batch.head, events=list(batch.events)) for batch in read_batches(source, name)]
    return batch


def shown(fault: Fault) -> str:
    return str(FaultsError([fault]))


def faults_of(data: str | bytes) -> list[Fault]:
    with pytest.raises(FaultsError) as caught:
        read_batch(data.encode() if isinstance(data, str) else data, "f.jsonl")
    return list(caught.value.faults)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_events_are_read_and_know_their_line(newline: str) -> None:
    events = read_batch(f"{LINE}{newline}{newline}{LINE}{newline}".encode(), "f.jsonl").events
    assert [event.where.line_of("status") for event in events if event.where] == [1, 3]
    assert events[0].envelope.citations[0].source == "tass-20240704"


def test_written_and_read_again() -> None:
    text = write_jsonl(read_batch(LINE.encode(), "f").events)
    assert json.loads(text) == EVENT
    assert text == write_jsonl(read_batch(text.encode(), "f").events)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE.replace('"member"', '"member",'), "this is not JSON"),
        ("{'kind': 'x'}", "double quotes"),
        ("[", "not JSON Lines"),
        ("{}", "`kind` is missing"),
        ("[]", "a list where an event is expected"),
        ('"text"', "a text where an event is expected"),
        (LINE.replace('"status"', '"statsu"'), "write: status: member"),
        (LINE.replace("membership.changed", "membership.chnged"), "Nearest: membership.changed"),
        (LINE.replace('"2024-07-04"', "2024"), 'write: "2024", in quotes'),
        (LINE.replace('"Tenth."', "null"), "there is no value"),
        (LINE.replace('"Tenth."', "true"), "true or false where a text"),
        (LINE.replace('"Tenth."', "1.5"), "a number where a text"),
        (LINE.replace('"Tenth."', "NaN"), "a number where a text"),
        (LINE.replace('"Tenth."', '"\\u0000"'), "a NUL"),
        (LINE.replace('"Tenth."', '"\\ud800"'), "U+D800"),
        (LINE.replace('"key"', '"kind"'), "`kind` is here twice"),
        (LINE.replace('"at"', '"source"'), "citations[0].source  `source` is here twice"),
        (LINE + LINE, "this is not JSON: extra data"),
        ("[" * 100_000, "nested too deep"),
        (LINE.encode().replace(b"Tenth", b"Tenth\xe9"), "byte 0xE9 is not UTF-8"),
    ],
)
def test_a_fault_tells_its_line(line: str | bytes, said: str) -> None:
    data = line if isinstance(line, bytes) else line.encode()
    (fault,) = faults_of(LINE.encode() + b"\n" + data + b"\n")
    assert fault.line == 2
    assert said in shown(fault)


def test_every_fault_is_told() -> None:
    assert [fault.line for fault in faults_of(f"{{\n{LINE}\n[]\n")] == [1, 3]


def test_an_empty_file_is_refused() -> None:
    assert faults_of("\n")[0].message == "the file is empty"


def test_numbers_and_truths_are_json_of_their_own() -> None:
    roster = {**EVENT, "kind": "membership.roster", "statuses": {"member": ["china"]}, "complete": True}
    del roster["subject"], roster["status"]
    source = {"kind": "source.registered", "source": "s", "publisher": "p", "title": "t", "size": 12}
    first, second = read_batch(f"{json.dumps(roster)}\n{json.dumps(source)}\n".encode(), "f").events
    assert first.payload.complete is True  # type: ignore[attr-defined]  # a field of this event's kind
    assert second.payload.size == 12  # type: ignore[attr-defined]  # a field of this event's kind


def test_a_line_of_100_mb_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    with file.open("wb") as stream:
        stream.write(LINE.encode() + b'\n{"kind": "')
        stream.truncate(100_000_000)
    began = time.perf_counter()
    with pytest.raises(FaultsError) as caught:
        read_batch(file)
    assert time.perf_counter() - began < 1
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(str(file), 2)]
