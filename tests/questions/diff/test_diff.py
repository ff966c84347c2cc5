"""Diffs are what brute force finds, carry one state into the other, and say why."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.kinds.ledger import claims_of
from archive.model.answer import UNKNOWN, Answer
from archive.model.dates import DAY_MAX, day_of, iso
from archive.model.errors import UsageError
from archive.model.timeline import answer_on
from archive.questions.diff.answers import gist
from archive.questions.diff.causes import CAUSES
from archive.questions.diff.told import in_told
from archive.questions.diff.world import as_data, in_world
from archive.questions.scope.filters import Filters, filters
from archive.questions.scope.horizon import Horizon, horizon
from archive.questions.states.cut import cutoffs_of
from archive.questions.states.state import view
from archive.store.log import entries as log_entries
from archive.store.tables.rectangles import Timelines
from archive.store.writing.write import write
from tests.store.tables.test_projection import appended, drafts, histories, opened, signature

CONTRACT = [
    "property", "subject", "object", "before", "after", "before_certainty", "after_certainty", "cause", "events",
]  # fmt: skip
DAYS = range(day_of("1999-12-30"), day_of("2000-02-03"))
EVERY = Filters()

State = tuple[str | None, str, tuple[str | None, ...]]
days = st.sampled_from(DAYS)


class Cut(NamedTuple):
    """Cut-offs as asked, but for the position: that depends on the history."""

    known: int | None
    strict: bool
    sources: tuple[str, ...]
    at: int | None

    def horizon(self, db: sqlite3.Connection, ends: list[int], **other: Any) -> Horizon:
        at = other.get("at", self.at)
        known = other.get("known", self.known)
        return horizon(
            db, known=None if known is None else iso(known), strict=self.strict, according_to=self.sources,
            recorded=None if at is None else str(ends[at % len(ends)]),
        )  # fmt: skip


cuts = st.builds(
    Cut,
    st.none() | days,
    st.booleans(),
    st.sampled_from([(), (), ("s1",), ("s2", "s3")]),
    st.none() | st.integers(0, 5),
)


NAMED = "SELECT DISTINCT property, subject, object FROM claims WHERE event <= :position AND subject <> '*'"


def brute(db: sqlite3.Connection, horizon_: Horizon) -> dict[Line, Any]:
    """Return the claims of every timeline within a horizon, without any help of the questions.

    One that an event names and none now tells of has the claims on everyone of its body.
    """
    entries = log_entries.upto(db, horizon_.position)
    told = Timelines(claims_of(entries, log_entries.told(db), cutoffs_of(horizon_)))
    named = db.execute(NAMED, {"position": horizon_.position})
    return {**{line: list(told.of(line)) for line in (Line(*row) for row in named)}, **told}


def answers_on(claims: Mapping[Line, Any], day: int) -> dict[Line, Answer]:
    return {line: answer_on(some, day) for line, some in claims.items()}


def state_of(answer: Answer) -> State:
    return answer.value, answer.certainty, answer.candidates


def applied(state: dict[Line, State], data: Mapping[str, Any], day: int) -> dict[Line, State]:
    """Return the state after the changes that are of the day; each must find what it says was before."""
    after = dict(state)
    for change in data["changes"]:
        if (change["from"] or "0000") <= (iso(day) or "") < (change["to"] or "9999"):
            line = Line(change["property"], change["subject"], change["object"] or "")
            before = change["before"], change["before_certainty"], tuple(change["before_candidates"])
            assert after.get(line, state_of(UNKNOWN)) == before
            after[line] = change["after"], change["after_certainty"], tuple(change["after_candidates"])
    return after


def told(found: Mapping[Line, Answer]) -> dict[Line, State]:
    return {line: state_of(answer) for line, answer in found.items() if answer.certainty != "unknown"}


def known_only(state: Mapping[Line, State]) -> dict[Line, State]:
    return {line: one for line, one in state.items() if one[1] != "unknown"}


def differing(before: Mapping[Line, Answer], after: Mapping[Line, Answer]) -> set[Line]:
    lines = before.keys() | after.keys()
    return {line for line in lines if gist(before.get(line, UNKNOWN)) != gist(after.get(line, UNKNOWN))}


def lines_of(data: Mapping[str, Any]) -> list[Line]:
    return [Line(one["property"], one["subject"], one["object"] or "") for one in data["changes"]]


@given(histories(), cuts, days, days)
def test_between_two_days(history: list[list[dict[str, object]]], cut: Cut, one: int, other: int) -> None:
    db = opened()
    ends = list(appended(db, history))
    seen = view(db, cut.horizon(db, ends))
    first, last = min(one, other), max(one, other)
    data = as_data(in_world(seen, first, last, EVERY))
    claims = brute(db, seen.horizon)
    before, after = answers_on(claims, first), answers_on(claims, last)
    assert sorted(lines_of(data)) == sorted(differing(before, after))
    assert known_only(applied(told(before), data, last)) == told(after)
    assert all(change["events"] and change["cause"] in CAUSES for change in data["changes"])


@given(histories(), cuts, days, days, st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_between_two_horizons(
    history: list[list[dict[str, object]]], cut: Cut, one: int, other: int, at: int, then: int, by_known: bool
) -> None:
    db = opened()
    ends = list(appended(db, history))
    if by_known:
        both = [cut.horizon(db, ends, known=day) for day in sorted((one, other))]
    else:
        both = [cut.horizon(db, ends, at=place) for place in sorted((at % len(ends), then % len(ends)))]
    first, second = both
    before, after = brute(db, first), brute(db, second)
    over_time = as_data(in_told(db, first, second, None, EVERY))
    for day in DAYS:
        there, here = answers_on(before, day), answers_on(after, day)
        data = as_data(in_told(db, first, second, day, EVERY)) if day % 5 == 0 else None
        assert known_only(applied(told(there), over_time, day)) == told(here)
        if data is not None:
            assert sorted(lines_of(data)) == sorted(differing(there, here))
            assert known_only(applied(told(there), data, day)) == told(here)
    assert all(change["events"] and change["cause"] in CAUSES for change in over_time["changes"])


@given(histories(), histories(), days, days)
def test_what_is_appended_later_changes_no_diff_of_earlier_positions(
    history: list[list[dict[str, object]]], later: list[list[dict[str, object]]], one: int, other: int
) -> None:
    db = opened()
    ends = list(appended(db, history))

    def asked() -> list[str]:
        first, second = horizon(db, recorded=str(ends[0])), horizon(db, recorded=str(ends[-1]))
        known = [horizon(db, recorded=str(ends[-1]), known=iso(day)) for day in sorted((one, other))]
        days_ = min(one, other), max(one, other)
        found = [
            in_told(db, first, second, None, EVERY), in_told(db, first, second, one, EVERY),
            in_told(db, known[0], known[1], None, EVERY), in_world(view(db, second), *days_, EVERY),
        ]  # fmt: skip
        return [json.dumps(as_data(diff, everything=True)) for diff in found]

    before = asked()
    for number, batch in enumerate(_renamed(later), len(history) + 1):
        try:
            write(db, drafts(batch), signature(number), distinct=True)
        except Exception:  # noqa: BLE001, S112 - what cannot be appended changes nothing
            continue
    assert asked() == before


def _renamed(history: list[list[dict[str, object]]]) -> Iterator[list[dict[str, object]]]:
    """Yield batches whose own keys are others, while they still act on what came before."""
    for batch in history:
        yield [{**event, "key": f"later-{event['key']}"} for event in batch]


# What each change is called, on one day of January 2000, K1 the tenth and K2 the twentieth.

JOINED: dict[str, object] = {
    "kind": "membership.changed", "key": "aa-in", "subject": "aa", "object": "club", "status": "member",
    "date": "2000-01-03", "citations": [{"source": "s1", "at": "1", "says": "x"}],
}  # fmt: skip
LATE = {**JOINED, "citations": [{"source": "s2", "at": "1", "says": "x"}]}
RIVAL = {**JOINED, "key": "aa-other", "status": "observer", "standing": "rival", "date": "2000-01-04"}
ACTS: dict[str, dict[str, object]] = {
    "retracted": {"kind": "event.retracted", "key": "act", "event": "aa-in", "reason": "x"},
    "corrected": {"kind": "event.corrected", "key": "act", "event": "aa-in", "set": {"status": "observer"},
                  "reason": "x"},
    "source-withdrawn": {"kind": "source.withdrawn", "key": "act", "source": "s1", "reason": "x"},
    "ruled": {"kind": "claim.ranked", "key": "act", "event": "aa-in", "standing": "deprecated", "reason": "x"},
}  # fmt: skip


def recorded(*batches: list[dict[str, object]], on: str | None = "2000-01-15") -> list[dict[str, Any]]:
    """Return the changes that the last batch made."""
    db = opened()
    ends = list(appended(db, list(batches)))
    first, second = (horizon(db, recorded=str(end)) for end in ends[-2:])
    changes: list[dict[str, Any]] = as_data(in_told(db, first, second, None if on is None else day_of(on), EVERY))[
        "changes"
    ]
    return changes


def known(*events: dict[str, object], on: str = "2000-01-25") -> list[dict[str, Any]]:
    """Return what was learned between the tenth and the twentieth of January 2000."""
    db = opened()
    list(appended(db, [list(events)]))
    first, second = (horizon(db, known=day) for day in ("2000-01-10", "2000-01-20"))
    changes: list[dict[str, Any]] = as_data(in_told(db, first, second, day_of(on), EVERY))["changes"]
    return changes


@pytest.mark.parametrize("cause", ACTS)
def test_what_an_editor_did_is_the_cause(cause: str) -> None:
    (change,) = recorded([JOINED], [ACTS[cause]])
    assert (change["before"], change["cause"]) == ("member", cause)
    assert change["events"] == ["aa-in", "act"]


def test_a_retraction_taken_back_is_one_too() -> None:
    back: dict[str, object] = {"kind": "event.retracted", "key": "back", "event": "act", "reason": "x"}
    (change,) = recorded([JOINED], [ACTS["retracted"]], [back])
    assert (change["before_certainty"], change["after"], change["cause"]) == ("unknown", "member", "retracted")
    assert set(change["events"]) == {"aa-in", "act", "back"}


def test_a_dispute_that_is_opened_and_ruled() -> None:
    later = {**JOINED, "key": "aa-vague", "status": "observer", "date": "[2000-01-01..2000-01-05]"}
    about: dict[str, object] = {"dispute": "d-1", "question": "?", "events": ["aa-in", "aa-vague"]}
    opens: dict[str, object] = {"kind": "dispute.opened", "key": "opens", **about}
    rules: dict[str, object] = {"kind": "dispute.ruled", "key": "rules", "dispute": "d-1", "reason": "x"}
    (change,) = recorded([JOINED, later], [opens])
    assert (change["before_certainty"], change["after_certainty"]) == ("possible", "disputed")
    assert (change["cause"], change["events"]) == ("told-otherwise", ["aa-in", "aa-vague", "opens"])
    (change,) = recorded([JOINED, later], [opens], [rules])
    assert (change["before_certainty"], change["after_certainty"]) == ("disputed", "possible")
    assert (change["cause"], change["events"]) == ("ruled", ["aa-in", "aa-vague", "rules"])


def test_told_late_or_of_the_world() -> None:
    (change,) = known(LATE)
    assert (change["before"], change["after"], change["cause"]) == (None, "member", "learned-late")
    (change,) = known({**LATE, "date": "2000-01-11"})
    assert (change["after"], change["cause"]) == ("member", "world")
    (change,) = known({**LATE, "kind": "membership.attested", "date": "2000-01-11"})
    assert (change["after_certainty"], change["cause"]) == ("attested", "attested-first")
    assert recorded([], [JOINED])[0]["cause"] == "learned-late"


def test_a_mark_that_alone_changed() -> None:
    other = {**RIVAL, "date": "2000-01-12", "citations": LATE["citations"]}
    (change,) = known(JOINED, other)
    assert (change["before"], change["after"], change["cause"]) == ("member", "member", "told-otherwise")
    assert change["events"] == ["aa-other"]
    (change,) = known(JOINED, {**other, "status": "member"})
    assert (change["cause"], change["events"]) == ("first-day", ["aa-other"])
    plan = {**other, "kind": "membership.expected", "planned": "2000-02", "standing": "main"}
    (change,) = known(JOINED, plan)
    assert (change["cause"], change["events"]) == ("expected", ["aa-other"])


def test_an_end_is_not_the_same_as_nothing() -> None:
    left = {**JOINED, "key": "aa-out", "status": "none", "date": "2000-01-08"}
    db = opened()
    list(appended(db, [[JOINED, left]]))
    seen = view(db, horizon(db))
    (change,) = as_data(in_world(seen, day_of("2000-01-01"), day_of("2000-01-10"), EVERY))["changes"]
    assert [change[name] for name in CONTRACT[3:]] == [None, "none", "unknown", "not", "world", ["aa-out"]]


def test_over_all_of_time_a_change_tells_its_days() -> None:
    (one, other) = recorded([{**JOINED, "date": "2000-01"}], [ACTS["corrected"]], on=None)
    assert (one["from"], one["to"], one["after_candidates"]) == ("2000-01-01", "2000-01-31", [None, "observer"])
    assert (other["from"], other["to"], other["after"]) == ("2000-01-31", None, "observer")


def test_every_field_of_the_contract(seen: Any) -> None:
    there = seen()
    data = as_data(in_world(there, day_of("2000-01-01"), day_of("2010-01-01"), filters(there.db)))
    assert list(data) == ["question", "changes"]
    assert data["question"]["date"] == ["2000-01-01", "2010-01-01"]
    assert all([name for name in change if name in CONTRACT] == CONTRACT for change in data["changes"])


def test_what_did_not_change_is_told_when_asked_for(seen: Any) -> None:
    there = seen()
    wanted = filters(there.db, properties=["membership"], everything=True)
    data = as_data(in_world(there, day_of("2002-01-01"), day_of("2004-01-01"), wanted), everything=True)
    assert data["changes"] == []
    assert [one["subject"] for one in data["unchanged"]] == ["arland", "borland"]


def test_days_in_their_order(seen: Any) -> None:
    with pytest.raises(UsageError, match="before the first"):
        in_world(seen(), 2, 1, EVERY)


def test_the_small_archive_as_it_was_mended(db: sqlite3.Connection) -> None:
    first, second = horizon(db, recorded="39"), horizon(db)
    found = in_told(db, first, second, None, filters(db))
    causes = {(one.line.property, one.line.subject, one.cause) for one in found.changes}
    assert ("membership", "borland", "corrected") in causes
    assert ("membership", "derland", "retracted") in causes
    assert all(one.until is not None and one.until <= DAY_MAX for one in found.changes)
