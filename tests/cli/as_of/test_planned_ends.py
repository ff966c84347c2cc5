"""An end that is only announced is not told as one, also on its very day."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run_on
from tests.questions.small import build

EVENTS = """
recorded_at: 2026-11-01T00:00:00Z
recorded_by: curator-1
why: ends that are announced
events:
- {kind: entity.registered, subject: ring, type: organisation, label: The Ring}
- {kind: entity.registered, subject: organ, type: body, label: Organ, parent: ring}
- {kind: entity.registered, subject: arland, type: country, label: Arland}
- {kind: entity.registered, subject: borland, type: country, label: Borland}
- {kind: source.registered, source: book, publisher: Ring, title: A book, published: 2010-05-01}
- {kind: body.established, date: 2000-01-01, subject: ring, gist: Founded., citations: [{source: book}]}
- {kind: body.established, date: 2000-01-02, subject: organ, gist: Founded., citations: [{source: book}]}
- {kind: body.dissolved, date: 2010-06-01, subject: organ, gist: It is to go.,
   citations: [{source: book, support: ahead}]}
- {kind: membership.changed, date: 2001-01-01, subject: arland, object: ring, status: member, gist: A.,
   citations: [{source: book}]}
- {kind: membership.changed, date: 2010-06-01, subject: arland, object: ring, status: none, gist: It is to leave.,
   citations: [{source: book, support: ahead}]}
- {kind: membership.expected, date: 2010-04-04, subject: borland, object: ring, status: none, planned: 2010-06-01,
   gist: It is to leave., citations: [{source: book}]}
"""


@pytest.fixture(scope="module")
def ends(tmp_path_factory) -> Run:
    folder: Path = tmp_path_factory.mktemp("ends")
    (folder / "ends.yml").write_text(EVENTS.lstrip(), encoding="utf-8")
    file = build(folder / "ends.db", (folder / "ends.yml",))
    return lambda *words: run_on(file, *words)


@pytest.mark.parametrize("day", ["2010-05-31", "2010-06-01"])
def test_the_page_of_a_day_tells_it_as_to_come_and_when_it_was_told(ends, day):
    text = ends("as-of", day).out
    assert "» 2010-06-01 Arland: to end (told 2010-05-01, book)" in text
    assert "» 2010-06-01 Borland: to end (told 2010-04-04, book)" in text
    assert "» 2010-06-01 Organ: to be dissolved (told 2010-05-01, book)" in text
    assert "ended" not in text
    assert "told 2010-06-01" not in text


def test_so_do_days_side_by_side_a_history_and_a_why(ends):
    asked = ("as-of 2010-05-31 2010-06-01", "history --body ring", "why borland ring 2010-06-01")
    for words in (*asked, "why arland ring 2010-06-01"):
        text = ends(*words.split()).out
        assert "to end" in text
        assert "ended" not in text
