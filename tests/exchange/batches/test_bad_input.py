"""Whatever bytes come in, only our own errors come out, each with its file."""

from collections.abc import Callable, Iterator, Sequence

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.batches import jsonl, text
from archive.exchange.trees import strict_yaml
from archive.model.errors import Fault, FaultsError

TEXT = b"""\
recorded_by: curator-1
events:
- kind: membership.roster
  date: 2005-07-06
  object: sco
  statuses:
    observer: [mongolia, india]
  gist: >-
    The observers after
    the summit.
  citations:
  - {source: "seed-002", at: ex.1, says: 'told so'}
- kind: event.retracted
  event: x
  reason: y
"""
LINE = b'{"kind":"event.retracted","event":"x","reason":"y","citations":[{"source":"s"}]}\n'
PIECES = [
    b"\t", b": ", b"- ", b"{", b"}", b"[", b"'", b'"', b"#", b"&a ", b"*a", b"!!x ", b"\n", b"---\n", b"\xff", b"\0",
    b"|", b"? ", b"%", b"<<: ", b"  ", b"\\", b"null", b"~", b"\r", b",", b"\xc2\x85", b"\xef\xbb\xbf", b"kind: x\n",
    b"1e9", b"\\ud800", b"\\u001b", b'"\\e": ',
]  # fmt: skip


@pytest.fixture(params=["libyaml", "python"], autouse=True, scope="module")
def _loader(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "python":
            patch.setattr(strict_yaml, "LOADER", yaml.BaseLoader)
        yield


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.integers(0, 6))
        data = data[:at] + draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4))) + data[at + gone :]
    return data


def faults_of(read: Callable[[bytes, str], object], data: bytes) -> Sequence[Fault]:
    try:
        read(data, "the-file")
    except FaultsError as error:
        return error.faults or pytest.fail("an error without a fault")
    return ()


@given(st.one_of(broken(TEXT), st.binary(max_size=60)))
def test_broken_text(data: bytes) -> None:
    for fault in faults_of(text.read_batch, data):
        assert fault.file == "the-file"
        assert fault.line
        assert all(map(str.isprintable, (fault.message, fault.field or "", fault.value or "")))
        assert "the-file:" in str(FaultsError([fault]))


@given(st.one_of(broken(LINE), st.binary(max_size=60)))
def test_broken_json_lines(data: bytes) -> None:
    for fault in faults_of(lambda *given: [list(batch.events) for batch in jsonl.read_batches(*given)], data):
        assert fault.file == "the-file"
        assert fault.line
        assert all(map(str.isprintable, (fault.message, fault.field or "", fault.value or "")))
