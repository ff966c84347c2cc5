import pytest


def test_an_event_with_its_citations_claims_and_hashes(small):
    text = small("show", "bor-left").out
    assert "bor-left   membership.changed" in text
    assert " late p.9    left" in text
    assert "membership  borland, union  begins: ended  2012-04-01  2012-04-01" in text
    assert "event.corrected  ar-fix" in text
    assert "recorded  2026-11-01T00:00:00Z by curator-1, batch 1" in text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("der-partner", "retracted  by no-partner"), ("cer-member-rival", "account  other account"),
        ("d-panel", "!  2007  panel-dissolved"), ("why-suspended", "answer  not known"), ("Cerland", "alias  Twin"),
        ("gazette", "published  2001-01-02"), ("batch:2", "what was found later"), ("ARL", "iso3166-1-alpha3  ARL"),
        ("union", "name   Die Union (de)"),
    ],
)  # fmt: skip
def test_anything_is_shown(small, name, told):
    assert told in small("show", name).out


def test_events_of_some_days(small):
    lines = small("events", "2009").out.splitlines()
    assert lines[0].startswith("2009   3 events   all that the archive holds")
    assert lines[-1].split()[:2] == ["2009-09-09", "ar-supports"]


def test_the_log_says_where_to_go_on(small):
    assert small("log", "--limit", "5").out.splitlines()[-1] == "more: archive log --from 6"


def test_search_marks_the_words(small):
    assert "[panel]" in small("search", "panel", "meets").out
    assert "no event has the words" in small("search", "xyzzy").out


def test_a_kind_with_its_fields_example_and_schema(small):
    text = small("kinds", "membership.changed").out
    for part in ("FIELDS", "EXAMPLE", "JSON SCHEMA", "- kind: membership.changed", "status in the body"):
        assert part in text
