"""As-of, diff and why under all cut-offs together are what brute force finds; what is pinned stays as it is."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN, Answer
from archive.model.dates import day_of, iso
from archive.model.errors import ArchiveError
from archive.questions.conflicts import data as conflicts_data
from archive.questions.diff.answers import gist
from archive.questions.diff.told import in_told
from archive.questions.diff.world import as_data as diff_data
from archive.questions.diff.world import in_world
from archive.questions.grounds import why_data
from archive.questions.grounds.why import why
from archive.questions.lists import events, stances
from archive.questions.over_time import attendance, lanes, panel
from archive.questions.over_time.panel import Asking
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon, horizon
from archive.questions.states.as_of import as_of, plain
from archive.questions.states.history import as_data as history_data
from archive.questions.states.history import history
from archive.questions.states.state import View, view
from archive.store.writing.write import write
from tests.oracles.cutoffs_oracle import Log
from tests.store.tables.test_projection import BASE, drafts, histories, opened, signature

PUBLISHED = {"s1": day_of("2000-01-05"), "s2": day_of("2000-01-12"), "s3": None}
EVERY = Filters(everything=True)
TOLD = Filters()
SHARES = Asking("month", "share", "2000", "2000")
numbers = st.integers(day_of("1999-12-30"), day_of("2000-01-25"))

Batch = list[dict[str, object]]


class Cut(NamedTuple):
    """All cut-offs at once; `at` chooses one of the batches."""

    known: int | None
    strict: bool
    sources: tuple[str, ...]
    at: int | None


cuts = st.builds(
    Cut, st.none() | numbers, st.booleans(), st.sampled_from([(), (), ("s1",), ("s2", "s3"), ("s3",)]),
    st.none() | st.integers(0, 5),
)  # fmt: skip


class Archive:
    """A random history as far as it could be appended, and the same as it was written."""

    def __init__(self, batches: list[Batch]) -> None:
        self.db = opened()
        self.events: list[dict[str, Any]] = [{"key": "", **event} for event in BASE]
        self.ends = [write(self.db, drafts(BASE), signature(0), distinct=True).last or 0]
        for batch in batches:
            self.append(batch)

    def append(self, batch: Batch) -> None:
        try:
            done = write(self.db, drafts(batch), signature(len(self.events)), distinct=True)
        except ArchiveError:
            return  # e.g. an event corrected into nonsense
        if done.last:
            self.ends.append(done.last)
            self.events += batch
            assert len(self.events) == done.last

    def horizon(self, cut: Cut) -> Horizon:
        at = None if cut.at is None else str(self.ends[cut.at % len(self.ends)])
        known = None if cut.known is None else iso(cut.known)
        return horizon(self.db, known=known, strict=cut.strict, according_to=cut.sources, recorded=at)

    def log(self, cut: Cut) -> Log:
        end = self.ends[-1] if cut.at is None else self.ends[cut.at % len(self.ends)]
        return Log(
            events=self.events[:end], published=PUBLISHED, known=cut.known, strict=cut.strict,
            sources=frozenset(cut.sources) or None,
        )  # fmt: skip


def spoken(found: dict[Line, Answer]) -> dict[Line, Answer]:
    return {line: answer for line, answer in found.items() if not answer.silent}


def differing(one: dict[Line, Answer], other: dict[Line, Answer]) -> list[Line]:
    lines = {*one, *other}
    return sorted(line for line in lines if gist(one.get(line, UNKNOWN)) != gist(other.get(line, UNKNOWN)))


def line_of(row: dict[str, Any]) -> Line:
    return Line(row["property"], row["subject"], row["object"] or "")


@given(histories(), cuts, numbers)
def test_the_state_is_what_brute_force_finds(batches: list[Batch], cut: Cut, day: int) -> None:
    made = Archive(batches)
    seen, wanted = view(made.db, made.horizon(cut)), made.log(cut).answers(day)
    assert dict(seen.on(day, TOLD)) == spoken(wanted)
    for row in as_of(seen, day, "", EVERY)["answers"]:
        answer = plain(wanted.get(line_of(row), UNKNOWN))
        assert {name: row[name] for name in answer} == answer


@given(histories(), cuts, numbers, numbers)
def test_changes_in_the_world_are_what_brute_force_finds(batches: list[Batch], cut: Cut, one: int, other: int) -> None:
    made = Archive(batches)
    first, last = sorted((one, other))
    found = diff_data(in_world(view(made.db, made.horizon(cut)), first, last, TOLD))
    log = made.log(cut)
    before, after = log.answers(first), log.answers(last)
    assert sorted(map(line_of, found["changes"])) == differing(before, after)
    for row in found["changes"]:
        assert row["before"] == before.get(line_of(row), UNKNOWN).value
        assert row["after"] == after.get(line_of(row), UNKNOWN).value


@given(histories(), cuts, numbers, numbers, st.integers(0, 5), st.booleans())
def test_changes_in_what_was_told_are_what_brute_force_finds(
    batches: list[Batch], cut: Cut, day: int, then: int, at: int, by_known: bool
) -> None:
    made = Archive(batches)
    if by_known:
        low, high = sorted((cut.known or day, then))
        one, other = cut._replace(known=low), cut._replace(known=high)
    else:
        low, high = sorted(((cut.at or 0) % len(made.ends), at % len(made.ends)))
        one, other = cut._replace(at=low), cut._replace(at=high)
    found = diff_data(in_told(made.db, made.horizon(one), made.horizon(other), day, TOLD))
    before, after = made.log(one).answers(day), made.log(other).answers(day)
    assert sorted(map(line_of, found["changes"])) == differing(before, after)


@given(histories(), cuts, numbers)
def test_why_explains_what_brute_force_finds(batches: list[Batch], cut: Cut, day: int) -> None:
    made = Archive(batches)
    seen, log = view(made.db, made.horizon(cut)), made.log(cut)
    counting = {event["key"]: list(log.claims(event)) for event in log.events}
    for line, wanted in list(log.answers(day).items())[:3]:
        found = why(seen, line, day)
        assert found.answer == wanted
        assert {event.handle for event in found.because} == set(wanted.events)
        # Whoever tells the day otherwise is told with what it would make of it; nobody is who does not count.
        told = {event for mark in wanted.contested for event in mark.events}
        named = {event.handle for rival, event in found.rivals if rival.bears == "value"}
        assert told <= named | {event.handle for event in (*found.because, *found.seen, *found.confirmed)}
        assert all(counting[event.handle] for _, event in found.rivals)


def everything(made: Archive, cut: Cut, day: int) -> dict[str, str]:
    """Return the answer of each question as JSON, without the labels, and without what grows with the log."""
    seen = view(made.db, made.horizon(cut))
    first, last = day_of("2000-01-01"), day_of("2000-01-25")
    asking: dict[str, Callable[[View], Any]] = {
        "as-of": lambda seen: as_of(seen, day, "", EVERY),
        "history": lambda seen: history_data(seen, history(seen, EVERY)),
        "diff": lambda seen: diff_data(in_world(seen, first, last, EVERY), everything=True),
        "events": lambda seen: events.events(seen, "1999..2001", EVERY),
        "why": lambda seen: [
            why_data.as_data(why(seen, line, day)) for line in (Line("membership", "aa", "club"), Line("body", "club"))
        ],
        "panel": lambda seen: panel.as_data(
            seen, panel.panel(seen, EVERY, Asking("month", "share", "2000", "2000")), ""
        ),
        "timeline": lambda seen: lanes.as_data(seen, lanes.lanes(seen, EVERY, "2000", "2000")),
        "stances": lambda seen: stances.as_data(seen, stances.stances(seen, day, TOLD), "", None),
        "attendance": lambda seen: attendance.as_data(seen, attendance.attendance(seen, TOLD)),
        "conflicts": lambda seen: _conflicts(seen, last),
    }
    return {name: json.dumps(ask(seen), sort_keys=True, default=list) for name, ask in asking.items()}


def _conflicts(seen: View, today: int) -> Any:
    asked = conflicts_data.Asked(today=today)
    return conflicts_data.as_data(seen, conflicts_data.conflicts(seen, asked, TOLD), asked)


@given(histories(), histories(), cuts, numbers)
def test_what_is_appended_later_changes_no_pinned_answer(
    batches: list[Batch], later: list[Batch], cut: Cut, day: int
) -> None:
    made = Archive(batches)
    pinned = cut._replace(at=(cut.at or 0) % len(made.ends))
    before = everything(made, pinned, day)
    for batch in later:
        made.append([{**event, "key": f"later-{event['key']}"} for event in batch])
    after = everything(made, pinned, day)
    assert {name: after[name] for name in before if after[name] != before[name]} == {}
