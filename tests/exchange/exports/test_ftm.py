"""FollowTheMoney out: by its own model where it is installed, and by the few rules we rely on where it is not."""

import json
import re
from collections import Counter

import pytest

from archive.exchange.exports.ftm import write
from archive.exchange.exports.graph import Called, Graph, Met, Source, Thing, Tied

REQUIRED = {
    "Person": {"name"}, "LegalEntity": {"name"}, "PublicBody": {"name"}, "Organization": {"name"}, "Position": {"name"},
    "Event": {"name"}, "Membership": {"member", "organization"}, "Occupancy": {"holder", "post"},
    "Directorship": {"director", "organization"},
}  # fmt: skip
REFERENCES = {
    "member": {"LegalEntity", "Person", "PublicBody", "Organization"}, "organization": {"Organization"},
    "holder": {"Person"}, "post": {"Position"}, "organizer": {"LegalEntity", "Organization", "PublicBody"},
    "director": {"LegalEntity", "Person", "PublicBody", "Organization"},
}  # fmt: skip
DATES = ("startDate", "endDate", "date", "incorporationDate", "dissolutionDate")
SOURCE = Source("s", "Gazette", "(list)", "https://example.org/list")


def tied(who, what, value="holds", about="office", **more):
    plain = {
        "certainty": "certain", "since": "2020-01-01", "until": None, "first": ("2020-01-01", "2020-01-01"),
        "out": None, "seen": (), "otherwise": False, "events": ("e1",), "sources": (SOURCE,),
    }  # fmt: skip
    return Tied(about=about, who=who, what=what, value=value, **{**plain, **more})


def made():
    things = [
        Thing("ada", "person", "Ada", identifiers={"wikidata": "Q7259"}, names=(Called("Ада", "ru"),)),
        Thing("belarus", "country", "Belarus", identifiers={"iso3166-1-alpha2": "BY", "wikidata": "none"}),
        Thing("ministry", "authority", "Ministry"),
        Thing("union", "organisation", "Union", founded=("2001-06-15", "2001-06-15")),
        Thing("council", "body", "Council", parent="union"),
        Thing("chair", "office", "Chair of the Council", parent="council"),
        Thing("elder", "office", "Elder"),
        Thing("head", "office", "Head of State", parent="belarus"),
    ]
    ties = [
        tied("belarus", "union", "member", "membership", out=("2024-02-02", "2024-02-29"), until="2024-02"),
        tied(
            "ada",
            "union",
            "observer",
            "membership",
            certainty="attested",
            since=None,
            first=None,
            seen=("2021", "2022~"),
        ),
        tied("ada", "chair", first=("2019-12-31", "2020-01-01"), otherwise=True),
        tied("belarus", "chair"),
        tied("belarus", "elder"),
        tied("ada", "head"),
        tied("belarus", "head"),
    ]
    meeting = Met("m1", "Session", "council", "2020-01-01", "2020-01-02", "Minsk", {}, ("e2",), (SOURCE,))
    return Graph({one.id: one for one in things}, ties, [meeting])


@pytest.fixture(scope="module")
def entities():
    left: Counter[str] = Counter()
    lines = [json.loads(line) for line in write(made(), left)]
    assert left == {"office without a body, held by no person": 2}
    return {one["id"]: one for one in lines}


def of_schema(entities, schema):
    return [one["properties"] for one in entities.values() if one["schema"] == schema]


def test_everything_has_its_schema_and_what_that_requires(entities):
    assert {one["schema"] for one in entities.values()} == REQUIRED.keys()
    for one in entities.values():
        assert REQUIRED[one["schema"]] <= one["properties"].keys(), one
        for name, values in one["properties"].items():
            assert values == list(dict.fromkeys(values)) != [], (one, name)
            if name in DATES:
                assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", value) for value in values)


def test_references_are_to_entities_that_are_there_before(entities):
    before = {}
    for one in entities.values():
        before[one["id"]] = one["schema"]
        for name, schemata in REFERENCES.items():
            assert all(before[value] in schemata for value in one["properties"].get(name, ())), one


def test_what_is_told(entities):
    member, seen = of_schema(entities, "Membership")
    assert (member["role"], member["startDate"], member["endDate"]) == (["member"], ["2020-01-01"], ["2024-02"])
    assert (seen["date"], seen["summary"], "startDate" in seen) == (["2021"], ["attested"], False)
    chair, head = of_schema(entities, "Occupancy")
    assert head["post"] == ["archive-head"]
    assert {"name": ["Head of State"], "country": ["by"]} in of_schema(entities, "Position")
    assert (chair["summary"], "startDate" in chair) == (["told otherwise too"], False)
    assert of_schema(entities, "Directorship")[0]["role"] == ["Chair of the Council"]
    assert of_schema(entities, "LegalEntity") == [{"name": ["Belarus"], "country": ["by"]}]
    assert of_schema(entities, "Person") == [{"name": ["Ada"], "alias": ["Ада"], "wikidataId": ["Q7259"]}]
    assert member["sourceUrl"] == ["https://example.org/list"]


def test_its_own_model_takes_it(entities):
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not here: pip install -e '.[ftm-check]'")
    for one in entities.values():
        check(ftm.model, one, entities)


def check(model, entity, entities):
    """Ask FollowTheMoney itself: the schema, the properties, every value clean, the range of references."""
    schema = model.get(entity["schema"])
    assert schema is not None
    assert not schema.abstract
    schema.validate(entity)
    for name, values in entity["properties"].items():
        prop = schema.properties[name]
        for value in values:
            clean = prop.type.clean(value)
            # Of names and texts it takes out joiners that some scripts are written with; the rest must stay as it is.
            assert clean == value or (clean and prop.type.name in {"name", "string", "text"}), (entity, name)
            if prop.range is not None:
                assert model.get(entities[value]["schema"]).is_a(prop.range)
    assert model.get_proxy(entity, cleaned=False).to_dict()["properties"].keys() == entity["properties"].keys()
