"""Popolo in: who is where from when until when, whose dates they are, and what is wrong with a file."""

import json
from typing import Any

import pytest

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import Matcher
from archive.exchange.outside.taking_in import Terms
from archive.exchange.popolo.events import read
from archive.model.errors import FaultsError

COUNCIL: dict[str, Any] = {
    "persons": [
        {
            "id": "p1", "name": "Ada Example", "birth_date": "1970-01-01", "email": "ada@example.org",
            "identifiers": [
                {"scheme": "wikidata", "identifier": "Q900010"}, {"scheme": "twitter", "identifier": "ada"},
            ],
            "other_names": [
                {"name": "Ada Example", "lang": "en"}, {"name": "Ада Пример", "lang": "ru"},
                {"name": "A. Example", "note": "alternate"},
                {"name": "Ada Sample", "lang": "de"}, {"name": "Ada Sample", "lang": "nl"},
            ],
        },
        {"id": "p2", "given_name": "Bo", "family_name": "Old"},
    ],
    "organizations": [
        {"id": "o1", "name": "Town Council", "classification": "legislature"},
        {"id": "o2", "name": "Budget Committee", "parent_id": "o1"},
        {"id": "party", "name": "Blue Party", "classification": "party"},
        {"id": "unused", "name": "Unused", "classification": "party"},
    ],
    "posts": [{"id": "mayor", "label": "Mayor", "organization_id": "o1"}],
    "areas": [{"id": "a1", "name": "Old Town"}],
    "events": [
        {
            "id": "t1", "name": "1st term", "classification": "legislative period", "start_date": "2010-01-01",
            "end_date": "2013-12-31",
        },
        {"id": "e1", "name": "Election 2010", "classification": "general election", "start_date": "2010"},
    ],
    "memberships": [],
}  # fmt: skip


def file(*memberships, **changes):
    return json.dumps({**COUNCIL, "memberships": list(memberships), **changes}).encode()


def taken(data, matcher=None, **terms):
    """Return the drafts, the notes and the bad records of a file."""
    bad = BadRecords("council.json")
    found = read(data, matcher or Matcher(), bad, Terms(**{"source": "s", "create": True, **terms}))
    return found.drafts, found.notes, bad


def events(data, **terms):
    """Return kind, date, who and what of each event that is no registration."""
    drafts, _, bad = taken(data, **terms)
    bad.refuse()
    return [_told(one.envelope, one.payload) for one in drafts if one.envelope.kind != "entity.registered"]


def _told(envelope, payload):
    who = payload.subject if isinstance(payload.subject, str) else payload.subject[0]
    return envelope.kind, envelope.date, who, getattr(payload, "object", None) or payload.office


def wrong(data, **terms):
    """Return what is said of a file that is refused, its parts in one text."""
    with pytest.raises(FaultsError) as caught:
        taken(data, **terms)[2].refuse()
    return str(caught.value) + "\n" + (caught.value.hint or "")


PLAIN = {"person_id": "p1", "organization_id": "o1", "role": "member"}


@pytest.mark.parametrize(
    ("dates", "expected", "says"),
    [
        ({"start_date": "2011-05-01", "end_date": "2012-06-30"}, "2011-05-01/2012-06-30", "member"),
        (
            {"legislative_period_id": "t1"}, "2010-01-01/2013-12-31",
            "member; both days are those of the legislative period 1st term",
        ),
        (
            {"legislative_period_id": "t1", "start_date": "2011-05-01"}, "2011-05-01/2013-12-31",
            "member; the last day is that of the legislative period 1st term",
        ),
        (
            {"legislative_period_id": "t1", "end_date": "2011-05", "start_date": None}, "2010-01-01/2011-05",
            "member; the first day is that of the legislative period 1st term",
        ),
        ({"end_date": "2011-05-01"}, "/2011-05-01", "member"),
        ({"start_date": "2011"}, "2011", "member"),
    ],
)  # fmt: skip
def test_the_dates_are_its_own_or_those_of_its_period(dates, expected, says):
    drafts, _, bad = taken(file({**PLAIN, **dates}))
    assert not len(bad)
    (event,) = [one for one in drafts if one.envelope.kind == "membership.changed"]
    assert event.envelope.date == expected
    assert event.envelope.citations[0].says == says
    assert event.envelope.citations[0].at == "memberships[0]"


def test_ends_may_be_first_days_out():
    found = events(file({**PLAIN, "start_date": "2011-05-01", "end_date": "2012-07-01"}), end_is="first-day-out")
    assert found == [
        ("membership.changed", "2011-05-01", "ada-example", "town-council"),
        ("membership.changed", "2012-07-01", "ada-example", "town-council"),
    ]


