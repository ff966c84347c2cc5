"""The text form: what is read, and one test for each fault, with its line and the nearest right thing."""

import pytest

from archive.exchange.batches.text import read_batch
from archive.model.errors import Fault, FaultsError

EVENT = """\
- kind: membership.changed
  key: by-member
  date: 2024-07-04
  subject: belarus
  object: sco
  status: member
  gist: The tenth member.
  citations:
  - {source: tass-20240704, at: ex.1-4, says: in force at once}
"""
BATCH = "recorded_at: 2026-11-23T00:00:00Z\nrecorded_by: curator-1\nwhy: first facts\nevents:\n" + EVENT


def shown(fault: Fault) -> str:
    return str(FaultsError([fault]))


def faults_of(text: str | bytes) -> list[Fault]:
    with pytest.raises(FaultsError) as caught:
        read_batch(text.encode() if isinstance(text, str) else text, "f.yml")
    assert all(fault.file == "f.yml" for fault in caught.value.faults)
    return list(caught.value.faults)


def changed(old: str, new: str) -> list[Fault]:
    assert old in EVENT
    return faults_of(EVENT.replace(old, new))


def test_a_batch() -> None:
    batch = read_batch(BATCH.encode(), "f.yml")
    assert (batch.recorded_at, batch.recorded_by, batch.why) == ("2026-11-23T00:00:00Z", "curator-1", "first facts")
    (event,) = batch.events
    assert (event.envelope.key, event.envelope.date, event.envelope.standing) == ("by-member", "2024-07-04", "main")
    assert event.envelope.citations[0].at == "ex.1-4"
    assert event.where is not None
    assert (event.where.file, event.where.line) == ("f.yml", 5)
    assert event.where.line_of("status") == 10
    assert event.where.line_of("citations[0].source") == 13
    assert event.where.line_of("citations[0].quote") == 13
    assert event.where.line_of("subject[0]") == 8
    assert event.where.line_of("nothing") == 5


def test_a_list_of_events_or_a_single_one_needs_no_head() -> None:
    single = EVENT.replace("- kind", "  kind")
    assert read_batch(EVENT.encode(), "f").events[0].envelope == read_batch(single.encode(), "f").events[0].envelope
    assert read_batch(EVENT.encode(), "f").recorded_at is None


def test_a_scalar_stands_for_a_list_of_one() -> None:
    payload = read_batch(EVENT.encode(), "f").events[0].payload
    listed = read_batch(EVENT.replace("belarus", "[belarus]").encode(), "f").events[0].payload
    assert payload == listed
    assert payload.subject == ("belarus",)  # type: ignore[attr-defined]  # a field of this event's kind


