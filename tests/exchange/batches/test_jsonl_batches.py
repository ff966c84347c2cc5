"""A log as JSON Lines: what comes out goes in again as the same log, whoever wrote its events when."""

import collections
import gc
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, ClassVar

import msgspec
import pytest
from hypothesis import given

from archive.exchange.batches import as_stored, jsonl, typed
from archive.exchange.batches.batch import BatchText
from archive.exchange.batches.jsonl import export_lines, read_batches
from archive.exchange.batches.loading import RootDiffersError, load
from archive.kinds import registry
from archive.kinds.base import Payload
from archive.kinds.families.membership import MembershipChanged
from archive.model.errors import ConflictError, FaultsError
from archive.model.event import Draft, Envelope
from archive.store.file.connect import open_reading
from archive.store.file.verify import verify_log
from archive.store.log import append as log
from archive.store.log.batches import head
from archive.store.log.rows import rows
from archive.store.log.transaction import transaction
from archive.store.writing.write import Signature
from tests.questions.small import build
from tests.store.tables.test_projection import appended, histories, opened


def exported(db: sqlite3.Connection, *, after: int = 0, upto: int | None = None) -> bytes:
    return b"".join(export_lines(db, after=after, upto=head(db).position if upto is None else upto))


def signed(batch: BatchText) -> Signature:
    return Signature(
        recorded_at=batch.recorded_at or "2026-01-01T00:00:00Z",
        recorded_by=batch.recorded_by or "t",
        why=batch.why or "t",
    )


def loaded(db: sqlite3.Connection, data: bytes) -> sqlite3.Connection:
    with transaction(db):
        for _ in load(db, read_batches(data, "f.jsonl"), signed):
            pass
    return db


def faults_of(data: bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(FaultsError) as caught:
        collections.deque((event for batch in read_batches(data, "f.jsonl") for event in batch.events), 0)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def bodies(db: sqlite3.Connection) -> list[str]:
    return [row.body for row in rows(db)]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(build(tmp_path / "small.db"))) as db:
        yield db


@given(histories())
def test_a_log_comes_back_byte_for_byte(history: list[list[dict[str, object]]]) -> None:
    db = opened()
    list(appended(db, history))
    there = loaded(opened(), exported(db))
    assert exported(there) == exported(db)
    assert (head(there), bodies(there)) == (head(db), bodies(db))
    assert verify_log(there) == []


@given(histories())
def test_a_copy_follows_from_where_it_is(history: list[list[dict[str, object]]]) -> None:
    db, copy = opened(), opened()
    for end in appended(db, history):
        loaded(copy, exported(db, after=head(copy).position))
        assert head(copy) == head(db)
        assert exported(copy, upto=end) == exported(db)


def test_reading_it_again_changes_nothing(small: sqlite3.Connection) -> None:
    copy = loaded(opened(), exported(small))
    before = head(copy)
    assert head(loaded(copy, exported(small))) == before


def test_an_event_is_given_before_the_next_is_read(small: sqlite3.Connection) -> None:
    lines = exported(small).splitlines(keepends=True)
    given = 0

    class Slow(io.BytesIO):
        """Fails where more is read than was asked for."""

        def readline(self, size: int | None = -1) -> bytes:
            assert self.tell() <= sum(map(len, lines[: given + 4]))
            return super().readline(size)

    for batch in read_batches(Slow(b"".join(lines))):
        given += 1
        for _ in batch.events:
            given += 1
    assert given == len(lines)


def many(number: int) -> bytes:
    return b"".join(
        b'{"kind":"entity.registered","subject":"a-%d","type":"country","label":"A"}\n' % n for n in range(number)
    )


def test_what_was_read_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_READ", 50)
    (batch,) = read_batches(many(500))
    most = 0
    for _ in batch.events:
        most = max(most, sum(type(found) is Draft for found in gc.get_objects()))
    assert most <= 60