def test_without_any_date_it_is_a_sighting_on_the_day_of_the_file():
    assert events(file(PLAIN), published="2020-05") == [
        ("membership.attested", "2020-05", "ada-example", "town-council")
    ]
    assert events(file(PLAIN), published="2020-05", on="2020-04-30")[0][1] == "2020-04-30"
    assert "1 of 1 memberships have no date" in taken(file(PLAIN), on="2020")[1][0]


def test_without_any_date_and_day_it_is_bad_and_says_what_to_give():
    text = wrong(file(PLAIN))
    assert "memberships[0]" in text
    assert "no date, and none to take over" in text
    assert "--on DATE" in text


def test_roles_posts_and_parties():
    found = events(
        file(
            {**PLAIN, "legislative_period_id": "t1", "on_behalf_of_id": "party"},
            {"person_id": "p2", "post_id": "mayor", "start_date": "2012"},
            {"person_id": "p2", "organization_id": "o2", "role": "chair", "start_date": "2011"},
            {"person_id": "p2", "organization_id": "o1", "role": "Observer", "start_date": "2009"},
        )
    )
    assert sorted(found) == [
        ("membership.changed", "2009", "bo-old", "town-council"),
        ("membership.changed", "2010-01-01/2013-12-31", "ada-example", "blue-party"),
        ("membership.changed", "2010-01-01/2013-12-31", "ada-example", "town-council"),
        ("membership.changed", "2011", "bo-old", "budget-committee"),
        ("office.assumed", "2011", "bo-old", "chair-budget-committee"),
        ("office.assumed", "2012", "bo-old", "mayor"),
    ]


def test_persons_have_names_and_codes_and_nothing_private():
    drafts, *_ = taken(file({**PLAIN, "start_date": "2011"}))
    ada, council = (one.payload for one in drafts if one.envelope.kind == "entity.registered")
    assert (ada.subject, ada.type, ada.identifiers) == ("ada-example", "person", {"wikidata": "Q900010"})
    assert [(one.name, one.language) for one in ada.names] == [("Ада Пример", "ru")]
    assert ada.aliases == ("A. Example", "Ada Sample")
    assert (council.subject, council.type) == ("town-council", "organisation")
    assert "1970" not in str(drafts)
    assert "ada@" not in str(drafts)


def test_organs_have_parents_and_unused_organizations_stay_out():
    drafts, *_ = taken(file({"person_id": "p1", "organization_id": "o2", "start_date": "2011"}))
    found = {one.payload.subject: one.payload for one in drafts if one.envelope.kind == "entity.registered"}
    assert (found["budget-committee"].type, found["budget-committee"].parent) == ("body", "town-council")
    assert "unused" not in found


def test_posts_of_one_name_in_two_organizations_are_two():
    posts = [
        {"id": "1", "label": "Clerk", "organization_id": "o1"},
        {"id": "2", "label": "Clerk", "organization_id": "o2"},
    ]
    members = [{"person_id": "p1", "post_id": one["id"], "start_date": "2011"} for one in posts]
    assert [one[3] for one in events(file(*members, posts=posts))] == ["clerk", "clerk-office"]


def test_two_areas_of_one_person_are_one_membership_told_twice():
    twice = {**PLAIN, "legislative_period_id": "t1", "area_id": "a1"}
    drafts, *_ = taken(file(twice, {**twice, "area_id": None}))
    (event,) = [one for one in drafts if one.envelope.kind == "membership.changed"]
    assert [one.at for one in event.envelope.citations] == ["memberships[0]", "memberships[1]"]
    assert event.envelope.citations[0].says.startswith("member for Old Town")


def test_foundings_and_meetings_are_events_too():
    organizations = [{"id": "o1", "name": "Town Council", "founding_date": "1990-01", "dissolution_date": "2015-03-01"}]
    meetings = [
        {
            "id": "m1", "name": "Session of June", "classification": "meeting", "start_date": "2011-06-01T10:00:00Z",
            "end_date": "2011-06-02T12:00:00Z", "organization_id": "o1",
        }
    ]  # fmt: skip
    drafts, _, bad = taken(file(organizations=organizations, events=meetings, posts=[]))
    assert not len(bad)
    assert [(one.envelope.kind, one.envelope.date) for one in drafts] == [
        ("entity.registered", ""),
        ("entity.registered", ""),
        ("body.established", "1990-01"),
        ("body.dissolved", "2015-03-01"),
        ("meeting.held", "2011-06-01/2011-06-02"),
    ]


