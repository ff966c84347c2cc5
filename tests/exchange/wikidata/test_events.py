"""Wikidata in: statements with their times, ranks and references, and what is wrong with a file."""

import json

import pytest

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import Matcher
from archive.exchange.outside.taking_in import Terms
from archive.exchange.wikidata.events import read
from archive.model.errors import FaultsError
from tests.exchange.wikidata.made import entity, item_value, page, snak, statement, text_value, time_value, titled

COUNCIL, MAYOR, ADA, BO = 900001, 900002, 900010, 900011
START, END = time_value("2001-06-15"), time_value("2005-03-01")


def member(of=ADA, what=COUNCIL, **more):
    return statement("P463", item_value(what), of=f"Q{of}", **more)


def ada(*statements, **more):
    human = statement("P31", item_value(5), of=f"Q{ADA}", number=99)
    return entity(f"Q{ADA}", "Ada Example", human, *statements, **more)


def council():
    return entity(f"Q{COUNCIL}", "Town Council")


def taken(data, matcher=None, **terms):
    bad = BadRecords("wd.json")
    found = read(data, matcher or Matcher(), bad, Terms(**{"source": "wd", "create": True, **terms}))
    return found.drafts, found.notes, bad


def events(*entities, **terms):
    """Return the events that are no registrations."""
    drafts, _, bad = taken(page(*entities), **terms)
    bad.refuse()
    return [one for one in drafts if not one.envelope.kind.endswith(".registered")]


def registered(*entities, **terms):
    drafts, _, bad = taken(page(*entities), **terms)
    bad.refuse()
    return {one.payload.subject: one.payload for one in drafts if one.envelope.kind == "entity.registered"}


def wrong(data, **terms):
    with pytest.raises(FaultsError) as caught:
        taken(data, **terms)[2].refuse()
    return str(caught.value) + "\n" + (caught.value.hint or "")


@pytest.mark.parametrize(
    ("qualifiers", "kind", "dates"),
    [
        ({"P580": START, "P582": END}, "membership.changed", ["2001-06-15/2005-03-01"]),
        ({"P580": START}, "membership.changed", ["2001-06-15"]),
        ({"P580": START, "P582": "novalue"}, "membership.changed", ["2001-06-15/.."]),
        ({"P580": START, "P582": "somevalue"}, "membership.changed", ["2001-06-15/"]),
        ({"P580": "somevalue", "P582": END}, "membership.changed", ["/2005-03-01"]),
        ({"P582": END}, "membership.changed", ["/2005-03-01"]),
        ({"P585": [time_value("2001-00-00", 9), END]}, "membership.attested", ["2001", "2005-03-01"]),
        ({"P585": START, "P580": START}, "membership.changed", ["2001-06-15"]),
        (
            {"P580": time_value("2000-00-00", 7), "P582": END}, "membership.changed",
            ["[1901-01-01..2099-12-31]", "2005-03-02"],
        ),
    ],
    ids=str,
)  # fmt: skip
def test_qualifiers_date_the_events(qualifiers, kind, dates):
    found = events(ada(member(**qualifiers)), council())
    assert [one.envelope.date for one in found] == dates
    assert {one.envelope.kind for one in found} == {kind}
    assert {(one.payload.subject, one.payload.object) for one in found} == {(("ada-example",), "town-council")}
    assert found[0].payload.status == "member"
    assert found[-1].payload.status == ("none" if len(dates) > 1 and kind.endswith("changed") else "member")


@pytest.mark.parametrize(
    ("made", "note"),
    [
        (member(), "left out: 1 statement without any date (--on DATE takes them for sightings on that day)"),
        (member(P582="somevalue"), "left out: 1 statement without any date"),
        (statement("P463", "somevalue", of=f"Q{ADA}"), "left out: 1 statement with an unknown value"),
        (statement("P39", "novalue", of=f"Q{ADA}"), "left out: 1 statement that there is none"),
    ],
)
def test_what_tells_nothing_that_can_be_kept_is_left_out_and_counted(made, note):
    drafts, notes, bad = taken(page(ada(made), council()))
    assert (drafts, len(bad)) == ([], 0)
    assert notes[0].startswith(note)


def test_a_statement_without_dates_is_a_sighting_on_the_day_that_is_told():
    (seen,) = events(ada(member()), council(), on="2024-05-02")
    assert (seen.envelope.kind, seen.envelope.date) == ("membership.attested", "2024-05-02")


