import pytest

from archive.model.dates import day_of
from archive.questions.lists.show import show
from archive.questions.scope.names import UnknownNameError

TODAY = day_of("2020-01-01")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("bor-left", "event"), ("25", "event"), ("union", "entity"), ("Cerland", "entity"), ("herald", "source"),
        ("d-panel", "dispute"), ("why-suspended", "question"), ("batch:2", "batch"), ("entity:union", "entity"),
        ("event:ann", "event"),
    ],
)  # fmt: skip
def test_anything_is_found_by_its_name(seen, text, what):
    assert show(seen(), text, TODAY)["what"] == what


def test_an_event_reads_as_corrected_with_what_acted_on_it(seen):
    found = show(seen(), "bor-left", TODAY)
    assert (found["date"], found["claims"][0]["date"]) == ("2012-04-01", "2012-04-01")
    assert [act["handle"] for act in found["acts"]] == ["ar-fix"]
    assert found["recorded_by"] == "curator-1"
    before = show(seen(recorded="39"), "bor-left", TODAY)
    assert (before["date"], before["acts"]) == ("2012-03-01", [])


def test_an_event_is_found_by_the_beginning_of_its_id(seen):
    whole = show(seen(), "bor-left", TODAY)["id"]
    assert show(seen(), whole[:10], TODAY)["handle"] == "bor-left"


def test_a_source_tells_what_it_says(seen):
    found = show(seen(), "late", TODAY)
    assert [one["handle"] for one in found["says"]][:2] == ["ann", "panel-suspended"]


def test_a_batch_lists_its_events(seen):
    assert len(show(seen(), "batch:2", TODAY)["events"]) == 4


@pytest.mark.parametrize("text", ["pannel-held", "batch:3", "batch:x", "event:nothing", "source:heralt", "44", ""])
def test_what_is_not_there_is_said(seen, text):
    with pytest.raises(UnknownNameError):
        show(seen(), text, TODAY)


def test_the_nearest_is_offered(seen):
    with pytest.raises(UnknownNameError, match="Nearest: panel-held"):
        show(seen(), "pannel-held", TODAY)