def test_notes_say_whose_dates_they_are_and_what_is_left_out():
    member = {**PLAIN, "legislative_period_id": "t1"}
    notes = taken(file(member, {**member, "person_id": "p2", "start_date": "2011-01-01"}))[1]
    assert notes == [
        "2 of 2 memberships take a date from their legislative period: 1st term (2)",
        "left out, events that the archive has no place for: 1 general election",
    ]
    assert taken(file(member))[1][0].startswith("no membership has a date of its own: all 1 take those")


ARCHIVE = [
    ("ada-example", "person", "label", "Ada Example", "ada example"),
    ("town-council", "organisation", "label", "Town Council", "town council"),
    ("ada", "person", "label", "Somebody Else", "somebody else"),
    ("ada", "person", "wikidata", "Q900010", "q900010"),
]


def test_an_identifier_decides_before_a_name():
    data = file({**PLAIN, "start_date": "2011"})
    assert events(data, matcher=Matcher(ARCHIVE), create=False) == [
        ("membership.changed", "2011", "ada", "town-council")
    ]


def test_who_is_not_known_is_listed_with_the_nearest_and_nothing_comes_of_it():
    persons = [{"id": "p1", "name": "Ada Exampel"}, {"id": "p2", "name": "Xu"}]
    data = file({**PLAIN, "start_date": "2011"}, {**PLAIN, "person_id": "p2", "start_date": "2011"}, persons=persons)
    text = wrong(data, matcher=Matcher(ARCHIVE), create=False)
    assert "2 faults" in text
    assert "no person of the archive is called 'Ada Exampel'. Nearest: ada-example" in text
    assert "--create registers who and what the archive does not know" in text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", ["the file is empty"]),
        (b"persons: []\n", ["council.json:1:1", "this is not JSON"]),
        (file()[:-30], ["the file ends in the middle of the JSON", "cut off"]),
        (b'{"persons": [\n {"id": "p1",}\n]}', ["council.json:2", "not JSON"]),
        (file() + b"{}", ["there is more after the end"]),
        (file().decode().encode("utf-16"), ["the file is UTF-16, not UTF-8"]),
        ('{"persons": [{"id": "1", "name": "Ó"}]}'.encode("latin-1"), ["byte 0xD3 is not UTF-8"]),
        (b"[" * 100_000, ["nested too deep"]),
        (b'{"persons": [], "persons": []}', ["`persons` is here twice"]),
        (b"[]", ["a list where Popolo is expected", "persons, organizations, memberships"]),
        (b'{"entities": {}}', ["an object with other names where Popolo is expected"]),
        (b'{"persons": {}, "memberships": []}', ["persons", "not a list"]),
    ],
    ids=lambda value: str(value[:12]),
)
def test_a_file_that_is_no_popolo_is_refused(data, says):
    text = wrong(data)
    assert [part for part in says if part not in text] == []


def test_what_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("archive.exchange.files.json_document.MAX_DOCUMENT", 1000)
    assert "the file is larger than" in wrong(file(PLAIN))


def test_a_million_letters_are_shown_short():
    text = wrong(file({**PLAIN, "person_id": "x" * 1_000_000, "start_date": "2011"}))
    assert "no person of the file has this id" in text
    assert len(text) < 1000


def test_every_wrong_record_is_told_at_once_with_its_path():
    data = file(
        {**PLAIN, "person_id": "p9", "start_date": "2011"},
        {**PLAIN, "start_date": "2012-12-01", "end_date": "2012-01-12"},
        {**PLAIN, "start_date": "01/12/2011"},
        {**PLAIN, "start_date": 2011},
        {**PLAIN, "organization_id": "o9", "on_behalf_of_id": "partu", "start_date": "2011"},
        {"organization_id": "o1", "start_date": "2011"},
        {"person_id": "p1", "start_date": "2011"},
        {"member": {"id": "nobody"}, "organization_id": "o1", "start_date": "2011"},
        {**PLAIN, "start_date": "2011", "legislative_period_id": "t2"},
        persons=[*COUNCIL["persons"], {"id": "p1", "name": "Again"}, {"name": "No id"}, {"id": 7}, "nobody"],
    )
    text = " ".join(wrong(data).split())
    for says in (
        "memberships[0].person_id p9",
        "no person of the file has this id",
        "it ends on 2012-01-12, before it begins on 2012-12-01",
        "1 December or 12 January?",
        "memberships[3].start_date",
        "expected `str | null`, got `int`",
        "memberships[4].organization_id",
        "no organization of the file has this id. Nearest: party",
        "memberships[5].person_id",
        "memberships[6].organization_id",
        "no record of the file has the id 'nobody'",
        "no legislative period of the file has this id",
        "persons[0] has the same id",
        "persons[3].id",
        "persons[4].id",
        "persons[5]",
    ):
        assert says in text, (says, text)


