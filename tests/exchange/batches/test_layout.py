"""The one layout: whatever is written reads back the same, and writing it again changes nothing."""

from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.batches.layout import event_lines, write_batch
from archive.exchange.batches.text import read_batch
from archive.exchange.batches.typed import draft
from archive.exchange.trees import strict_yaml
from archive.exchange.trees.nodes import of_python
from archive.kinds.registry import KINDS
from archive.model.event import ENVELOPE_FIELDS, Citation, Draft, Envelope

CITED = ({"source": "tass-20240704", "at": "ex.1-4", "says": "in force at once"},)
NASTY = [
    "#1", "a #b", "a: b", "a:", ":a", "- a", "-", "?", "? a", "[..2024-07-04]", "{a: b}", "a, b", "a]", "&a", "*a",
    "!a", "|", ">", ">-", "'a'", '"a"', "it's", "it's \"so\"", "%a", "@a", "`a`", "~", "null", "no", "true", "2010",
    "1:30", "0x1F", "<<", "=", "---", "...", "--- a", " a", "a ", "a  b", "a\nb", "a\n", "\na", "a\tb", "\\", "¶10",
    "a\\nb", "Беларусь", "عربی", "中", "a\u00a0b", "a\u200cb", "🙂", "x" * 300, "word " * 60 + "end",
    "two  spaces " * 20 + "end",
    "a: b " * 40 + "#", "it's " * 60 + "x", "- " * 80 + "x", "# " * 80 + "x", "e\u0301", "http://x.org/a?b=c&d#e",
    "../2010", "2009-../..", "a" * 50 + " " + "b" * 120 + " c", "''", '""', "key: |", "why?", "\u3000x",
]  # fmt: skip
PARTS = ["word", "a:", "#x", "-", " ", "it's", '"', "Шанхай", "b,", "}", "\n"]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=60).map(" ".join),
).filter(str.strip)


def example_of(kind: str) -> Draft:
    cls = KINDS[kind]
    cited = {"citations": CITED} if cls.nature == "world" else {}
    return draft(of_python({"kind": kind, **cited, **cls.example}))


def read(text: str) -> list[tuple[Envelope, msgspec.Struct]]:
    return [(event.envelope, event.payload) for event in read_batch(text.encode(), "f.yml").events]


def same(event: Draft) -> None:
    text = write_batch([event])
    assert read(text) == [(event.envelope, event.payload)], text
    assert write_batch(read_batch(text.encode(), "f.yml").events) == text


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_reads_back(kind: str) -> None:
    same(example_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_has_a_field_of_the_envelope(kind: str) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(KINDS[kind])}
    assert not fields & set(ENVELOPE_FIELDS)


def with_texts(event: Draft, draw: Any) -> Draft:
    """Put drawn texts into every free text of the event."""
    citations = tuple(
        Citation(source="s", at=draw(texts), says=draw(texts), quote=draw(st.one_of(st.just(""), texts)))
        for _ in event.envelope.citations
    )
    envelope = msgspec.structs.replace(event.envelope, gist=draw(texts), note=draw(texts), citations=citations)
    free = {"reason", "text", "meaning", "label", "title", "publisher", "aliases", "covers", "identifiers", "question"}
    changed: dict[str, Any] = {}
    for name in event.payload.__struct_fields__:
        value = getattr(event.payload, name)
        if name not in free or (name == "question" and event.envelope.kind != "dispute.opened"):
            continue
        if isinstance(value, tuple):
            changed[name] = tuple(draw(st.lists(texts, unique=True, max_size=5)))
        elif isinstance(value, dict):
            changed[name] = draw(st.dictionaries(texts.filter(lambda key: len(key) < 60), texts, max_size=3))
        elif isinstance(value, str):
            changed[name] = draw(texts)
    return Draft(envelope, msgspec.structs.replace(event.payload, **changed))


@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_what_is_written_reads_back(data: st.DataObject, kind: str) -> None:
    same(with_texts(example_of(kind), data.draw))


@pytest.mark.parametrize("loader", [yaml.BaseLoader, strict_yaml.LOADER])
@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_read_back_with_either_parser(text: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "LOADER", loader)
    event = example_of("entity.registered")
    citations = (Citation(source=text, at=text, says=text),)
    changed = {"label": text, "aliases": (text, "b", text + "x"), "identifiers": {text: text}}
    payload = msgspec.structs.replace(event.payload, **changed)
    same(Draft(msgspec.structs.replace(event.envelope, gist=text, disputes=(text,), citations=citations), payload))


def test_the_order_is_that_of_reading() -> None:
    event = example_of("membership.changed")
    full = msgspec.structs.replace(event.envelope, standing="rival", rival_of="x", disputes=("d",), note="n")
    names = [line.strip(" -").split(":")[0] for line in event_lines(Draft(full, event.payload))]
    own = ["subject", "object", "status"]
    after = ["gist", "standing", "rival_of", "disputes", "note", "citations", "{source"]
    assert names == ["kind", "key", "date", *own, *after]


def test_short_citations_stand_on_one_line_and_long_texts_are_folded() -> None:
    event = example_of("membership.changed")
    says = "an official ceremony at the start of the summit " * 3 + "x"
    long = Citation(source="shine-20240704", at="ex.1-3", says=says)
    gist = "Belarus becomes the tenth full member at the Astana summit, and the group grows once more after Iran."
    changed = msgspec.structs.replace(event.envelope, gist=gist, citations=(*event.envelope.citations, long))
    assert (
        list(event_lines(Draft(changed, event.payload)))
        == """\
- kind: membership.changed
  key: by-member
  date: 2024-07-04
  subject: belarus
  object: sco
  status: member
  gist: >-
    Belarus becomes the tenth full member at the Astana summit, and the group grows once more after
    Iran.
  citations:
  - {source: tass-20240704, at: ex.1-4, says: in force at once}
  - source: shine-20240704
    at: ex.1-3
    says: >-
      an official ceremony at the start of the summit an official ceremony at the start of the
      summit an official ceremony at the start of the summit x""".splitlines()
    )


def test_a_head_is_written_and_read() -> None:
    event = example_of("event.retracted")
    text = write_batch([event], recorded_at="2026-11-23T00:00:00Z", recorded_by="curator-1", why="a: b")
    batch = read_batch(text.encode(), "f.yml")
    assert (batch.recorded_at, batch.recorded_by, batch.why) == ("2026-11-23T00:00:00Z", "curator-1", "a: b")
    assert text.startswith("recorded_at: 2026-11-23T00:00:00Z\nrecorded_by: curator-1\nwhy: 'a: b'\nevents:\n- kind: ")
