"""An answer pinned to a position never changes, whatever is appended later: of every question that takes --recorded."""

from hypothesis import given
from hypothesis import strategies as st

from archive.model.dates import day_of
from archive.model.errors import ArchiveError
from archive.questions.day.overview import overview
from archive.questions.day.steps import steps
from archive.questions.grounds.review import review
from archive.questions.lists import inventory as lists
from archive.questions.lists.search import as_data as searched
from archive.questions.lists.show import show
from archive.questions.scope.filters import Filters, as_recorded, filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.questions.states.told import Telling
from archive.store.writing.write import write
from tests.store.tables.test_projection import BASE, drafts, histories, opened, signature

DAY = day_of("2000-01-15")
SHOWN = (
    "k0", "k1", "k2", "aa", "bb", "club", "organ", "dd", "s9", "s1", "s3", "d-1", "d-2", "q-1", "q-2",
    "batch:1", "batch:2",
)  # fmt: skip
CITED = {"date": "2000-01-04", "citations": [{"source": "s1", "at": "1", "says": "x"}]}
LATER = [
    {"kind": "entity.registered", "subject": "organ", "type": "body", "label": "Organ", "parent": "club"},
    {"kind": "entity.registered", "subject": "guest", "type": "office", "label": "aa", "parent": "club"},
    {"kind": "entity.registered", "subject": "dd", "type": "country", "label": "DD", "aliases": ["New Name of aa"]},
    {"kind": "entity.renamed", "subject": "aa", "name": "Renamed", **CITED},
    {"kind": "stance.taken", "holder": "bb", "question": "issue", "stance": "doubt", "body": "club", **CITED},
    {"kind": "source.withdrawn", "source": "s1", "reason": "forged"},
    {"kind": "source.withdrawn", "source": "s3", "reason": "forged"},
    {"kind": "position.tagged", "name": "first", "position": "3"},
    {"kind": "question.answered", "question": "q-1", "answer": "Yes."},
    {"kind": "dispute.ruled", "dispute": "d-1", "main": ["k0"], "reason": "x"},
    {"kind": "event.retracted", "event": "k1", "reason": "x"},
    {"kind": "source.registered", "source": "s9", "publisher": "P", "title": "T", "published": "2000-01-19"},
]
"""What may come between, to be kept out of what was asked before it."""


@st.composite
def longer(draw):
    """Histories with things between their batches that other questions than those of timelines tell of."""
    done, number = [], 0
    for batch in draw(histories()):
        more = draw(st.lists(st.sampled_from(LATER), max_size=2, unique_by=str))
        some = [{**one, "key": f"l{number + at}"} for at, one in enumerate(more)]
        number += len(some)
        done += [batch, *([one] for one in some)]
    return done


def ends_of(db, history):
    """Append batch after batch, and yield the end of each that could be written."""
    yield write(db, drafts(BASE), signature(0), distinct=True).last
    for number, batch in enumerate(history, 1):
        try:
            done = write(db, drafts(batch), signature(number), distinct=True)
        except ArchiveError:
            continue
        if done.last:
            yield done.last


def answers(db, end):
    """Return what every question answers that is pinned to a position; what is not there, by its error."""
    seen = view(db, horizon(db, recorded=str(end)))
    club = as_recorded(db, filters(db, bodies=["club"]), end)
    found = overview(seen, DAY, club)
    handles = [f"k{number}" for number in range(4)]
    told = Telling(db, seen.horizon, handles)
    return {
        "horizon": seen.horizon.block(),
        "entities": [lists.entities(db, seen.horizon, Filters(), text=text) for text in ("", "name", "aa")],
        "of club": lists.entities(db, seen.horizon, club),
        "sources": [lists.sources(db, seen.horizon, about=about) for about in (None, frozenset({"aa"}))],
        "questions": [lists.questions(db, seen.horizon, Filters(), answered=every) for every in (True, False)],
        "search": [searched(seen, text, Filters(everything=True), 5) for text in ("x", "new name", "words")],
        "told": [told.sources([handle]) for handle in handles if told.event([handle]) and _there(told, handle, end)],
        "sections": [(one.body, one.members, one.organs, one.offices, one.stances) for one in found.sections],
        "elsewhere": [found.elsewhere, [found.label(who) for who in ("aa", "bb", "club", "organ")]],
        "steps": steps(seen, DAY, Filters()),
        "review": review(seen, DAY, Filters(), ["undated", "single-source"], None),
        "show": [_shown(seen, text) for text in SHOWN],
    }


def _there(told, handle, end):
    event = told.event([handle])
    return event is not None and event.position <= end


def _shown(seen, text):
    try:
        return show(seen, text, DAY)
    except ArchiveError as problem:
        return type(problem).__name__


@given(longer())
def test_no_later_append_changes_what_was_asked_of_a_position(history):
    db = opened()
    kept = dict[int, dict[str, object]]()
    for end in ends_of(db, history):
        for earlier, then in kept.items():
            now = answers(db, earlier)
            assert {name: (then[name], now[name]) for name in then if then[name] != now[name]} == {}
        kept[end] = answers(db, end)