def test_what_names_a_bad_record_is_left_out_with_it():
    persons = [COUNCIL["persons"][0], {"id": "p2", "name": 5}]
    data = file({**PLAIN, "start_date": "2011"}, {**PLAIN, "person_id": "p2", "start_date": "2011"}, persons=persons)
    drafts, _, bad = taken(data)
    assert [one.envelope.date for one in drafts if one.envelope.date] == ["2011"]
    assert [(line["at"], line["record"]) for line in map(json.loads, bad.lines())] == [
        ("persons[1]", {"id": "p2", "name": 5}),
        ("memberships[1]", {**PLAIN, "person_id": "p2", "start_date": "2011"}),
    ]


def test_a_circle_of_parents_is_no_end():
    circle = [{"id": "o1", "name": "A", "parent_id": "o2"}, {"id": "o2", "name": "B", "parent_id": "o1"}]
    found = taken(file({**PLAIN, "start_date": "2011"}, organizations=circle, posts=[]))[0]
    assert [(one.payload.subject, one.payload.parent) for one in found[1:3]] == [("b", None), ("a", "b")]


def without(record, *fields):
    return {name: value for name, value in record.items() if name not in fields}


def inside(collection, where, *lists):
    """Return the records of a list, the one of an id with more in it."""
    return [{**one, **dict(lists)} if one["id"] == where else one for one in COUNCIL[collection]]


AT_TOP = (
    {**PLAIN, "start_date": "2011", "end_date": "2012"},
    {"person_id": "p1", "post_id": "mayor", "start_date": "2013"},
)


@pytest.mark.parametrize(
    "data",
    [
        file(persons=inside("persons", "p1", ("memberships", [without(one, "person_id") for one in AT_TOP]))),
        file(persons=inside("persons", "p1", ("memberships", AT_TOP))),
        file(
            AT_TOP[1],
            organizations=inside("organizations", "o1", ("memberships", [without(AT_TOP[0], "organization_id")])),
        ),
        file(AT_TOP[0], posts=inside("posts", "mayor", ("memberships", [without(AT_TOP[1], "post_id")]))),
        file(
            AT_TOP[0],
            posts=[],
            organizations=inside(
                "organizations", "o1",
                ("posts", [{"id": "mayor", "label": "Mayor", "memberships": [without(AT_TOP[1], "post_id")]}]),
            ),
        ),
        file(
            {"person": {"id": "p1"}, "organization": {"id": "o1"}, "start_date": "2011", "end_date": "2012"},
            {**AT_TOP[1], "post": {"id": "mayor", "label": "Mayor"}},
        ),
        # The same membership may stand in both of its ends.
        file(
            AT_TOP[1],
            persons=inside("persons", "p1", ("memberships", AT_TOP[:1])),
            organizations=inside("organizations", "o1", ("memberships", AT_TOP[:1])),
        ),
    ],
    ids=["person", "person, both told", "organization", "post", "post in organization", "named whole", "twice"],
)  # fmt: skip
def test_memberships_and_posts_may_stand_inside_what_they_belong_to(data):
    assert sorted(events(data)) == events(file(*AT_TOP))


def test_children_are_organizations_whose_parent_is_what_they_stand_in():
    committee = {"id": "o3", "name": "Roads Committee"}
    sub = {"id": "o4", "name": "Potholes", "memberships": [without(AT_TOP[0], "organization_id")]}
    nested = inside("organizations", "o1", ("children", [{**committee, "children": [sub]}]))
    apart = [*COUNCIL["organizations"], {**committee, "parent_id": "o1"}, {**sub, "parent_id": "o3", "memberships": []}]
    drafts, _, bad = taken(file(organizations=nested))
    bad.refuse()
    at_top = taken(file({**AT_TOP[0], "organization_id": "o4"}, organizations=apart))[0]
    assert [(one.payload, one.envelope.date) for one in drafts] == [(one.payload, one.envelope.date) for one in at_top]
    assert drafts[-1].envelope.citations[0].at == "organizations[0].children[0].children[0].memberships[0]"
    parents = {one.payload.subject: one.payload.parent for one in drafts if one.envelope.kind == "entity.registered"}
    assert (parents["potholes"], parents["roads-committee"]) == ("roads-committee", "town-council")


