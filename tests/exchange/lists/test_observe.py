"""Snapshots observed into an archive that knows things already."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from copy import copy
from functools import partial
from pathlib import Path

import pytest

from archive.exchange.batches import text
from archive.exchange.lists.losses import LossError
from archive.exchange.lists.observe import Observation, Rules, Snapshot, observe
from archive.exchange.lists.snapshot import Fact
from archive.kinds.base import Payload
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.families.office import OfficeAssumed
from archive.kinds.families.source import SourceRegistered
from archive.model.dates import day_of
from archive.model.errors import ConflictError, FaultsError
from archive.model.event import Draft, Envelope, Where
from archive.store.file.connect import open_writing
from archive.store.log.batches import head
from archive.store.log.transaction import transaction
from archive.store.reading.states import Window, stretches
from archive.store.writing.write import Signature, TwinError, write
from tests.questions.made import made

SIGNATURE = Signature(recorded_at="2026-11-02T00:00:00Z", recorded_by="curator-1", why="a test")
ARLAND = "membership.changed, key: arland-in, date: 2010-05-05, subject: arland, object: union, status: member"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The made-up union, in which Arland is a member since 2010-05-05."""
    with closing(open_writing(str(made(tmp_path / "archive.db", ARLAND)))) as connection:
        yield connection


def member(who: str, status: str = "member", *, date: str = "", of: str = "union", line: int | None = None) -> Fact:
    payload = MembershipChanged(subject=(who,), object=of, status=status)
    origin = None if line is None else Draft(Envelope(kind=payload.kind), payload, Where("members.csv", line))
    return Fact(payload=payload, date=date, origin=origin)


def secretary(who: str) -> Fact:
    return Fact(payload=OfficeAssumed(subject=who, office="secretary"))


def snapshot(on: str, *facts: Fact) -> Snapshot:
    source = SourceRegistered(source=f"list-{on}", publisher="The Union", title="(its members)", published=on)
    record = Draft(Envelope(kind=source.kind), source)
    return Snapshot(file=f"{on}.csv", on=on, source=source.source, facts=facts, records=[record])


def tell(db: sqlite3.Connection, *snapshots: Snapshot, **rules: bool) -> list[Observation]:
    with transaction(db):
        return observe(db, [partial(copy, one) for one in snapshots], Rules(list="members", **rules), SIGNATURE)


def write_by_hand(db: sqlite3.Connection, event: str) -> None:
    batch = text.read_batch(f"- {{kind: {event}, gist: So it was., citations: [{{source: paper}}]}}\n".encode())
    write(db, batch.events, SIGNATURE, distinct=True)


def events(seen: Observation) -> list[tuple[str, str, str]]:
    return [(event.envelope.kind, event.envelope.date, event.envelope.key) for event in seen.events]


def state(db: sqlite3.Connection, day: str) -> dict[str, tuple[str, str | None]]:
    window = Window(None, day_of(day), day_of(day))
    return {one.line.subject: (one.period.answer.certainty, one.period.answer.value) for one in stretches(db, window)}


def test_new_gone_and_between(db):
    first, second, third = tell(
        db, snapshot("2020-01-01", member("borland"), member("cerland")), snapshot("2020-06-01", member("cerland")),
        snapshot("2020-07-01", member("borland", "observer"), member("cerland"), secretary("ann")),
    )  # fmt: skip
    assert [event[1] for event in events(first)] == ["[..2020-01-01]"] * 2
    assert events(second) == [
        ("membership.changed", "[2020-01-02..2020-06-01]", "members-2020-06-01-borland-union-ended")
    ]
    assert [event[1] for event in events(third)] == ["[2020-06-02..2020-07-01]"] * 2
    assert state(db, "2020-01-01")["borland"] == ("certain", "member")
    assert state(db, "2020-03-01")["borland"] == ("possible", "member")
    assert state(db, "2020-06-01")["borland"] == ("not", "none")
    assert state(db, "2020-07-01")["borland"] == ("certain", "observer")
    assert state(db, "2020-07-01")["ann"] == ("certain", "holds")