def test_of_a_batch_that_was_forgotten_no_false_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults against the archive are told beside those of the form only where all that was read is still there."""
    part = b'{"kind":"entity.registered","subject":"b","type":"body","parent":"a-0","label":"B"}\n{"kind":"nothing"}\n'
    for most, faults in ((50, {"kind"}), (5, {"kind"}), (50, {"kind", "parent"})):
        monkeypatch.setattr(jsonl, "MOST_READ", most)
        unknown = "parent" in faults
        data = many(20) + (part.replace(b"a-0", b"a-99") if unknown else part)
        with pytest.raises(FaultsError) as caught:
            loaded(opened(), data)
        assert {fault.field for fault in caught.value.faults} == faults


def test_a_file_that_was_cut_off_is_refused(small: sqlite3.Connection) -> None:
    lines = exported(small).splitlines(keepends=True)
    (fault,) = faults_of(b"".join(lines[:-1]))
    assert "events follow" in fault[1]
    assert fault[0] == max(number for number, line in enumerate(lines, 1) if line.startswith(b'{"batch"'))


@pytest.mark.parametrize("line", range(1, 8))
def test_what_was_changed_by_hand_is_found_by_its_root(small: sqlite3.Connection, line: int) -> None:
    lines = exported(small).splitlines(keepends=True)
    changed = json.loads(lines[line])
    changed["note"] = "changed"
    lines[line] = json.dumps(changed).encode() + b"\n"
    db = opened()
    with pytest.raises(RootDiffersError) as caught:
        loaded(db, b"".join(lines))
    assert caught.value.exit_code == 3
    assert head(db).position == 0


def test_all_of_a_file_is_written_or_nothing(small: sqlite3.Connection) -> None:
    lines = exported(small).splitlines(keepends=True)
    last = json.loads(lines[-1])
    lines[-1] = json.dumps({**last, "citations": [{"source": "nobody", "says": "x"}]}).encode()
    db = opened()
    with pytest.raises(FaultsError, match="no source is called so"):
        loaded(db, b"".join(lines))
    assert head(db).position == 0


def test_faults_after_the_first_are_told_too() -> None:
    head_of = b'{"batch":{"recorded_at":"2026-01-01T00:00:00Z","recorded_by":"t","why":"t"}}\n'
    event = b'{"kind":"entity.registered","subject":"a","type":"country","label":"A"}\n'
    wrong = event.replace(b'"type"', b'"tpye"')
    assert [line for line, _ in faults_of(head_of + wrong + head_of + event + head_of + wrong)] == [2, 6]


@pytest.mark.parametrize(
    ("batch", "said"),
    [
        ('{"batch": 1}', "it says nothing of itself"),
        ('{"batch": {"recorded_at": "yesterday"}}', "not an instant"),
        ('{"batch": {"recorded_by": "me@example.org"}}', "not a handle"),
        ('{"batch": {"recorded_bye": "me"}}', "`recorded_bye` is no field here"),
        ('{"batch": {"first": 1}}', "its place in the log is not well told"),
        ('{"batch": {"first": 1, "last": 1, "root": "xyz"}}', "its place in the log is not well told"),
        ('{"batch": {"first": 0, "last": 1, "root": "' + 64 * "0" + '"}}', "its place in the log is not well told"),
        ('{"batch": {"why": "t"}, "more": 1}', "`more` is no field here"),
        ('{"batch": {"why": "t"}}\n{"batch": {"why": "t"}}', "there is no event in it"),
    ],
)
def test_a_line_of_a_batch_is_read_strictly(batch: str, said: str) -> None:
    event = '{"kind":"entity.registered","subject":"a","type":"country","label":"A"}'
    assert [(line, message) for line, message in faults_of(f"{batch}\n{event}".encode())] == [(1, said)]


class Renamed(Payload, frozen=True, kw_only=True):
    """A kind whose field had another name in its first version."""

    kind: ClassVar[str] = "test.renamed"
    nature: ClassVar = "record"
    schema_version: ClassVar[int] = 2
    upcasters: ClassVar = {1: lambda facts: {"name": facts["title"]}}
    name: Annotated[str, msgspec.Meta(description="a name")]
    more: Annotated[str, msgspec.Meta(description="more")] = ""


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {**registry.KINDS, Renamed.kind: Renamed}
    monkeypatch.setattr(registry, "KINDS", known)
    monkeypatch.setattr(as_stored.fields_of, "__kwdefaults__", {"kinds": known})
    monkeypatch.setattr(as_stored.read_stored, "__kwdefaults__", {"kinds": known})
    monkeypatch.setattr(typed.read_event, "__kwdefaults__", {"kinds": known})


def stored_as(db: sqlite3.Connection, version: int, facts: dict[str, Any]) -> None:
    envelope = Envelope(kind=Renamed.kind, schema_version=version, gist="x")
    event = Draft(envelope, Renamed(name="x"), stored=facts)
    log.append(db, [event], recorded_at="2026-01-01T00:00:00Z", recorded_by="t", why="t")


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize(
    ("version", "facts", "tells"),
    [
        (1, {"title": "Charter"}, True),
        (2, {"name": "Charter"}, False),
        # A default that an earlier program wrote out.
        (2, {"name": "Charter", "more": ""}, True),
    ],
)
def test_stored_facts_of_any_version_come_back_as_they_were(version: int, facts: dict[str, Any], tells: bool) -> None:
    db = opened()
    stored_as(db, version, facts)
    data = exported(db)
    assert (b"schema_version" in data) is tells
    there = loaded(opened(), data)
    assert bodies(there) == bodies(db)
    assert exported(there) == data


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"kind": "test.renamed", "schema_version": 3, "name": "x"}, "version 3 is not known here"),
        ({"kind": "test.renamed", "schema_version": "1", "title": "x"}, "version 1 is not known here"),
        ({"kind": "test.new", "schema_version": 1}, "test.new of version 1 is not known here"),
        ({"kind": "test.renamed", "schema_version": 1, "name": "x"}, "no test.renamed of version 1"),
        ({"kind": "test.renamed", "schema_version": 1, "title": 5}, "no test.renamed of version 1"),
        ({"kind": "test.renamed", "schema_version": 1, "title": "x", "date": "2024-13"}, "2024-13"),
    ],
)
def test_a_version_that_is_not_known_is_told(event: dict[str, Any], said: str) -> None:
    ((line, message),) = faults_of(json.dumps(event).encode())
    assert line == 1
    assert said in message


def test_twins_within_an_exported_log_were_settled_when_it_was_written() -> None:
    db = opened()
    base: list[dict[str, Any]] = [
        {"kind": "entity.registered", "subject": "club", "type": "body", "label": "Club"},
        {"kind": "entity.registered", "subject": "aa", "type": "country", "label": "A"},
        {"kind": "source.registered", "source": "s", "publisher": "P", "title": "T"},
    ]
    changed = {
        "kind": MembershipChanged.kind, "date": "2000-01-02", "subject": "aa", "object": "club", "status": "member",
        "citations": [{"source": "s"}],
    }  # fmt: skip
    batch = '{"batch":{"why":"t"}}'
    first, twin = json.dumps(changed), json.dumps({**changed, "date": "2000-01-03"})
    lines = [*map(json.dumps, base), batch, first, batch, twin]
    loaded(db, "\n".join(lines).encode())
    assert head(db).batch == 3
    with pytest.raises(ConflictError, match="hold this already"):
        loaded(db, json.dumps({**changed, "date": "2000-01-04"}).encode())
