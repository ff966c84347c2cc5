"""Snapshots compared, against the plainest oracle: what stood in the lists before and after a day."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exchange.lists.compare import Began, CameTrue, Ended, Redated, Restored, TakenBack, between, compare
from archive.exchange.lists.events import Telling, drafts_of, observation
from archive.exchange.lists.observed import Observed, follow
from archive.exchange.lists.snapshot import Fact, distinct
from archive.kinds.base import Payload
from archive.kinds.families.accession import AccessionStepped
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.families.office import OfficeAssumed
from archive.kinds.ledger import Cutoffs, Entry, claims_of
from archive.model.dates import day_of, iso
from archive.model.timeline import answer_on

START = day_of("2020-01-01")
PEOPLE = ("ann", "bob", "cy")
STATUSES = ("member", "observer")


def member(who: str = "ann", status: str = "member", date: str = "", *, ahead: bool = False) -> Fact:
    return Fact(payload=MembershipChanged(subject=(who,), object="club", status=status), date=date, ahead=ahead)


def holder(who: str = "ann", date: str = "") -> Fact:
    return Fact(payload=OfficeAssumed(subject=who, office="chair"), date=date)


def signed(who: str = "ann", step: str = "approved", date: str = "") -> Fact:
    return Fact(payload=AccessionStepped(subject=(who,), object="club", step=step), date=date)  # type: ignore[arg-type]  # from a list of steps


class Log:
    """A log in memory, to which snapshots of one list are told."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.known = Observed()
        self.batch = 0
        self.told: dict[str, int | None] = {}

    def observe(self, facts: Sequence[Fact], on: int) -> list[object]:
        """Write what is new in a snapshot, and return the news."""
        day, before = str(iso(on)), None if self.known.day is None else iso(self.known.day)
        listed = distinct(facts)
        news = compare(self.known.told.values(), listed, last=lambda _: self.known.day, on=on)
        telling = Telling(list="list", on=day, source=f"list-of-{day}", before=before, labels={})
        self.told[telling.source] = on
        self.batch += 1
        written = []
        for draft in [observation(listed, telling), *drafts_of(news, (), telling)]:
            assert isinstance(draft.payload, Payload)
            position = len(self.entries) + 1
            handle = draft.envelope.key
            written.append(Entry(position, f"{position:064}", handle, draft.envelope, draft.payload, self.batch))
            self.entries.append(written[-1])
        follow(self.known, written)
        return list(news)

    def value(self, who: str, on: int, *, known: int | None = None) -> tuple[str, set[str | None]]:
        """Return certainty and candidates of somebody's membership on a day."""
        claims = claims_of(self.entries, self.told, Cutoffs(known=known))
        mine = [claim for claim in claims if (claim.property, claim.subject) == ("membership", who)]
        answer = answer_on(mine, on)
        return answer.certainty, set(answer.candidates) if len(answer.candidates) > 1 else {answer.value}


Rows = Mapping[str, str]
series = st.lists(
    st.tuples(st.integers(1, 3), st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(STATUSES), max_size=3)),
    min_size=1, max_size=6,
)  # fmt: skip


def days(gaps: Sequence[tuple[int, Rows]]) -> list[tuple[int, Rows]]:
    on, found = START, []
    for gap, rows in gaps:
        on += gap
        found.append((on, rows))
    return found


def facts_of(rows: Rows) -> list[Fact]:
    return [member(who, status) for who, status in rows.items()]


def expected(snapshots: Sequence[tuple[int, Rows]], who: str, on: int) -> set[str | None]:
    """Return what a reader of the lists alone would call possible on a day: None for not there."""
    before = [rows.get(who) for day, rows in snapshots if day <= on]
    after = [rows.get(who) for day, rows in snapshots if day > on]
    if any(day == on for day, _ in snapshots) or not after:
        return {before[-1]}
    if not before:
        return {after[0], None}
    return {before[-1], after[0]}


@given(series)
def test_replayed_events_give_the_lists_again(gaps):
    snapshots = days(gaps)
    log = Log()
    for on, rows in snapshots:
        log.observe(facts_of(rows), on)
    for on in range(START - 2, snapshots[-1][0] + 3):
        for who in PEOPLE:
            certainty, values = log.value(who, on)
            values = {None if value == "none" else value for value in values}
            assert values == expected(snapshots, who, on), (who, iso(on))
            assert certainty in ({"certain", "not", "unknown"} if len(values) == 1 else {"possible"})