def test_a_state_that_the_archive_knows_is_seen_and_not_begun(db):
    first, second = tell(db, snapshot("2020-01-01", member("arland")), snapshot("2020-06-01"), accept_loss=True)
    assert events(first) == [("membership.attested", "2020-01-01", "members-2020-01-01-arland-union-member-seen")]
    assert [event[1] for event in events(second)] == ["[2020-01-02..2020-06-01]"]
    assert state(db, "2015-01-01")["arland"] == ("certain", "member")
    assert state(db, "2020-06-01")["arland"] == ("not", "none")


def test_what_the_archive_knows_to_be_over_is_not_ended_again(db):
    both = (member("borland"), member("cerland"))
    tell(db, snapshot("2020-01-01", *both))
    write_by_hand(
        db, "membership.changed, key: borland-out, date: 2020-03-03, subject: borland, object: union, status: none"
    )
    (gone,) = tell(db, snapshot("2020-06-01", both[1]))
    assert (events(gone), [told.handle for told in gone.over]) == ([], ["members-2020-01-01-borland-union-member"])
    assert state(db, "2020-03-02")["borland"] == ("certain", "member")
    (again,) = tell(db, snapshot("2020-07-01", *both))
    assert events(again) == [
        ("membership.changed", "[2020-06-02..2020-07-01]", "members-2020-07-01-borland-union-member")
    ]


def test_a_list_is_compared_with_itself_whatever_others_corrected(db):
    tell(db, snapshot("2020-01-01", member("borland", date="2001-01-01"), member("cerland")))
    write_by_hand(
        db,
        "event.corrected, event: members-2020-01-01-borland-union-member, set: {date: 2002-02-02}, reason: a law",
    )
    (same,) = tell(db, snapshot("2020-06-01", member("borland", date="2001-01-01"), member("cerland")))
    assert events(same) == []
    assert "borland" not in state(db, "2001-06-01")
    assert state(db, "2002-06-01")["borland"] == ("certain", "member")


def test_an_identical_snapshot_writes_that_it_was_seen_and_the_same_day_again_nothing(db):
    tell(db, snapshot("2020-01-01", member("borland")))
    before = head(db).position
    (later,) = tell(db, snapshot("2020-06-01", member("borland")))
    assert head(db).position - before == 2, "the source and the observation"
    assert events(later) == []
    before = head(db).position
    (same,) = tell(db, snapshot("2020-06-01", member("borland")))
    assert (head(db).position, same.appended.written) == (before, 0)
    (gone,) = tell(db, snapshot("2020-06-10"), accept_loss=True)
    assert [event[1] for event in events(gone)] == ["[2020-06-02..2020-06-10]"]


def test_a_day_has_one_state_and_days_come_in_order(db):
    tell(db, snapshot("2020-06-01", member("borland")))
    with pytest.raises(ConflictError, match="observed on 2020-06-01 already, and told something else"):
        tell(db, snapshot("2020-06-01", member("cerland")))
    with pytest.raises(ConflictError, match="observed on 2020-06-01 already, after 2020-01-01"):
        tell(db, snapshot("2020-01-01", member("borland")))


def test_a_series_that_has_grown_is_observed_from_where_it_was(db):
    series = [snapshot("2020-01-01", member("borland")), snapshot("2020-06-01", member("borland"), member("cerland"))]
    tell(db, *series)
    *old, new = tell(db, *series, snapshot("2020-07-01", member("cerland")))
    assert [one.appended.written for one in old] == [0, 0]
    assert [event[1] for event in events(new)] == ["[2020-06-02..2020-07-01]"]


def test_one_by_one_is_the_same_as_at_once(tmp_path):
    snapshots = [
        snapshot("2020-01-01", member("borland"), secretary("ann")),
        snapshot("2020-06-01", member("borland", "observer"), secretary("bob")),
        snapshot("2020-07-01", member("borland", "observer"), member("cerland", date="2020-06-15"), secretary("bob")),
    ]
    roots = set()
    for name, parts in {"once": [snapshots], "each": [[one] for one in snapshots]}.items():
        with closing(open_writing(str(made(tmp_path / f"{name}.db", ARLAND)))) as db:
            for part in parts:
                tell(db, *part)
            roots.add(head(db).root)
    assert len(roots) == 1