def test_positions_are_offices_of_what_they_are_part_of():
    mayor = entity(f"Q{MAYOR}", "Mayor", statement("P361", item_value(COUNCIL), of=f"Q{MAYOR}"))
    held = statement("P39", item_value(MAYOR), of=f"Q{ADA}", P580=START, P1365=item_value(BO), P1366=item_value(5))
    made = (ada(held), mayor, council(), entity(f"Q{BO}", "Bo Old"))
    (event,) = events(*made)
    assert (event.envelope.kind, event.payload.subject, event.payload.office) == (
        "office.assumed",
        "ada-example",
        "mayor",
    )
    assert event.envelope.note == "replaces Bo Old; replaced by Q5"
    found = registered(*made)
    assert (found["mayor"].type, found["mayor"].parent) == ("office", "town-council")
    assert "bo-old" not in found


def test_what_is_part_of_something_for_good_is_its_organ():
    committee = entity("Q900003", "Committee", statement("P361", item_value(COUNCIL), of="Q900003"))
    found = registered(ada(member(what=900003, P580=START)), committee, council())
    assert (found["committee"].type, found["committee"].parent) == ("body", "town-council")
    timed = entity("Q900003", "Committee", statement("P361", item_value(COUNCIL), of="Q900003", P580=START))
    (event,) = events(timed, council())
    assert (event.payload.subject, event.payload.object) == (("committee",), "town-council")


def test_countries_are_known_by_their_codes():
    code = statement("P298", text_value("BLR", "external-id"), of="Q900020")
    country = entity("Q900020", "Weissrussland", code, member(of=900020, P580=START))
    assert registered(country, council())["weissrussland"].type == "country"
    known = [("belarus", "country", "iso3166-1-alpha3", "BLR", "blr")]
    (event,) = events(country, council(), matcher=Matcher(known))
    assert event.payload.subject == ("belarus",)


def test_labels_are_names_in_their_languages():
    labels = {
        language: {"language": language, "value": name}
        for language, name in (("de", "Ada Beispiel"), ("en", "Ada Example"), ("ru", "Ада"), ("sv", "Ada Example"))
    }
    aliases = {"en": [{"language": "en", "value": "A. Example"}], "de": [{"language": "de", "value": "A. B."}]}
    found = registered(ada(member(P580=START), labels=labels, aliases=aliases), council())["ada-example"]
    assert [(one.name, one.language) for one in found.names] == [("Ada Beispiel", "de"), ("Ада", "ru")]
    assert found.aliases == ("A. Example",)
    assert found.identifiers == {"wikidata": f"Q{ADA}"}


def test_an_item_without_a_label_is_listed_and_called_by_its_number_only_when_created():
    data = page(ada(member(what=900099, P580=START)))
    assert "no organisation of the archive is called 'Q900099'" in wrong(data, create=False)
    assert registered(ada(member(what=900099, P580=START)))["q900099"].label == "Q900099"


def standing(*statements):
    found = events(ada(*statements), council())
    return [(one.envelope.date, one.envelope.standing, one.envelope.rival_of) for one in found]


def test_a_deprecated_statement_is_kept_as_deprecated():
    assert standing(member(rank="deprecated", P580=START)) == [("2001-06-15", "deprecated", "")]


def test_the_preferred_statement_is_the_newest_and_makes_no_rivals():
    later = member(number=2, rank="preferred", P580=time_value("2010-01-01"))
    assert standing(member(P580=START, P582=END), later) == [
        ("2001-06-15/2005-03-01", "main", ""),
        ("2010-01-01", "main", ""),
    ]


def test_another_date_of_the_same_spell_is_a_rival_of_the_preferred_one():
    other = member(number=2, rank="preferred", P580=time_value("2001-07-01"))
    key = f"wd-q{ADA}-00000002-4f4e-4c55-8e08-5c8e5f7c0001"
    assert sorted(standing(member(P580=START), other)) == [("2001-06-15", "rival", key), ("2001-07-01", "main", "")]


def test_references_are_sources_known_by_way_of_wikidata():
    document = {
        "P854": text_value("https://www.example.org/minutes"), "P1476": titled("Minutes"),
        "P577": time_value("2001-06-00", 10), "P813": time_value("2024-01-02"),
    }  # fmt: skip
    stated = {"P248": item_value(900050), "P577": time_value("-0044-03-15T00:00:00Z")}
    references = [document, stated, {"P143": item_value(328)}, document]
    drafts, *_ = taken(page(ada(member(P580=START, references=references)), council()))
    sources = [one.payload for one in drafts if one.envelope.kind == "source.registered"]
    first, second = sources
    assert (first.publisher, first.title, first.address) == (
        "example.org",
        "Minutes",
        "https://www.example.org/minutes",
    )
    assert (first.published, first.retrieved, first.via, first.seen) == ("2001-06", "2024-01-02", "Wikidata", "excerpt")
    assert (second.publisher, second.title, second.published) == ("Q900050", "(Q900050)", None)
    cited = drafts[-1].envelope.citations
    assert [one.source for one in cited] == ["wd", first.source, second.source]
    assert cited[0].at == f"Q{ADA}$00000001-4F4E-4C55-8E08-5C8E5F7C0001"
    assert cited[0].says == "P463 with P580"


