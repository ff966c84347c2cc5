"""What would overturn an answer, since when it could be known and what was believed before, against brute force."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.kinds.families.editorial import SourceWithdrawn
from archive.kinds.ledger import Cutoffs, Entry, claims_of
from archive.model.dates import day_of
from archive.model.event import Envelope
from archive.model.timeline import answer_on
from archive.questions.grounds.believed import believed
from archive.questions.grounds.case import case_of
from archive.questions.grounds.knowable import knowable
from archive.questions.grounds.overturn import overturn
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut import cutoffs_of
from archive.store.log import entries as log_entries
from tests.store.tables.test_projection import BASE, SOURCES, appended, histories, opened

LINES = [Line("membership", "aa", "club"), Line("membership", "bb", "club")]
DAYS = range(day_of("1999-12-28"), day_of("2000-02-05"))
FACT: dict[str, object] = {
    "kind": "membership.changed", "key": "k0", "date": "2000-01-01", "subject": "aa", "object": "club",
    "status": "member", "citations": [{"source": "s1", "says": "x"}],
}  # fmt: skip
asked = st.tuples(st.sampled_from(LINES), st.sampled_from(DAYS[4:26:3]))
cuts = st.sampled_from(
    [{}, {}, {"known": "2000-01-10"}, {"strict": True}, {"according_to": ["s1", "s2"]}, {"known": "2000-01-20"}]
)


class Log:
    """A random log, asked by folding all of it afresh."""

    def __init__(self, history, cutoffs):
        self.db = opened()
        self.ends = list(appended(self.db, history))
        self.horizon = horizon(self.db, **cutoffs)
        self.cutoffs = cutoffs_of(self.horizon)
        self.entries = log_entries.upto(self.db, self.ends[-1])
        self.told = log_entries.told(self.db)

    def answer(self, line, day, entries=None, **cutoffs):
        given = Cutoffs(**{**{n: getattr(self.cutoffs, n) for n in ("known", "strict", "according_to")}, **cutoffs})
        claims = claims_of(self.entries if entries is None else entries, self.told, given)
        wide = [one for one in claims if one.subject == "*" and line.subject not in one.excepted]
        own = [one for one in claims if one.subject == line.subject]
        there = [one for one in own + wide if (one.property, one.object) == (line.property, line.object)]
        return answer_on(there, day)

    def without_events(self, out):
        return [entry for entry in self.entries if entry.handle not in out]

    def without_sources(self, out):
        end = self.entries[-1].position
        return [*self.entries, *(_withdrawal(end + n, source) for n, source in enumerate(out, 1))]


def _withdrawal(position, source):
    envelope = Envelope(kind="source.withdrawn")
    name = f"w-{source}"
    return Entry(position, name, name, envelope, SourceWithdrawn(source=source, reason="x"))


def another(one, other):
    """Return whether two answers are different ones: in value, in being known at all, in what may be."""
    if (one.value, one.certainty == "unknown") != (other.value, other.certainty == "unknown"):
        return True
    return one.value is None and one.candidates != other.candidates


def smallest(log, line, day, items, left):
    """Return the size of the smallest sets that make another answer, None if more than three are needed."""
    whole = log.answer(line, day)
    for size in (1, 2, 3):
        if any(another(whole, log.answer(line, day, left(out))) for out in combinations(items, size)):
            return size
    return None


@given(histories(), asked, cuts)
def test_what_would_overturn_an_answer(history, question, cutoffs):
    log, (line, day) = Log(history, cutoffs), question
    case = case_of(log.db, log.horizon, line)
    whole = log.answer(line, day)
    assert case.answer(day) == whole
    found = overturn(case, day)
    keys = [entry.handle for entry in log.entries if entry.handle.startswith("k")]
    for fallen, items, left in (
        (found.events, keys, log.without_events),
        (found.sources, SOURCES, log.without_sources),
    ):
        assert (fallen and len(fallen.without)) == smallest(log, line, day, items, left)
        if fallen is not None:
            assert fallen.answer == log.answer(line, day, left(fallen.without))
            assert another(whole, fallen.answer)


@given(histories(), asked)
def test_since_when_it_could_be_known(history, question):
    log, (line, day) = Log(history, {}), question
    whole = log.answer(line, day)
    found = knowable(case_of(log.db, log.horizon, line), day)
    assert found.then == log.answer(line, day, known=day)
    assert found.by_that_day == (not another(whole, found.then))
    if whole.certainty == "unknown":
        assert found.since is None
        return
    since = None
    for known in reversed(DAYS):
        if another(whole, log.answer(line, day, known=known)):
            break
        since = known
    assert found.since == (None if since == DAYS[0] else since)


@given(histories(), asked)
def test_what_was_believed_before(history, question):
    log, (line, day) = Log(history, {}), question
    found = believed(log.db, case_of(log.db, log.horizon, line), day)
    beliefs = {(one.first, one.last): one.answer for one in found.before}
    given_there = {end: log.answer(line, day, log_entries.upto(log.db, end)) for end in log.ends}
    told = [(one.value, one.certainty, one.candidates, one.since) for one in given_there.values()]
    turns = [new for old, new in zip([None, *told], told, strict=False) if new != old]
    if turns and turns[0][1] == "unknown":
        turns = turns[1:]
    assert len(found.before) == max(len(turns) - 1, 0)
    for (first, last), answer in beliefs.items():
        assert answer in [there for end, there in given_there.items() if first <= end <= last]


@pytest.mark.parametrize(("recorded", "value"), [(0, None), (1, "member"), (2, None)])
def test_a_pinned_question_knows_nothing_of_what_came_later(recorded, value):
    db = opened()
    list(appended(db, [[FACT], [{"kind": "event.retracted", "key": "k1", "event": "k0", "reason": "x"}]]))
    line, day = LINES[0], day_of("2000-01-05")
    pinned = horizon(db, recorded=str(len(BASE) + recorded))
    assert case_of(db, pinned, line).answer(day).value == value


def test_what_is_told_of_everyone_stands_whoever_else_is_left_out():
    cited = [{"source": "s1", "says": "x"}]
    rival = {**FACT, "key": "k1", "standing": "rival", "date": "2000-01-03"}
    end = {"kind": "body.dissolved", "key": "k2", "subject": "club", "date": "2000-01-04"}
    db = opened()
    list(appended(db, [[FACT, rival, {**end, "citations": [*cited, {"source": "s2", "says": "x"}]}]]))
    fallen = overturn(case_of(db, horizon(db), LINES[0]), day_of("2000-01-05")).sources
    assert fallen is not None
    assert (fallen.without, fallen.answer.certainty) == (("s1", "s2"), "unknown")


def test_a_retraction_can_be_what_an_answer_rests_on():
    db = opened()
    list(appended(db, [[FACT], [{"kind": "event.retracted", "key": "k1", "event": "k0", "reason": "x"}]]))
    case = case_of(db, horizon(db), LINES[0])
    fallen = overturn(case, day_of("2000-01-05")).events
    assert fallen is not None
    assert (fallen.without, fallen.answer.value) == (("k1",), "member")
    before = believed(db, case, day_of("2000-01-05")).before
    assert [(one.answer.value, one.events) for one in before] == [("member", ("k1",))]
