"""The panel against brute force: each cell is the state as of its day, each span of days is counted day by day."""

from collections import Counter
from functools import cache

import pytest

from archive.model.answer import UNKNOWN
from archive.model.errors import UsageError
from archive.questions.over_time.cells import at_of, rank, status_of
from archive.questions.over_time.count import count
from archive.questions.over_time.lanes import lanes
from archive.questions.over_time.panel import Asking, as_data, panel
from archive.questions.scope.filters import Filters, filters

CUTOFFS = [
    {}, {"known": "2006-06-01"}, {"known": "2011", "strict": True}, {"strict": True}, {"recorded": "40"},
    {"according_to": ["Herald"]}, {"known": "2010-06", "according_to": ["Gazette", "Herald"]},
    {"recorded": "40", "known": "2012"},
]  # fmt: skip
MEMBERSHIP = frozenset({"membership"})
PROPERTIES = frozenset({"membership", "office", "body", "participation"})


@pytest.mark.parametrize("cutoffs", CUTOFFS, ids=str)
@pytest.mark.parametrize(
    ("each", "at"), [("year", None), ("year", (6, 15)), ("year", (2, 29)), ("quarter", None), ("month", None)], ids=str
)
def test_a_cell_is_the_state_as_of_its_day(seen, cutoffs, each, at):
    view = seen(**cutoffs)
    wanted = Filters(properties=PROPERTIES)
    told = panel(view, wanted, Asking(each, at, "1999", "2014"))
    for number, frame in enumerate(told.frames):
        cells = {line: some[number] for line, some in told.rows.items()}
        day = next(iter(cells.values())).on if cells else frame.last
        state = dict(view.on(day, wanted))
        assert {line: one.answer for line, one in cells.items()} == {line: state.get(line, UNKNOWN) for line in cells}
        missing = {line for line, answer in state.items() if line not in cells and answer.value not in (None, "none")}
        assert missing == set()


@pytest.mark.parametrize("cutoffs", CUTOFFS, ids=str)
@pytest.mark.parametrize(("each", "since", "until"), [("year", "2005", "2006"), ("quarter", "2012", "2012")])
def test_any_and_share_are_of_every_day(seen, cutoffs, each, since, until):
    view = seen(**cutoffs)
    wanted = Filters(properties=MEMBERSHIP)
    on = cache(lambda day: dict(view.on(day, wanted)))
    share = panel(view, wanted, Asking(each, "share", since, until))
    highest = panel(view, wanted, Asking(each, "any", since, until))
    assert share.rows.keys() == highest.rows.keys()
    for line in share.rows:
        for number, frame in enumerate(share.frames):
            days = [on(day).get(line, UNKNOWN) for day in range(frame.first, frame.last + 1)]
            counted = Counter(status_of(answer) for answer in days)
            one, other = share.rows[line][number], highest.rows[line][number]
            assert {each.value: each.days for each in one.shares} == counted
            assert other.value == min(counted, key=rank)
            assert other.changed == (len({value.replace("unknown", "none") for value in counted}) > 1)
            assert one.otherwise == other.otherwise == any(answer.contested for answer in days)
            assert one.vague == any(answer.certainty in ("possible", "disputed") for answer in days)


@pytest.mark.parametrize("cutoffs", CUTOFFS, ids=str)
def test_counts_are_of_the_state_as_of_the_day(seen, cutoffs):
    view = seen(**cutoffs)
    wanted = Filters(properties=MEMBERSHIP)
    told = panel(view, wanted, Asking("year", None, "1999", "2014"))
    for one in count(told, "value"):
        state = [(line, status_of(answer)) for line, answer in view.on(one.on, wanted)]
        assert set(one.subjects) == {line.subject for line, value in state if (line.object, value) == one[1:3]}
    whole = {(one.object, one.frame): one.subjects for one in count(told, "object")}
    for (where, frame), subjects in whole.items():
        parts = [one.subjects for one in count(told, "value") if (one.object, one.frame) == (where, frame)]
        assert sorted(subjects) == sorted(who for part in parts for who in part)


@pytest.mark.parametrize("cutoffs", CUTOFFS, ids=str)
def test_lanes_are_the_state_of_every_day(seen, cutoffs):
    view = seen(**cutoffs)
    wanted = Filters(properties=MEMBERSHIP)
    told = lanes(view, wanted, "2004", "2013")
    for day in range(told.years.first, told.years.last + 1, 17):
        state = dict(view.on(day, wanted))
        for line, some in told.lanes.items():
            answer = next((p.answer for p in some if p.first <= day < p.until), UNKNOWN)
            assert answer == state.get(line, UNKNOWN)


def test_the_highest_status_of_a_year_and_that_it_changed(db, seen):
    told = panel(seen(), filters(db, bodies=["union"]), Asking("year", "any", "2010", "2013"))
    cells = next(some for line, some in told.rows.items() if line.subject == "borland")
    assert [(one.value, one.changed) for one in cells] == [
        ("member", False), ("member", False), ("member", True), ("none", False),
    ]  # fmt: skip


def test_who_came_first_is_told_first(db, seen):
    told = panel(seen(), filters(db, bodies=["union"]), Asking("year", None))
    assert [line.subject for line in told.rows] == ["borland", "arland", "cerland"]  # by 2015 New Arland
    assert told.frames[0].label == "2001"


def test_who_was_asked_for_is_told(db, seen):
    told = panel(seen(), filters(db, bodies=["union"], subjects=["derland"]), Asking("year", None, "2001", "2003"))
    assert [[one.value for one in some] for some in told.rows.values()] == [["unknown"] * 3]


def test_a_share_is_of_the_days_of_the_frame(db, seen):
    view = seen()
    told = panel(view, filters(db, bodies=["union"], subjects=["borland"]), Asking("year", "share", "2012", "2012"))
    (cell,) = as_data(view, told, "share")["cells"]
    assert next(one["value"] for one in cell["shares"]) == "member"
    assert sum(one["days"] for one in cell["shares"]) == 366
    assert cell["vague"] is False


@pytest.mark.parametrize(
    "text", ["13-01", "02-30", "1-1", "0101", "sometimes", "\N{ARABIC-INDIC DIGIT ZERO}1-01", "-", ""]
)
def test_a_day_that_is_none_is_refused(text):
    with pytest.raises(UsageError):
        at_of(text, "year")


def test_a_day_of_the_year_needs_years():
    assert at_of("12-31", "year") == (12, 31)
    with pytest.raises(UsageError, match="of a year"):
        at_of("12-31", "month")
