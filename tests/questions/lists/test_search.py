import pytest

from archive.questions.lists.search import search
from archive.questions.scope.filters import filters
from archive.store.reading.search import quoted


def handles(seen, text, **asked):
    return [event.handle for event, _ in search(seen, text, filters(seen.db, **asked), 20)]


def test_all_words_must_occur(seen):
    assert handles(seen(), "panel meets") == ["panel-held"]
    assert handles(seen(), "borland leaves") == ["bor-left"]
    assert handles(seen(), "borland panel leaves") == []


@pytest.mark.parametrize("text", ['"', "*", "a AND", "NEAR(", "x:y", "-", "\x00", "'; DROP", '"""', "(", "^a", "{b}"])
def test_no_sign_has_a_meaning(seen, text):
    assert isinstance(handles(seen(), text), list)


def test_phrases_and_beginnings():
    assert quoted('"contact group" memo*') == '"contact group" "memo"*'
    assert quoted('say "') == '"say"'


def test_what_does_not_count_is_left_out(seen):
    assert handles(seen(), "derland partner") == []
    assert handles(seen(), "derland partner", everything=True) == ["der-partner"]
    assert handles(seen(known="2001"), "cerland applies") == []
