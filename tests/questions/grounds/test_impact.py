"""What rests on a source alone is what its withdrawal would change."""

from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.claiming import Line
from archive.model.dates import day_of
from archive.questions.grounds.impact import as_data, impact
from archive.questions.scope.filters import Filters, filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.labels import labels
from archive.questions.states.state import answers, tells, view
from archive.store.writing.write import write
from tests.store.tables.test_projection import appended, histories, opened, signature

EVERY = Filters(everything=True)


def of_source(seen, source, day, **asked):
    return impact(seen.db, seen.horizon, frozenset({source}), day_of(day), filters(seen.db, **asked))


@given(histories(), st.sampled_from(["s1", "s2", "s3"]), st.integers(1, 25))
def test_the_impact_is_what_a_withdrawal_does(history, source, number):
    db, day = opened(), day_of(f"2000-01-{number:02d}")
    list(appended(db, history))
    found = impact(db, horizon(db), frozenset({source}), day, EVERY)
    before = dict(answers(view(db, horizon(db)), day, EVERY))
    write(db, [draft(of_python({"kind": "source.withdrawn", "source": source, "reason": "y"}))], signature(99))
    after = dict(answers(view(db, horizon(db)), day, EVERY))
    told = {line for line, answer in before.items() if tells(answer) or tells(after[line])}
    assert {change.line: (change.before, change.after) for change in found.changes} == {
        line: (before[line], after[line]) for line in told if before[line] != after[line]
    }


def test_what_nobody_else_tells_is_lost(seen):
    view = seen()
    found = of_source(view, "gazette-2", "2010-01-01")
    (change,) = found.changes
    assert (change.line, change.effect) == (Line("membership", "cerland", "union"), "lost")
    # What another source tells otherwise still stands beside it.
    assert [mark.value for mark in change.after.contested] == ["member"]
    assert [event.handle for event in found.events] == ["panel-founded", "cer-observer"]


def test_an_end_that_one_source_tells_would_not_have_come(seen):
    found = of_source(seen(), "late", "2013-01-01", properties=["membership"])
    (change,) = found.changes
    assert (change.line.subject, change.effect, change.after.value) == ("borland", "other", "member")


def test_before_it_was_recorded_nothing_rested_on_it(seen):
    assert of_source(seen(recorded="0"), "gazette", "2010-01-01").changes == ()


def test_as_plain_data(seen):
    view = seen()
    found = of_source(view, "gazette-2", "2010-01-01", bodies=["union"], properties=["membership"])
    data = as_data(view.horizon, found, "2010-01-01", labels(view, day_of("2010-01-01")))
    assert data["question"]["sources"] == ["gazette-2"]
    (change,) = data["changes"]
    assert (change["subject_label"], change["effect"], change["before"]["value"]) == ("Cerland", "lost", "observer")