@given(series)
def test_identical_snapshots_add_nothing(gaps):
    log = Log()
    for on, rows in days([(gap + 1, rows) for gap, rows in gaps]):
        log.observe(facts_of(rows), on)
        written = len(log.entries)
        assert log.observe(facts_of(rows), on + 1) == []
        assert len(log.entries) == written + 1, "the observation itself, which dates what comes next"


@given(series, st.randoms())
def test_the_order_of_rows_never_matters(gaps, random):
    one, other = Log(), Log()
    for on, rows in days(gaps):
        shuffled = [*facts_of(rows), *facts_of(rows)]
        random.shuffle(shuffled)
        one.observe(facts_of(rows), on)
        other.observe(shuffled, on)
    assert one.entries == other.entries


STEPS = ("applied", "approved", "ratified")
dated = st.lists(
    st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(STEPS), st.integers(0, 9)), max_size=5),
    min_size=1, max_size=5,
)  # fmt: skip


@given(dated)
def test_by_each_version_the_archive_tells_its_rows_and_no_others(versions):
    log = Log()
    for number, rows in enumerate(versions):
        log.observe([signed(who, step, str(iso(START + day))) for who, step, day in rows], START + 100 * number)
    for number, rows in enumerate(versions):
        claims = claims_of(log.entries, log.told, Cutoffs(known=START + 100 * number + 50))
        told = sorted((claim.subject, claim.value, claim.bounds.earliest - START) for claim in claims)
        assert told == sorted(rows)


