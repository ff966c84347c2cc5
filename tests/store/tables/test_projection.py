"""The projection: rectangles kept at append, by rebuild and by brute force are the same."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.claiming import Line
from archive.kinds.ledger import claims_of
from archive.model.dates import day_of, iso
from archive.model.errors import ArchiveError
from archive.model.event import Draft
from archive.model.timeline import answer_on
from archive.store.file.migrations import migrate
from archive.store.log import entries as log_entries
from archive.store.schema.projection import PROJECTION_NAMES
from archive.store.tables.compare import compare
from archive.store.tables.rebuild import rebuild
from archive.store.tables.rectangles import Timelines, decode, everyone
from archive.store.writing.write import Signature, preview, write

SOURCES = ("s1", "s2", "s3")
COUNTRIES: list[dict[str, object]] = [
    {"kind": "entity.registered", "subject": name, "type": "country", "label": name.upper()} for name in ("aa", "bb")
]
BASE: list[dict[str, object]] = [
    {"kind": "entity.registered", "subject": "club", "type": "body", "label": "Club"},
    *COUNTRIES,
    {"kind": "entity.registered", "subject": "chair", "type": "office", "label": "chair"},
    {"kind": "entity.registered", "subject": "summit", "type": "meeting", "label": "summit"},
    {"kind": "entity.registered", "subject": "issue", "type": "question", "label": "issue"},
    {"kind": "entity.registered", "subject": "treaty", "type": "document", "label": "treaty"},
    {"kind": "entity.registered", "subject": "town", "type": "place", "label": "town"},
    {"kind": "source.registered", "source": "s1", "publisher": "P", "title": "T", "published": "2000-01-05"},
    {"kind": "source.registered", "source": "s2", "publisher": "P", "title": "T", "published": "2000-01-12"},
    {"kind": "source.registered", "source": "s3", "publisher": "P", "title": "T"},
]  # fmt: skip
CURRENT_ROWS = """
    SELECT property, subject, object, valid_from, valid_to, answer FROM periods
    WHERE recorded_from <= ? AND recorded_to > ?
