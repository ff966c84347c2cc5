"""Matching: identifiers first, then names; another identifier is another entity; nothing is guessed."""

import sqlite3
from pathlib import Path

import pytest

from archive.exchange.outside.matching import LONGEST_ID, AmbiguousError, Matcher, Wanted, matcher_of, slug
from archive.kinds.families.entity import EntityRegistered
from archive.store.file.connect import open_writing
from archive.store.file.making import create
from archive.store.tables.naming import fold_name
from archive.store.writing.write import Signature, write


def named(entity: str, kind: str, form: str, name: str) -> tuple[str, str, str, str, str]:
    return entity, kind, form, name, fold_name(name)


KNOWN = [
    named("germany", "country", "label", "Germany"),
    named("germany", "country", "iso3", "DEU"),
    named("cote-divoire", "country", "label", "Côte d'Ivoire"),
    named("congo", "country", "label", "Congo"),
    named("congo", "country", "iso3", "COG"),
    named("georgia", "place", "label", "Georgia"),
    named("sco", "organisation", "label", "Shanghai Cooperation Organisation"),
    named("sco", "organisation", "alias", "SCO"),
    named("smith-1", "person", "label", "John Smith"),
    named("smith-2", "person", "label", "John Smith"),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("country", "Allemagne", identifiers=(("iso3", "DEU"),)), "germany"),
        (Wanted("country", "COTE D'IVOIRE"), "cote-divoire"),
        (Wanted("country", "germany"), "germany"),
        (Wanted("country", "Deutschland", aliases=("Germany",)), "germany"),
        (Wanted("country", "Congo", identifiers=(("iso3", "COD"),)), None),
        (Wanted("country", "Congo", identifiers=(("gec", "cf"),)), "congo"),
        (Wanted("country", "Georgia"), None),
        (Wanted("body", "sco"), "sco"),
        (Wanted("person", "SCO"), None),
        (Wanted("body", "anything", id="sco"), "sco"),
        (Wanted("country", "anything", id="georgia"), None),
        (Wanted("country", "DEU"), None),
    ],
)
def test_who_is_meant(wanted: Wanted, found: str | None) -> None:
    assert Matcher(KNOWN).find(wanted) == found


def test_two_of_one_name_are_not_guessed() -> None:
    with pytest.raises(AmbiguousError, match="smith-1 or smith-2"):
        Matcher(KNOWN).find(Wanted("person", "John Smith"))


def test_nearest_are_of_the_right_type() -> None:
    matcher = Matcher(KNOWN)
    assert matcher.near(Wanted("country", "Germny")) == ("germany",)
    assert matcher.near(Wanted("country", "Georgiaa")) == ()


def test_what_is_created_is_found_and_keeps_its_id() -> None:
    matcher = Matcher(KNOWN)
    ids = []
    for wanted in (
        Wanted("country", "Georgia"),
        Wanted("country", "Congo", identifiers=(("iso3", "COD"),)),
        Wanted("body", "X" * 30 + " " + "Y" * 40),
        Wanted("person", "Иванов", identifiers=(("wikidata", "Q7"),)),
        Wanted("person", "Петров"),
    ):
        entity, draft = matcher.create(wanted)
        assert isinstance(draft.payload, EntityRegistered)
        assert matcher.find(wanted) == draft.payload.subject == entity
        assert matcher.label(entity) == wanted.label
        ids.append(entity)
    assert ids == ["georgia-country", "congo-country", "x" * 30, "q7", "person"]


def test_a_name_known_by_its_first_bearer_becomes_ambiguous_with_the_second() -> None:
    matcher = Matcher(KNOWN)
    assert matcher.find(Wanted("country", "Congo")) == "congo"
    matcher.create(Wanted("country", "Congo", identifiers=(("iso3", "COD"),)))
    with pytest.raises(AmbiguousError):
        matcher.find(Wanted("country", "Congo"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Côte d'Ivoire", "cote-divoire"), ("  A--B_c ", "a-b-c"), ("Иран", ""), ("a" * 99, "a" * LONGEST_ID)],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_created_entity_is_accepted_by_the_log_and_matched_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create(path)
    wanted = Wanted("country", "Côte d'Ivoire", identifiers=(("iso3166-1-alpha3", "CIV"),), aliases=("Ivory Coast",))
    db: sqlite3.Connection = open_writing(str(path))
    write(
        db, [matcher_of(db).create(wanted)[1]], Signature(recorded_at="2026-01-01T00:00:00Z", recorded_by="x", why="y")
    )
    again = matcher_of(db)
    assert again.find(wanted) == again.find(Wanted("country", "ivory coast")) == "cote-divoire"
    db.close()