def test_nested_fields() -> None:
    text = """\
- kind: entity.registered
  subject: belarus
  type: country
  label: Belarus
  names:
  - {name: Беларусь, language: be}
  - name: Белоруссия
    until: 1991-09-19
  identifiers: {iso3166-1-alpha3: BLR, wikidata: Q184}
  aliases: Byelorussia
- kind: source.registered
  source: seed-002
  publisher: Asia-Plus
  title: no
  size: 4711
- kind: membership.roster
  date: 2005-07-06
  object: sco
  statuses:
    observer: [mongolia, india]
    member: china
  complete: true
  citations:
  - source: seed-002
"""
    entity, source, roster = (event.payload for event in read_batch(text.encode(), "f").events)
    assert [name.name for name in entity.names] == ["Беларусь", "Белоруссия"]  # type: ignore[attr-defined]  # a field of this event's kind
    assert entity.identifiers["wikidata"] == "Q184"  # type: ignore[attr-defined]  # a field of this event's kind
    assert entity.aliases == ("Byelorussia",)  # type: ignore[attr-defined]  # a field of this event's kind
    assert (source.title, source.size) == ("no", 4711)  # type: ignore[attr-defined]  # a field of this event's kind
    assert roster.statuses == {"observer": ("mongolia", "india"), "member": ("china",)}  # type: ignore[attr-defined]  # a field of this event's kind
    assert roster.complete is True  # type: ignore[attr-defined]  # a field of this event's kind


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "said"),
    [
        ("kind: membership.changed", "kind: membership.change", 1, "kind", "write: kind: membership.changed"),
        ("kind: membership.changed", "note: x", 1, "kind", "`kind` is missing"),
        ("status: member", "statsu: member", 6, "statsu", "write: status: member"),
        ("citations:", "told_by:", 8, "told_by", "Nearest: citations"),
        ("  object: sco\n", "", 1, "object", "`object` is missing"),
        ("  date: 2024-07-04\n", "", 1, "date", "`date` is missing"),
        ("date: 2024-07-04", "date: 04.07.2024", 3, "date", "2024-07-04"),
        ("date: 2024-07-04", "date: 2024-13-04", 3, "date", "2024-13-04"),
        ("date: 2024-07-04", "date:", 3, "date", "there is no value"),
        ("gist: The tenth member.", "gist: null", 7, "gist", "there is no value"),
        ("gist: The tenth member.", "gist: [a, b]", 7, "gist", "a list where a text is expected"),
        ("gist: The tenth member.", 'gist: "bell \\a"', 7, "gist", "U+0007"),
        ("object: sco", "object: {id: sco}", 5, "object", "a mapping where a text is expected"),
        ("subject: belarus", "subject: []", 4, "subject", "the list is empty"),
        ("subject: belarus", "subject: [india, india]", 4, "subject[1]", "here twice"),
        ("subject: belarus", "subject: india, pakistan", 4, "subject", "write: subject: [india, pakistan]"),
        ("subject: belarus", "subject: [india, [x]]", 4, "subject[1]", "a list where a text"),
        ("gist: The tenth member.", "standing: rivel", 7, "standing", "write: standing: rival"),
        ("key: by-member", "key: By Member", 2, "key", "write: key: by-member"),
        ("key: by-member", "key: 12345", 2, "key", "not a key"),
        ("source: tass-20240704", "sorce: tass-20240704", 9, "citations[0].sorce", "write: source: tass-20240704"),
        ("source: tass-20240704, ", "", 9, "citations[0].source", "`source` is missing"),
        ("says: in force at once", "says: in force, at once", 9, "citations[0].at once", "quote a value"),
        ("says: in force at once", "support: says", 9, "citations[0].support", "states"),
        (EVENT[EVENT.index("- {source") :], "- tass-20240704\n", 9, "citations[0]", "a text"),
    ],
)
def test_a_fault_of_an_event(old: str, new: str, line: int, field: str, said: str) -> None:
    (fault,) = changed(old, new)
    assert (fault.line, fault.field) == (line, field), fault
    assert said in shown(fault)
    assert f"f.yml:{line}:" in shown(fault)