def test_a_group_that_vanished_is_refused_and_nothing_of_the_series_is_kept(db):
    before = head(db).position
    series = [
        snapshot("2020-01-01", member("borland"), member("cerland"), member("borland", of="panel")),
        snapshot("2020-06-01", member("borland"), member("cerland")),
    ]
    with pytest.raises(
        LossError, match=r"a whole group vanished from the list of 2020-06-01\n  The Panel \(panel\): 1 fact on"
    ) as told:
        tell(db, *series)
    assert (told.value.groups, told.value.exit_code, head(db).position) == ({"panel": 1}, 1, before)
    tell(db, *series, accept_loss=True)
    assert head(db).position > before


def test_a_group_that_the_list_says_nothing_of_stays_and_what_follows_is_dated_since_it_was_last_seen(db):
    first = [member("borland"), member("borland", of="panel"), member("cerland", of="panel")]
    _, partial, whole, after = tell(
        db, snapshot("2020-01-01", *first), snapshot("2020-06-01", member("borland"), member("cerland")),
        snapshot("2020-07-01", member("borland"), member("borland", of="panel")),
        snapshot("2020-08-01", member("borland"), member("arland", of="panel")), keep_lost=True,
    )  # fmt: skip
    assert ([event[1] for event in events(partial)], list(partial.without)) == (["[2020-01-02..2020-06-01]"], ["panel"])
    assert events(whole) == [
        ("membership.changed", "[2020-01-02..2020-07-01]", "members-2020-07-01-cerland-panel-ended"),
        ("membership.changed", "[2020-06-02..2020-07-01]", "members-2020-07-01-cerland-union-ended"),
    ]
    assert {date for _, date, _ in events(after)} == {"[2020-07-02..2020-08-01]"}
    assert len(events(after)) == 2


def test_a_list_that_lost_most_of_its_facts_is_refused(db):
    many = [member(who, of=of) for who in ("arland", "borland", "cerland") for of in ("union", "panel")]
    tell(db, snapshot("2020-01-01", *many))
    with pytest.raises(LossError, match="has 2 facts, that of 2020-01-01 had 6"):
        tell(db, snapshot("2020-06-01", many[0], many[1]))


def test_two_rows_that_say_different_things_are_told_with_their_lines(db):
    with pytest.raises(FaultsError, match=r"members.csv:9 .*borland is observer of union here, and member in line 4"):
        tell(db, snapshot("2020-01-01", member("borland", line=4), member("borland", "observer", line=9)))


def test_what_others_told_with_its_day_is_a_twin(db):
    with pytest.raises(TwinError, match="arland-in"):
        tell(db, snapshot("2020-01-01", member("arland", date="2010-05-06")))
    (done,) = tell(db, snapshot("2020-01-01", member("arland", date="2010-05-06")), distinct=True)
    assert len(done.events) == 1


def test_a_date_told_otherwise_is_a_correction_known_by_the_later_list(db):
    tell(db, snapshot("2020-01-01", member("borland", date="2020-03-01")))
    (moved,) = tell(db, snapshot("2020-02-01", member("borland", date="2020-09-01")))
    (correction,) = moved.events
    assert isinstance(correction.payload, Payload)
    assert correction.payload.kind == "event.corrected"
    assert correction.envelope.citations[0].source == "list-2020-02-01"
    assert "borland" not in {who for who, (certainty, _) in state(db, "2020-06-01").items() if certainty == "certain"}
    assert state(db, "2020-09-01")["borland"] == ("certain", "member")


def keys(seen: Sequence[Observation]) -> list[str]:
    return [event.envelope.key for one in seen for event in one.events]


def test_keys_tell_what_they_are_of(db):
    first = snapshot("2020-01-01", member("borland", date="2001"), member("cerland", date="2021"), member("arland"))
    second = snapshot("2020-06-01", member("borland", date="2002"), member("arland"))
    assert keys(tell(db, first, second))[-2:] == [
        "members-2020-06-01-borland-union-member-redated", "members-2020-06-01-cerland-union-member-taken-back",
    ]  # fmt: skip