FORMS = {
    "page": lambda entities: page(*entities),
    "pretty page": lambda entities: json.dumps({"entities": {e["id"]: e for e in entities}}, indent=1).encode(),
    "array": lambda entities: json.dumps(entities).encode(),
    "pretty array": lambda entities: json.dumps(entities, indent=2).encode(),
    "lines": lambda entities: b"\n".join(json.dumps(one).encode() for one in entities),
    "lines with a mark": lambda entities: b"\xef\xbb\xbf" + b"\r\n".join(json.dumps(one).encode() for one in entities),
    "dump": lambda entities: b"[\n" + b",\n".join(json.dumps(one).encode() for one in entities) + b"\n]\n",
    "pages": lambda entities: b"\n".join(page(one) for one in entities),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_file_tells_the_same(form):
    entities = [ada(member(P580=START)), council(), entity(f"Q{BO}", "Bo", member(of=BO, P580=END))]
    drafts, notes, bad = taken(FORMS[form](entities))
    assert (len(bad), notes) == (0, [])
    assert drafts == taken(page(*entities))[0]
    assert len(drafts) == 5


def test_one_entity_alone_is_a_file():
    assert len(taken(json.dumps(ada(member(P580=START))).encode())[0]) == 3


def test_other_things_than_items_are_passed_over():
    others = {"Q1": {"id": "Q1", "missing": ""}, "P31": {"id": "P31", "type": "property", "labels": []}}
    drafts, _, bad = taken(json.dumps({"entities": others}).encode())
    assert (drafts, len(bad)) == ([], 0)
    assert taken(b'{"entities": []}')[0] == []


@pytest.mark.parametrize("form", FORMS)
def test_what_is_too_large_is_not_read(form, monkeypatch):
    monkeypatch.setattr("archive.exchange.wikidata.file.MAX_DOCUMENT", 1000)
    entities = [ada(member(P580=START)), council()]
    text = wrong(FORMS[form](entities))
    assert "one document of more than" in text
    assert "give one entity a line" in text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", ["the file is empty"]),
        (b"\n\n", ["the file is empty"]),
        (b"<html>\n<body>", ["this is not JSON"]),
        (page(ada(), council())[:-40], ["the file ends in the middle of the JSON"]),
        (page(ada()).decode().encode("utf-16"), ["the file is UTF-16, not UTF-8"]),
        (b'{"persons": []}', ["nothing of Wikidata's form", '"claims"']),
        (b'"Q1"', ["nothing of Wikidata's form"]),
        (b"[3, 4]", ["[0]", "no entity"]),
        (b'{"error": {"code": "no-such-entity", "info": "Could not find an entity"}}', ["Could not find an entity"]),
        (b'{"id": "Q1", "labels": []}\n{"id": "Q2",\n', ["line 2", "cut off"]),
        (b'{"id": "Q1", "labels": []}\n{"id": "Q1", "labels": []}\n', ["the file has this entity twice"]),
        (b'{"id": "Q1", "labels": {"en": "x"}}', ["Q1.labels", "expected `object`"]),
    ],
    ids=lambda value: str(value[:14]),
)
def test_a_file_that_is_not_of_wikidata_is_refused(data, says):
    text = wrong(data)
    assert [part for part in says if part not in text] == []


def test_every_wrong_statement_is_told_at_once_with_its_path():
    two_starts = member(number=1, P580=[START, END])
    backwards = member(number=2, P580=END, P582=START)
    ancient = member(number=3, P580=time_value("-0044-03-15T00:00:00Z"))
    text_as_item = statement("P463", text_value("x"), of=f"Q{ADA}", number=4)
    broken = {**member(number=5), "rank": "best"}
    no_time = member(number=6)
    no_time["qualifiers"] = {"P580": [snak("P580", text_value("2001"))]}
    text = wrong(page(ada(two_starts, backwards, ancient, text_as_item, broken, no_time), council()))
    assert "6 faults" in text
    for says in (
        f"Q{ADA}.P463[0].qualifiers",
        "2 values of P580",
        "it ends on 2001-06-15, before it begins on 2005-03-01",
        "nothing before our era can be taken in",
        f"Q{ADA}.P463[3].mainsnak",
        "not an item",
        f"Q{ADA}.P463[4].rank",
        "invalid enum value 'best'",
        "not a time",
        "--skip-bad FILE",
    ):
        assert says in text, (says, text)