def test_an_area_may_stand_in_another():
    areas = [{"id": "a1", "name": "Old Town", "children": [{"id": "a2", "name": "Harbour"}]}]
    drafts, _, bad = taken(file({**AT_TOP[0], "area_id": "a2"}, areas=areas))
    bad.refuse()
    assert "Harbour" in drafts[-1].envelope.citations[0].says


@pytest.mark.parametrize(
    ("child", "said"),
    [
        ({"id": "o2", "name": "Budget Committee"}, "has the same id"),
        ({"id": "o3", "name": "Roads", "parent_id": "o2"}, "organizations[0] says 'o1'"),
        ({"name": "Roads"}, "`id` is missing"),
        ("o2", "expected `object`, got `str`"),
    ],
)
def test_a_child_that_contradicts_is_a_fault_at_its_path(child, said):
    told = wrong(file(organizations=inside("organizations", "o1", ("children", [child]))))
    assert "organizations[0].children[0]" in told
    assert said in told


def test_what_stands_inside_is_found_by_its_path():
    inner = [{**without(PLAIN, "person_id"), "start_date": "2011-31-12"}]
    assert "persons[1].memberships[0]" in wrong(file(persons=inside("persons", "p2", ("memberships", inner))))
    drafts = taken(file(persons=inside("persons", "p2", ("memberships", [{**inner[0], "start_date": "2011"}]))))[0]
    assert drafts[-1].envelope.citations[0].at == "persons[1].memberships[0]"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"persons": inside("persons", "p1", ("memberships", [{**AT_TOP[0], "person_id": "p2"}]))},
            ["persons[0].memberships[0].person_id p2", "persons[0] says 'p1'"],
        ),
        (
            {"organizations": inside("organizations", "o2", ("memberships", [AT_TOP[0]]))},
            ["organizations[1].memberships[0].organization_id o1", "organizations[1] says 'o2'"],
        ),
        (
            {"posts": inside("posts", "mayor", ("memberships", [{**AT_TOP[1], "post_id": "clerk"}]))},
            ["posts[0].memberships[0].post_id clerk", "posts[0] says 'mayor'"],
        ),
        (
            {"organizations": inside("organizations", "o2", ("posts", [{"id": "m", "organization_id": "o1"}]))},
            ["organizations[1].posts[0].organization_id o1", "organizations[1] says 'o2'"],
        ),
        (
            {"memberships": [{**AT_TOP[0], "organization": {"id": "o2"}}]},
            ["memberships[0].organization_id o1", "`organization` in it says 'o2'"],
        ),
        (
            {"memberships": [{**AT_TOP[0], "member": {"id": "p2"}}]},
            ["memberships[0].person_id p1", "`member` in it says 'p2'"],
        ),
        (
            {"memberships": [{**without(AT_TOP[0], "organization_id"), "organization": {"id": "o9", "name": "New"}}]},
            ["memberships[0].organization_id o9", "no organization of the file has this id"],
        ),
        ({"persons": inside("persons", "p1", ("memberships", {}))}, ["persons[0].memberships", "not a list"]),
        (
            {"persons": inside("persons", "p1", ("memberships", ["m"]))},
            ["persons[0].memberships[0]", "expected `object`"],
        ),
    ],
)  # fmt: skip
def test_two_words_that_differ_are_told_with_their_path(changes, says):
    text = " ".join(wrong(file(**changes)).split())
    assert [part for part in says if part not in text] == [], text


def test_what_stands_in_a_record_without_an_id_falls_with_it():
    persons = [{"name": "Nobody", "memberships": [without(AT_TOP[0], "person_id")]}, *COUNCIL["persons"]]
    drafts, _, bad = taken(file(AT_TOP[0], persons=persons))
    assert [one.envelope.date for one in drafts if one.envelope.date] == ["2011/2012"]
    assert [line["at"] for line in map(json.loads, bad.lines())] == ["persons[0].memberships[0]", "persons[0]"]
    assert "1 fault " in wrong(file(persons=persons))


@pytest.mark.parametrize("record", [COUNCIL["organizations"][0], COUNCIL["persons"][0]])
def test_one_record_alone_is_no_file(record):
    text = wrong(json.dumps({**record, "memberships": [AT_TOP[0]], "posts": []}).encode())
    assert "one record where Popolo is expected" in text
    assert "put it in a list, beside those that it names" in text