mixed = st.lists(
    st.dictionaries(
        st.sampled_from(PEOPLE),
        st.tuples(st.sampled_from(STATUSES), st.one_of(st.none(), st.integers(-20, 25))),
        max_size=3,
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(mixed)
def test_as_known_by_each_version_its_day_is_as_its_rows_tell(versions):
    """Whatever dates come, go, move and lie ahead: a version's own day is answered by its rows."""
    log = Log()
    for number, rows in enumerate(versions):
        on = START + 10 * number
        log.observe([_row(who, status, day, on) for who, (status, day) in rows.items()], on)
    for number, rows in enumerate(versions):
        on = START + 10 * number
        for who in PEOPLE:
            status, day = rows.get(who, (None, None))
            if day is not None and START + day > on:
                continue  # What was there before goes on until then, or nothing does: the list does not tell.
            there = status
            certainty, values = log.value(who, on, known=on)
            assert {None if value == "none" else value for value in values} == {there}, (number, who, certainty)
            assert certainty in {"certain", "not", "unknown"}


def _row(who: str, status: str, day: int | None, on: int) -> Fact:
    return member(who, status, "" if day is None else str(iso(START + day)))


def news_of(*versions: Sequence[Fact]) -> list[object]:
    """Return what the last of some versions changes, a hundred days after one another."""
    log, news = Log(), []
    for number, facts in enumerate(versions):
        news = log.observe(facts, START + 100 * number)
    return [_short(one) for one in news]


def _short(one: object) -> tuple[object, ...]:
    match one:
        case Began(fact=fact, date=date, before=before):
            return ("began", fact.value, date, before.fact.value if before else None)
        case Ended(told=told, date=date):
            return ("ended", told.fact.value, date)
        case Redated(told=told, fact=fact):
            return ("redated", told.fact.date, fact.date)
        case CameTrue(fact=fact):
            return ("came true", fact.value, fact.date)
        case Restored(fact=fact):
            return ("restored", fact.value, fact.date)
        case TakenBack(told=told):
            return ("taken back", told.fact.value, told.fact.date)
    raise AssertionError(one)


CASES = {
    "a first snapshot: by then": ([[member()]], [("began", "member", "[..2020-01-01]", None)]),
    "a date of its own is kept": ([[], [member(date="2015")]], [("began", "member", "2015", None)]),
    "new since": ([[], [member()]], [("began", "member", "[2020-01-02..2020-04-10]", None)]),
    "gone since": ([[member()], []], [("ended", "member", "[2020-01-02..2020-04-10]")]),
    "an office is left": ([[holder()], []], [("ended", "holds", "[2020-01-02..2020-04-10]")]),
    "another status": (
        [[member()], [member(status="observer")]],
        [("began", "observer", "[2020-01-02..2020-04-10]", "member")],
    ),
    "back again": ([[member()], [], [member()]], [("began", "member", "[2020-04-11..2020-07-19]", None)]),
    "a former status again": (
        [[member()], [member(status="observer")], [member()]],
        [("began", "member", "[2020-04-11..2020-07-19]", "observer")],
    ),
    "a step with another date": (
        [[signed(date="2019-01-01")], [signed(date="2019-02-01")]], [("redated", "2019-01-01", "2019-02-01")],
    ),
    "a further step": (
        [[signed(date="2019-01-01")], [signed(date="2019-01-01"), signed(step="ratified", date="2020-02-02")]],
        [("began", "ratified", "2020-02-02", None)],
    ),
    "a step is no longer told": ([[signed(date="2019-01-01")], []], [("taken back", "approved", "2019-01-01")]),
    "a member since 2015 is gone": (
        [[member(date="2015-05-05")], []], [("ended", "member", "[2020-01-02..2020-04-10]")],
    ),
    "announced, then moved": (
        [[member(date="2020-06-01")], [member(date="2020-08-01")]], [("redated", "2020-06-01", "2020-08-01")],
    ),
    "announced, and gone before it came": (
        [[member(date="2021-06-01")], []], [("taken back", "member", "2021-06-01")],
    ),
    "announced for between, and not there": (
        [[member(date="2020-02-01")], []], [("taken back", "member", "2020-02-01")],
    ),
    "announced only, and then there": (
        [[member(date="2020-02-01", ahead=True)], [member(date="2020-02-01")]], [("came true", "member", "2020-02-01")],
    ),
    "announced only, moved, and then there": (
        [[member(date="2020-02-01", ahead=True)], [member(date="2020-03-01")]],
        [("redated", "2020-02-01", "2020-03-01"), ("came true", "member", "2020-03-01")],
    ),
    "a day where there was none": (
        [[member()], [member(date="2019-09-09")]], [("redated", "[..2020-01-01]", "2019-09-09")],
    ),
    "no day where there was one": ([[member(date="2019-09-09")], [member()]], []),
    "a spell that was over is cleaned away": ([[member(date="2000/2010")], []], []),
    "a term to come ends early": (
        [[member(date="2019-01-01/2024-12-31")], []], [("ended", "member", "[2020-01-02..2020-04-10]")],
    ),
    "a status with a day follows one with a day": (
        [[member(date="2001")], [member(status="observer", date="2020-03-01")]],
        [("began", "observer", "2020-03-01", "member")],
    ),
    "and is no longer told": (
        [[member(date="2001")], [member(status="observer", date="2020-03-01")], [member(date="2001")]],
        [("taken back", "observer", "2020-03-01")],
    ),
    "another status all along": (
        [[member(date="2001")], [member(status="observer", date="2001")]],
        [("began", "observer", "2001", "member"), ("taken back", "member", "2001")],
    ),
    "left on a day that the list tells": (
        [[member(date="2001")], [member(date="2001"), member(status="none", date="2020-03-01")]],
        [("began", "none", "2020-03-01", "member")],
    ),
    "and is gone for good": (
        [[member(date="2001"), member(status="none", date="2015")], []], [],
    ),
    "a row was only missing": (
        [[member(date="2015")], [], [member(date="2015")]], [("restored", "member", "2015")],
    ),
    "it came back, since then": (
        [[member(date="2015")], [], [member(date="2020-06-01")]], [("began", "member", "2020-06-01", None)],
    ),
    "another status than the one announced": (
        [[member(date="2020-02-01")], [member(status="observer")]],
        [("began", "observer", "[2020-02-02..2020-04-10]", "member")],
    ),
    "another status follows an end": ([[member()], [], [member(status="observer")]], [
        ("began", "observer", "[2020-04-11..2020-07-19]", None)
    ]),
    "two spells, one announced": (
        [[member(date="2001"), member(date="2031")], []],
        [("ended", "member", "[2020-01-02..2020-04-10]"), ("taken back", "member", "2031")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("versions", "news"), CASES.values(), ids=CASES)
def test_what_a_snapshot_changes(versions, news):
    assert news_of(*versions) == news
    assert news_of(*versions, versions[-1]) == [], "and it is no news any longer"


def test_what_was_only_announced_is_scheduled_until_a_list_states_it():
    log, day = Log(), START + 30
    date = str(iso(day))
    log.observe([member(date=date, ahead=True)], START)
    assert log.value("ann", day + 50) == ("unknown", {None})
    log.observe([member(date=date)], day + 60)
    assert log.value("ann", day) == ("certain", {"member"})
    assert log.value("ann", day, known=day + 59) == ("scheduled", {None})


def test_the_day_after_the_last_snapshot_is_a_day():
    assert between(START, START + 1) == "2020-01-02"
