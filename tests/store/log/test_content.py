from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from archive.kinds.families.entity import EntityRegistered
from archive.kinds.registry import KINDS
from archive.kinds.texts import only_texts
from archive.model import canonical
from archive.model.errors import DataError
from archive.model.event import Draft, Envelope
from archive.store.log import content
from archive.store.log.content import body_of, canonical_form, content_of, head_of, stored
from tests.store.drafts import joined

whole = st.integers(-(2**53) + 1, 2**53 - 1)
plain = st.recursive(
    st.none() | st.booleans() | whole | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(st.text(), plain, max_size=5)


def canonical_or_nothing(content: dict[str, Any]) -> bytes:
    try:
        return canonical.encode(content)
    except DataError:
        reject()


@given(contents)
def test_the_check_knows_the_canonical_bytes_without_making_them(content: dict[str, Any]) -> None:
    data = canonical_or_nothing(content)
    assert canonical_form(content) == data
    assert canonical_form(stored(data)) == data


@given(contents, st.integers(1, 10**6))
def test_a_body_is_canonical_because_its_parts_are(content: dict[str, Any], position: int) -> None:
    data = canonical_or_nothing(content)
    head = head_of("2026-11-23T00:00:00Z", "curator-1", "a test")
    whole = {"position": position, "event": content, "batch": head}
    assert body_of(data, position=position, head=head) == canonical.encode(whole)


@pytest.mark.parametrize("text", ["a\u0301", "Å", "ﬁ", "\x00\x1f\x7f\u2028\U0001f600", '"\\/\b\f\n\r\t'])
def test_odd_letters_have_one_form(text: str) -> None:
    assert canonical_form({text: [text]}) == canonical.encode({text: [text]})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(DataError, match="surrogate"):
        content_of(joined("a", gist="\ud83d"))


def test_content_does_not_depend_on_how_it_was_typed() -> None:
    assert content_of(joined("a", gist="e\u0301")) == content_of(joined("a", gist="é"))


@pytest.mark.parametrize(
    ("date", "year", "earliest", "latest"),
    [
        ("", None, None, None),
        ("2024-07-04", 2024, "2024-07-04", "2024-07-04"),
        ("2024/..", 2024, "2024-01-01", None),
        ("../2024", 2024, None, "2024-12-31"),
        ("[2001-05..]", 2001, "2001-05-01", None),
        ("0988", 988, "0988-01-01", "0988-12-31"),
    ],
)
def test_the_days_of_a_date_and_its_year(date: str, year: int | None, earliest: str | None, latest: str | None) -> None:
    columns = content_of(joined("a", date=date)).columns
    assert (columns.date, columns.year, columns.earliest, columns.latest) == (date or None, year, earliest, latest)


@given(
    st.text(max_size=20), st.text(max_size=20), st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=3)
)
def test_events_of_nothing_but_texts_have_the_same_content_by_the_short_way(
    gist: str, label: str, identifiers: dict[str, str]
) -> None:
    facts = EntityRegistered(subject="x", type="country", label=label, identifiers=identifiers)
    draft = Draft(Envelope(kind="entity.registered", gist=gist, note=label), facts)
    assert only_texts(EntityRegistered)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "only_texts", lambda _: False)
        wanted = content_or_fault(draft)
    assert content_or_fault(draft) == wanted


@given(contents)
def test_facts_kept_as_stored_are_the_content_whatever_the_kind_of_today_makes_of_them(facts: dict[str, Any]) -> None:
    envelope = Envelope(kind="entity.registered", schema_version=7, gist="e\u0301")
    draft = Draft(envelope, EntityRegistered(subject="x", type="country", label="X"), stored=facts)
    wanted = canonical_or_nothing({"kind": "entity.registered", "schema_version": 7, "gist": "é", "payload": facts})
    found = content_of(draft)
    assert (found.data, found.id) == (wanted, sha256(wanted).hexdigest())
    assert (found.columns.gist, found.columns.schema_version) == ("é", 7)


def content_or_fault(draft: Draft) -> object:
    try:
        return content_of(draft)
    except DataError as problem:
        return str(problem)


def test_numbers_go_the_long_way() -> None:
    others = {name for name, kind in KINDS.items() if not only_texts(kind)}
    assert {"list.observed", "meeting.held", "position.tagged", "source.registered"} <= others
    assert not {"membership.changed", "accession.stepped", "entity.registered", "statement.made"} & others