"""


def opened() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def signature(number: int) -> Signature:
    return Signature(recorded_at=f"2026-01-01T00:{number // 60:02d}:{number % 60:02d}Z", recorded_by="t", why="t")


def drafts(events: list[dict[str, object]]) -> list[Draft]:
    return [draft(of_python(event)) for event in events]


days = st.integers(1, 20)
dates = st.one_of(
    days.map(lambda n: f"2000-01-{n:02d}"),
    st.just("2000-01"),
    st.tuples(days, days).map(lambda p: f"[2000-01-{min(p):02d}..2000-01-{max(p):02d}]"),
    st.tuples(days, days).map(lambda p: f"2000-01-{min(p):02d}/2000-01-{max(p):02d}"),
    days.map(lambda n: f"[..2000-01-{n:02d}]"),
    days.map(lambda n: f"2000-01-{n:02d}/.."),
)
who = st.sampled_from(["aa", "bb"])
statuses = st.sampled_from(["member", "observer", "none"])
citations = st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True).flatmap(
    lambda names: st.sampled_from(["states", "states", "states", "ahead"]).map(
        lambda support: [{"source": name, "at": "1", "says": "x", "support": support} for name in names]
    )
)


@st.composite
def _of_any_kind(draw: st.DrawFn) -> list[list[dict[str, object]]]:
    """Batches of events on two timelines of one body, with editorial events on what came before."""
    keys: list[str] = []
    batches = []
    for _ in range(draw(st.integers(1, 5))):
        batch = []
        for _ in range(draw(st.integers(1, 3))):
            key = f"k{len(keys)}"
            event = draw(st.sampled_from([_fact, _fact, _other, _wide, _act, _act]))(draw, keys)
            batch.append({**event, "key": key})
            keys.append(key)
        batches.append(batch)
    return batches


@st.composite
def _weighed(draw: st.DrawFn) -> list[list[dict[str, object]]]:
    """Batches with accounts that contradict each other, disputes over them, rulings, and what acts on both."""
    accounts = [{**_fact(draw, []), "key": f"k{number}"} for number in range(draw(st.integers(2, 4)))]
    keys = [str(event["key"]) for event in accounts]
    some = st.lists(st.sampled_from(keys), max_size=3, unique=True)
    disputes: list[dict[str, object]] = [
        {"kind": "dispute.opened", "dispute": name, "question": "?", "events": draw(some), "key": f"k-opened-{name}"}
        for name in ("d-1", "d-2")
    ]
    for event in accounts:
        event["standing"] = draw(st.sampled_from(["main", "main", "main", "rival", "superseded"]))
        event["disputes"] = draw(st.sampled_from([[], ["d-1"], ["d-1"], ["d-1", "d-2"]]))
        if event["standing"] == "rival":
            event["rival_of"] = draw(st.sampled_from(keys))
    batches: list[list[dict[str, object]]] = [[*disputes, *accounts]]
    for number in range(draw(st.integers(1, 5))):
        name, main = draw(st.sampled_from(["d-1", "d-1", "d-2"])), draw(some)
        ruled: dict[str, object] = {
            "kind": "dispute.ruled",
            "dispute": name,
            "rule": draw(st.sampled_from(["W1", "W4", "W9"])),
        }
        ranked = {"kind": "claim.ranked", "standing": draw(st.sampled_from(["main", "rival", "deprecated"]))}
        acts = [f"k-act-{before}" for before in range(number)]
        undone = {"kind": "event.retracted", "event": draw(st.sampled_from([*acts, "k-opened-d-1", *keys]))}
        told = {"citations": draw(citations)} if draw(st.booleans()) else {}
        act: dict[str, object] = draw(st.sampled_from([
            {**ruled, "main": main, **told}, {**ruled, "main": main}, {**ruled, "main": main},
            {**ranked, "event": draw(st.sampled_from(keys))}, undone,
        ]))  # fmt: skip
        batches.append([{**act, "reason": "x", "key": f"k-act-{number}"}])
    return batches


def histories() -> st.SearchStrategy[list[list[dict[str, object]]]]:
    """Return batches of events of any kind, or of accounts that are weighed."""
    return st.one_of(_of_any_kind(), _weighed())


def _fact(draw: st.DrawFn, keys: list[str]) -> dict[str, object]:
    kind = "membership." + draw(st.sampled_from(["changed", "changed", "attested", "expected"]))
    event: dict[str, object] = {
        "kind": kind, "date": draw(dates), "subject": draw(who), "object": "club", "status": draw(statuses),
        "citations": draw(citations), "standing": draw(st.sampled_from(["main", "main", "rival", "superseded"])),
    }  # fmt: skip
    if kind == "membership.expected":
        event["planned"] = draw(dates)
    return event


def _other(draw: st.DrawFn, keys: list[str]) -> dict[str, object]:
    subject, disputed = draw(who), draw(st.sampled_from(["", "", "d-1", "d-2"]))
    told: list[dict[str, object]] = [
        {"kind": "office.assumed", "subject": subject, "office": "chair"},
        {"kind": "office.left", "subject": subject, "office": "chair"},
        {"kind": "meeting.held", "meeting": "summit", "body": "club", "number": "3"},
        {"kind": "stance.taken", "holder": subject, "question": "issue", "stance": "support"},
        {"kind": "stance.taken", "holder": "aa", "question": "issue", "stance": "oppose", "told_by": "bb"},
        {"kind": "statement.made", "speaker": subject, "gist": "words", "body": "club"},
        {"kind": "incident.reported", "about": ["aa", "bb"], "gist": "smoke"},
        {"kind": "document.signed", "document": "treaty", "body": "club", "candidate": subject,
         "step": "memorandum-signed", "towards": "member"},
        {"kind": "entity.renamed", "subject": subject, "name": "New Name", "used_by": "club"},
        {"kind": "body.renamed", "subject": "club", "name": "Guild"},
    ]  # fmt: skip
    standing = draw(st.sampled_from(["main", "main", "rival", "withheld"]))
    more: dict[str, object] = {"disputes": [disputed]} if disputed else {}
    return {
        **draw(st.sampled_from(told)),
        **more,
        "date": draw(dates),
        "citations": draw(citations),
        "standing": standing,
    }


def _wide(draw: st.DrawFn, keys: list[str]) -> dict[str, object]:
    cited = {"date": draw(dates), "citations": draw(citations)}
    what = draw(st.sampled_from(["end", "coverage", "list"]))
    if what == "end":
        return {"kind": "body.dissolved", "subject": "club", **cited}
    if what == "coverage":
        return {"kind": "coverage.stated", "object": "club", **cited}
    listed = {"member": [draw(who)]}
    whole = draw(st.booleans())
    return {"kind": "membership.roster", "object": "club", "statuses": listed, "complete": whole, **cited}


def _act(draw: st.DrawFn, keys: list[str]) -> dict[str, object]:
    if not keys:
        return _fact(draw, keys)
    target = draw(st.sampled_from(keys))
    two = list(dict.fromkeys([target, keys[0]]))
    return draw(
        st.sampled_from(
            [
                {"kind": "event.retracted", "event": target, "reason": "x"},
                {"kind": "event.retracted", "event": keys[-1], "reason": "x"},
                {"kind": "claim.ranked", "event": target, "standing": "rival", "reason": "x"},
                {"kind": "claim.ranked", "event": target, "standing": "withheld", "reason": "x"},
                {"kind": "claim.ranked", "event": target, "standing": "deprecated", "reason": "x"},
                {"kind": "event.corroborated", "event": target, "citations": [{"source": "s1", "says": "x"}]},
                {"kind": "event.corrected", "event": target, "set": {"date": "2000-01-09"}, "reason": "x"},
                {"kind": "event.corrected", "event": target, "set": {"subject": "bb"}, "reason": "x"},
                {"kind": "event.corrected", "event": target, "set": {"status": "observer"}, "reason": "x"},
                {"kind": "event.corrected", "event": target, "set": {"gist": "other words"}, "reason": "x"},
                {"kind": "dispute.opened", "dispute": f"d-{draw(st.integers(1, 3))}", "question": "?", "events": two},
                {"kind": "dispute.ruled", "dispute": f"d-{draw(st.integers(1, 3))}", "main": [target], "reason": "x"},
                {
                    "kind": "dispute.ruled",
                    "dispute": f"d-{draw(st.integers(1, 3))}",
                    "main": two,
                    "reason": "x",
                    "rule": draw(st.sampled_from(["W1", "W9"])),
                },
                {"kind": "source.withdrawn", "source": draw(st.sampled_from(SOURCES)), "reason": "x"},
                {"kind": "question.asked", "question": f"q-{draw(st.integers(1, 2))}", "text": "?"},
                {"kind": "question.answered", "question": f"q-{draw(st.integers(1, 2))}", "answer": "!"},
            ]
        )
    )


def appended(db: sqlite3.Connection, history: list[list[dict[str, object]]]) -> Iterator[int]:
    """Append the batches one by one and yield the end of each that was written."""
    yield write(db, drafts(BASE), signature(0), distinct=True).last
    for number, batch in enumerate(history, 1):
        try:
            done = write(db, drafts(batch), signature(number), distinct=True)
        except ArchiveError:
            continue  # e.g. an event corrected into nonsense, or appended again after its retraction
        if done.last:
            yield done.last


@given(histories())
def test_appending_equals_rebuilding_equals_brute_force(history: list[list[dict[str, object]]]) -> None:
    db = opened()
    ends = list(appended(db, history))
    assert compare(db) == []
    told = log_entries.told(db)
    for end in ends:
        claims = Timelines(claims_of(log_entries.upto(db, end), told))
        rows = db.execute(CURRENT_ROWS, (end, end)).fetchall()
        for line in {*claims, *map(everyone, claims), *(Line(*row[:3]) for row in rows)}:
            for day in range(day_of("1999-12-30"), day_of("2000-02-03")):
                date = iso(day) or ""
                found = [row[5] for row in rows if Line(*row[:3]) == line and row[3] <= date < row[4]]
                wanted = answer_on(claims.of(line), day)
                assert len(found) == (0 if wanted.silent else 1), (line, date, wanted)
                assert not found or decode(found[0]) == wanted, (line, date)


@given(histories())
def test_an_answer_pinned_to_a_position_never_changes(history: list[list[dict[str, object]]]) -> None:
    db = opened()
    seen: dict[int, list[tuple[object, ...]]] = {}
    for end in appended(db, history):
        for earlier, rows in seen.items():
            assert sorted(db.execute(CURRENT_ROWS, (earlier, earlier))) == rows
        seen[end] = sorted(db.execute(CURRENT_ROWS, (end, end)))


@given(histories())
def test_rectangles_of_a_timeline_never_overlap(history: list[list[dict[str, object]]]) -> None:
    db = opened()
    list(appended(db, history))
    overlapping = db.execute(
        """
        SELECT count(*) FROM periods p JOIN periods q
        ON p.property = q.property AND p.subject = q.subject AND p.object = q.object AND p.id < q.id
        WHERE p.valid_from < q.valid_to AND q.valid_from < p.valid_to
          AND p.recorded_from < q.recorded_to AND q.recorded_from < p.recorded_to
        """
    ).fetchone()
    assert overlapping == (0,)


def test_a_preview_tells_the_effect_and_writes_nothing() -> None:
    db = opened()
    write(db, drafts(BASE), signature(0), distinct=True)
    before = list(db.iterdump())
    event = {**ONE_OF_EACH[len(OTHERS)], "date": "2000-01-10"}
    appended_there, outcome = preview(db, drafts([event]), signature(1))
    (effect,) = outcome.effects
    assert appended_there.written == 1
    assert (effect.line.subject, effect.before) == ("aa", ())
    assert [(s.first, s.answer.value) for s in effect.after] == [("2000-01-10", "member")]
    assert list(db.iterdump()) == before


CITED: dict[str, object] = {"date": "2000-01", "citations": [{"source": "s1", "at": "1", "says": "x"}]}
OTHERS: list[dict[str, object]] = [
    {"kind": "entity.registered", "subject": name, "type": kind, "label": name}
    for name, kind in (("chair", "office"), ("summit", "meeting"), ("issue", "question"), ("treaty", "document"))
]
ONE_OF_EACH: list[dict[str, object]] = [
    *OTHERS,
    {"kind": "membership.changed", "key": "k", "subject": "aa", "object": "club", "status": "member", **CITED},
    {"kind": "office.assumed", "subject": "aa", "office": "chair", **CITED},
    {"kind": "meeting.held", "meeting": "summit", "body": "club", **CITED},
    {"kind": "stance.taken", "holder": "aa", "question": "issue", "stance": "support", **CITED},
    {"kind": "document.signed", "document": "treaty", "body": "club", **CITED},
    {"kind": "statement.made", "speaker": "aa", "gist": "words", **CITED},
    {"kind": "dispute.opened", "dispute": "d-x", "question": "?", "events": ["k"]},
    {"kind": "question.asked", "question": "q-x", "text": "?"},
]  # fmt: skip


@pytest.mark.parametrize("table", PROJECTION_NAMES)
def test_a_row_that_is_lost_is_found_and_comes_back(table: str) -> None:
    db = opened()
    list(appended(db, [ONE_OF_EACH]))
    assert compare(db) == []
    db.execute("PRAGMA foreign_keys = OFF")
    assert db.execute(f"DELETE FROM {table}").rowcount > 0
    assert {finding.table for finding in compare(db)} >= {table}
    rebuild(db)
    assert compare(db) == []


def test_a_meeting_of_a_vague_day_is_one_row() -> None:
    db = opened()
    list(appended(db, [[{"kind": "meeting.held", "meeting": "summit", "body": "club", **CITED}]]))
    assert db.execute("SELECT date, state, certainty FROM meetings").fetchall() == [("2000-01", "held", "possible")]