def test_an_event_of_the_world_needs_a_citation() -> None:
    (fault,) = faults_of(EVENT[: EVENT.index("  citations")])
    assert (fault.line, fault.field) == (1, "citations")
    (fault,) = faults_of(EVENT[: EVENT.index("  citations")] + "  citations: []\n")
    assert (fault.line, fault.message) == (8, "the list is empty")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- kind: meeting.held\n  number: seventh\n", 2, "seventh  not a whole number"),
        ("- kind: meeting.held\n  number: 07\n", 2, "write: number: 7"),
        ("- kind: membership.roster\n  complete: yes\n", 2, "write: complete: true"),
        ("- kind: membership.roster\n  statuses: member\n", 2, "a text where a mapping is expected"),
        ("- kind: membership.roster\n  statuses:\n    member:\n", 3, "there is no value"),
        ("- kind: source.registered\n  source: TASS 2024\n", 2, "write: source: tass-2024"),
        ("- kind: source.registered\n  sha256: abc\n", 2, "not of the form"),
        ("- kind: source.registered\n  size: -1\n", 2, "at least 0"),
        ("- kind: source.registered\n  published: last week\n", 2, "published"),
        ("- kind: entity.registered\n  names:\n  - name: x\n    since: soon\n", 4, "soon"),
        ("- kind: office.attested\n  on: [2024-01-01, soon]\n", 2, "soon"),
        ("- kind: event.corrected\n  set: {}\n", 2, "the mapping is empty"),
    ],
)
def test_a_fault_of_a_typed_value(text: str, line: int, said: str) -> None:
    found = [shown(fault) for fault in faults_of(text) if fault.line == line]
    assert any(said in text for text in found), found


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("recorded_at: 2026-11-23T00:00:00Z", "recorded_at: 2026-11-23", 1, "not an instant"),
        ("recorded_at: 2026-11-23T00:00:00Z", "recorded_at: 2026-02-30T00:00:00Z", 1, "not an instant"),
        ("recorded_at: 2026-11-23T00:00:00Z", "recorded_at: 2026-11-23T00:00:00.5Z", 1, "not an instant"),
        ("recorded_by: curator-1", "recorded_by: me@example.org", 2, "not a handle"),
        ("recorded_by: curator-1", "recorded-by: curator-1", 2, "write: recorded_by: curator-1"),
        ("why: first facts", "why:", 3, "there is no value"),
        (EVENT, "", 4, "a text where the list of events is expected"),
        ("events:\n" + EVENT, "events: []\n", 4, "there are no events"),
        ("events:", "event:", 4, "Nearest: events"),
        ("events:\n" + EVENT, "", 1, "there are no events"),
    ],
)
def test_a_fault_of_the_head(old: str, new: str, line: int, said: str) -> None:
    (fault,) = faults_of(BATCH.replace(old, new))
    assert fault.line == line
    assert said in shown(fault)


@pytest.mark.parametrize("text", ["just words\n", "'a'\n"])
def test_the_top_level_is_of_another_shape(text: str) -> None:
    (fault,) = faults_of(text)
    assert "a text where events are expected" in fault.message


def test_a_list_of_something_else() -> None:
    assert [fault.line for fault in faults_of("- one\n- [two]\n")] == [1, 2]


def test_every_fault_is_told_in_the_order_of_the_file() -> None:
    text = EVENT.replace("status: member", "statsu: member") + EVENT.replace("2024-07-04\n", "4 July\n")
    assert [(fault.line, fault.field) for fault in faults_of(text)] == [(6, "statsu"), (12, "date")]


def test_reading_goes_on_behind_a_broken_event() -> None:
    broken = EVENT.replace("gist: The tenth member.", "gist: the tenth: member")
    text = BATCH + broken + EVENT.replace("status: member", "status:") + broken
    assert [fault.line for fault in faults_of(text)] == [20, 28, 38]


def test_a_quote_that_never_closes_is_told_once() -> None:
    text = BATCH + EVENT.replace("gist: The", "gist: 'The") + EVENT
    assert [fault.line for fault in faults_of(text)] == [20]


def test_a_brace_that_never_closes_is_told_once() -> None:
    text = BATCH + EVENT.replace("at once}", "at once") + EVENT
    assert [fault.line for fault in faults_of(text)] == [22]


def test_a_null_in_yaml_may_be_quoted() -> None:
    (event,) = read_batch(EVENT.replace("The tenth member.", "'null'").encode(), "f").events
    assert event.envelope.gist == "null"


def test_hundreds_of_faults_are_not_told_one_by_one() -> None:
    with pytest.raises(FaultsError) as caught:
        read_batch(b"- kind: x\n" * 5000, "f.yml")
    assert len(caught.value.faults) == 100
    assert "there may be more" in (caught.value.hint or "")


def test_how_dates_are_written_is_told_once() -> None:
    first, second = faults_of(EVENT.replace("2024-07-04\n", "4 July\n") * 2)
    assert "2024-07~" in (first.hint or "")
    assert second.hint is None


def test_the_only_event_is_broken() -> None:
    (fault,) = faults_of("- kind: a: b\n")
    assert "must be quoted" in fault.message
