import pytest

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.dates import day_of
from archive.questions.day.steps import Step, _pending, _place, steps
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.writing.write import write
from tests.store.tables.test_projection import BASE, drafts, opened, signature

DAY = 100


def period(first, until, value):
    """A period of a status, from day 10 of the year 2000 on where it matters since when."""
    if value == "none":
        return Period(first, until, Answer(value="none", certainty="not", since_bounds=("2000-01-10", "2000-01-10")))
    return Period(first, until, Answer(value=value, certainty="certain", since_bounds=("2000-01-10", "2000-01-10")))


def step(towards, latest="2000-01-05"):
    return Step(value="applied", date=latest, latest=latest, towards=towards, events=("e",))


@pytest.mark.parametrize(
    ("statuses", "towards", "pending"),
    [
        ([], "member", True),
        (["observer"], "member", True),
        (["observer", "partner"], "member", True),
        (["dialogue-partner"], "observer", True),
        (["dialogue-partner", "partner"], "observer", False),  # partners took the place of observers
        (["dialogue-partner", "observer"], "dialogue-partner", False),
        (["observer"], "dialogue-partner", False),
        (["member"], "anything", False),
        (["guest"], "friend", False),  # in no order: the day of the step decides
        (["member", "none"], "member", False),
    ],
)
def test_a_step_is_pending_until_its_status_or_one_no_lower_is_there(statuses, towards, pending):
    spans = [(10 * number, 10 * number + 10) for number in range(len(statuses))]
    spans = [*spans[:-1], (spans[-1][0], DAY + 1)] if spans else []
    held = [period(first, until, value) for (first, until), value in zip(spans, statuses, strict=True)]
    assert _pending(step(towards), held, DAY) is pending


def test_whoever_left_starts_anew():
    held = [period(0, 10, "member"), period(10, DAY + 1, "none")]
    assert _pending(step("member", "2000-02-01"), held, DAY)


def test_dates_are_put_in_order_as_written():
    dates = ["2012-06-07", "2012-05~", "[2012-07-01..2013-01-01]", "2012"]
    assert sorted(dates, key=_place) == ["2012-05~", "2012-06-07", "2012", "[2012-07-01..2013-01-01]"]


def test_a_step_bears_the_day_of_the_corrections_that_count():
    cited = [{"source": "s1", "at": "1", "says": "x"}]
    applied = {"kind": "accession.stepped", "subject": "aa", "object": "club", "step": "applied", "date": "2000-01-02"}
    batches: list[list[dict[str, object]]] = [
        BASE, [{**applied, "key": "k", "towards": "member", "citations": cited}],
        [{"kind": "event.corrected", "key": "c", "event": "k", "set": {"date": "2000-01-03"}, "reason": "x"}],
        [{"kind": "event.retracted", "event": "c", "reason": "x"}],
    ]  # fmt: skip
    db, told = opened(), []
    for number, batch in enumerate(batches):
        write(db, drafts(batch), signature(number), distinct=True)
        found = steps(view(db, horizon(db)), day_of("2000-01-20"), Filters())
        told.append([step.date for step in found.get(Line("accession", "aa", "club"), [])])
    assert told == [[], ["2000-01-02"], ["2000-01-03"], ["2000-01-02"]]
