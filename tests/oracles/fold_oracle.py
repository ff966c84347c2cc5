"""The fold by brute force: every world is lived through, day by day.

Slow and plain on purpose. A *world* gives each beginning one day inside its bounds; what may be the
case on a day is what some world shows on it. The rules that sit on top (certainty, told otherwise,
since, until) are applied to that, one day at a time. Nothing here is shared with the fold but the
values it takes and gives.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from archive.model.answer import UNKNOWN, Answer, Certainty, Contested, DayRange, Expected
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, iso

Value = str | None
Holds = tuple[Claim, ...]
Mask = int
"""A set of changes as bits: bit 0 is "nothing begun", bit i + 1 the change i."""


@dataclass(frozen=True)
class Change:
    """One change: a beginning, or several of one value that are told as one."""

    value: str
    bounds: Bounds
    members: tuple[Claim, ...]

    @property
    def events(self) -> frozenset[str]:
        return frozenset(claim.event for claim in self.members)

    @property
    def disputes(self) -> frozenset[str]:
        return frozenset().union(*(claim.disputes for claim in self.members))

    @property
    def date(self) -> str:
        """The text of the member that says it most exactly."""
        return min(self.members, key=lambda c: (c.bounds.latest - c.bounds.earliest, c.bounds, c.date)).date

    @property
    def ends(self) -> bool:
        return self.value == NONE

    @property
    def rank(self) -> tuple[int, int]:
        return (self.bounds.latest, self.bounds.earliest)


@dataclass(frozen=True, eq=False)
class Account:
    """Beginnings that are told together, and what the worlds of them show on each day."""

    changes: tuple[Change, ...]
    low: int
    high: int
    shown: tuple[Mask, ...]

    def last_begun(self, day: int) -> list[Change | None]:
        """Return what some world has as the last begun on the day; None for nothing begun."""
        spare = len(self.changes)
        if day > DAY_MIN:
            day = max(day, self.low - 1)
        if day < DAY_MAX:
            day = min(day, self.high + spare)
        first = self.low - spare - 1
        mask = self.shown[min(max(day - first, 0), len(self.shown) - 1)]
        everything: list[Change | None] = [None, *self.changes]
        return [one for place, one in enumerate(everything) if mask >> place & 1]

    def sure(self, day: int) -> bool:
        return any(change.bounds.latest <= day for change in self.changes)


@dataclass(frozen=True)
class Outcome:
    """What an account and its holds say on a day, before anything is told otherwise."""

    value: Value
    certainty: Certainty
    values: frozenset[Value]
    sure: bool
    changes: tuple[Change, ...] = ()
    holds: tuple[Claim, ...] = ()

    @property
    def from_holds(self) -> bool:
        return self.value is not None and not self.sure


@dataclass(frozen=True)
class Run:
    """The unbroken run of a value: what opened it, all of it, what attests it before, what ended it."""

    value: Value = None
    opener: Change | None = None
    changes: tuple[Change, ...] = ()
    attesting: tuple[Claim, ...] = ()
    closer: Change | None = None

    def shown_opener(self, told: "Account", day: int) -> Change | None:
        """Return what opened it, as a day tells it: nothing, while it is only attested."""
        return self.opener if told.sure(day) else None


# The account: tight bounds, changes, worlds


def touch(one: Bounds, other: Bounds) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def linked(start: Claim, end: Claim) -> bool:
    """True for first day and end of one extent, in this order, where the dates let it be one."""
    return (
        start.event == end.event
        and start.rival == end.rival
        and (start.part, end.part) == ("start", "end")
        and start.bounds.earliest < end.bounds.latest
    )


def tighten(claims: Iterable[Claim]) -> list[Claim]:
    """Return the beginnings with the days that an extent's order forbids left out."""
    claims = list(claims)
    tight = []
    for claim in claims:
        earliest, latest = claim.bounds
        for mate in claims:
            if linked(claim, mate):
                latest = min(latest, mate.bounds.latest - 1)
            if linked(mate, claim):
                earliest = max(earliest, mate.bounds.earliest + 1)
        tight.append(claim._replace(bounds=Bounds(earliest, latest)))
    return tight


def merge(claims: Sequence[Claim]) -> list[Change]:
    """Return the changes: beginnings of one value that overlap, with no other value near, are one."""
    groups: list[Change] = []
    for claim in sorted(claims, key=lambda c: (c.bounds, c.event)):
        for place, group in enumerate(groups):
            if claim.value != NONE and claim.value == group.value and touch(claim.bounds, group.bounds):
                members = (*group.members, claim)
                hull = Bounds(min(c.bounds.earliest for c in members), max(c.bounds.latest for c in members))
                if not any(touch(c.bounds, hull) for c in claims if c.value != claim.value):
                    both = Bounds(
                        max(claim.bounds.earliest, group.bounds.earliest),
                        min(claim.bounds.latest, group.bounds.latest),
                    )
                    groups[place] = Change(claim.value, both, members)
                    break
        else:
            groups.append(Change(claim.value, claim.bounds, (claim,)))
    return groups


def worlds(changes: Sequence[Change], ranges: Sequence[range]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of days that lets each extent end after its first day."""
    order = [
        (first, last)
        for first, start in enumerate(changes)
        for last, end in enumerate(changes)
        for a in start.members
        for b in end.members
        if linked(a, b)
    ]
    for days in product(*ranges):
        if all(days[start] < days[end] for start, end in order):
            yield days


@lru_cache(maxsize=20_000)
def account(begins: frozenset[Claim]) -> Account:
    """Return the account of the beginnings: its changes, and what its worlds show day by day.

    Open sides are cut one day a change beyond all that has a day, which leaves room for each order.
    """
    changes = tuple(merge(tighten(begins)))
    finite = [d for c in changes for d in c.bounds if DAY_MIN < d < DAY_MAX] or [1]
    low, high, spare = min(finite), max(finite), len(changes)

    def cut(day: int) -> int:
        return min(max(day, low - spare - 1), high + spare + 1)

    ranges = [range(cut(c.bounds.earliest), cut(c.bounds.latest) + 1) for c in changes]
    window = range(low - spare - 1, high + spare + 2)
    shown = [0] * len(window)
    for days in worlds(changes, ranges):
        last, in_force = 1, False
        for place, day in enumerate(window):
            if day in days:
                ends = sum(2 << i for i, c in enumerate(changes) if days[i] == day and c.ends)
                beginnings = sum(2 << i for i, c in enumerate(changes) if days[i] == day and not c.ends)
                # The later of the two phases has the last word, where there is one.
                last = (beginnings or ends) if in_force else (ends or beginnings)
                in_force = last == beginnings
            shown[place] |= last
    return Account(changes, low, high, tuple(shown))


# One day of an account


@lru_cache(maxsize=20_000)
def outcome(told: Account, holds: Holds, day: int) -> Outcome:
    """Return value and certainty of the account on the day; `scheduled` is not yet looked at."""
    last = told.last_begun(day)
    changes = tuple(one for one in last if one is not None)
    if told.sure(day):
        values: frozenset[Value] = frozenset(one.value if one else None for one in last)
        if len(values) == 1:
            (value,) = values
            return Outcome(value, "not" if value == NONE else "certain", values, True, changes)
        begun = [one for one in changes if one.bounds.latest <= day]
        if any(at_odds(one, other) for one in begun for other in begun):
            return Outcome(None, "disputed", values, True, changes)
        rank = max(one.rank for one in begun)
        best = {one.value for one in begun if one.rank == rank}
        return Outcome(best.pop() if len(best) == 1 else None, "possible", values, True, changes)

    seen = [hold for hold in holds if hold.bounds.latest <= day]
    top = tuple(a for a in seen if not any(b.bounds.earliest > a.bounds.latest for b in seen))
    left = {None if hold.manner == "lacks" else hold.value for hold in top}
    base: frozenset[Value] = frozenset(left) or frozenset([None])
    values = base | {one.value for one in changes}
    if len(values) == 1:
        (value,) = values
        if value is None:
            return Outcome(None, "unknown", values, False, changes, top)
        return Outcome(value, "not" if value == NONE else "attested", values, False, changes, top)
    odds = any(a.bounds == b.bounds and a.value != b.value for a in top for b in top)
    return Outcome(None, "disputed" if odds and values == base else "possible", values, False, changes, top)


def at_odds(one: Change, other: Change) -> bool:
    """True for two values on the same unknown day and phase, or in one open dispute."""
    if one.value == other.value:
        return False
    same_phase = one.ends == other.ends
    return (same_phase and one.bounds == other.bounds) or bool(one.disputes & other.disputes)


def days_of(told: Account, holds: Holds) -> list[int]:
    """Return all days on which an answer could change, and one of each stretch beside them."""
    bounds = [c.bounds for c in told.changes] + [h.bounds for h in holds]
    finite = [d for pair in bounds for d in pair if DAY_MIN < d < DAY_MAX] or [1]
    days = range(max(min(finite) - 1, DAY_MIN), min(max(finite) + 2, DAY_MAX))
    return sorted({DAY_MIN, *days, DAY_MAX - 1})


@lru_cache(maxsize=20_000)
def run_of(told: Account, holds: Holds, day: int) -> Run:
    """Return the run that the day is in: the days before and after it that have its value."""
    value = outcome(told, holds, day).value
    if value is None:
        return Run()
    before, after = [day], []
    days = days_of(told, holds)
    for one in reversed([d for d in days if d < day]):
        if outcome(told, holds, one).value != value:
            break
        before.insert(0, one)
    later = [d for d in days if d > day]
    while later and outcome(told, holds, later[0]).value == value:
        after.append(later.pop(0))
    inside = [*before, *after]
    opener = None
    sure = [d for d in inside if told.sure(d)]
    if sure:
        opener = max(begun_on(told, sure[0], value), key=by_rank)
    attesting = tuple(
        hold
        for hold in holds
        if hold.value == value and hold.bounds.latest in inside and not told.sure(hold.bounds.latest)
    )
    changes = tuple(c for c in told.changes if c.value == value and c.bounds.latest in inside)
    return Run(value, opener, changes, attesting, closer_of(told, holds, value, changes, later))


def begun_on(told: Account, day: int, value: Value) -> list[Change]:
    """Return the changes of the value that have surely begun and may be the last that did."""
    last = outcome(told, (), day).changes
    return [c for c in last if c.value == value and c.bounds.latest <= day]


def by_rank(change: Change) -> tuple[tuple[int, int], str, list[str]]:
    return change.rank, change.date, sorted(change.events)


def closer_of(
    told: Account, holds: Holds, value: Value, changes: Iterable[Change], later: Iterable[int]
) -> Change | None:
    """Return the change that ends a run, from the days after it: an end of its own extent, or the next value."""
    own = frozenset().union(*(change.events for change in changes))
    for day in later:
        if not told.sure(day):
            if outcome(told, holds, day).value not in (None, value):
                return None
            continue
        others = [c for c in outcome(told, (), day).changes if c.value != value and c.bounds.latest <= day]
        if others:
            ends = [
                c
                for c in told.changes
                if c.bounds.latest == day and c.value != value and c.events & own and c.members[0].part == "end"
            ]
            return min(ends, key=lambda c: (c.date, c.bounds, sorted(c.events))) if ends else max(others, key=by_rank)
    return None


# What is announced


def expected_on(claims: Iterable[Claim], told: Account, day: int) -> list[Claim]:
    """Return the plans that stand on the day, told by then, neither over nor settled."""
    known = [claim for claim in claims if claim.manner == "expected" and not claim.rival and first_told(claim) <= day]
    standing = []
    for claim in known:
        plans = [other for other in known if other.value == claim.value]
        latest = max((announced(p).latest, announced(p).earliest) for p in plans)
        counts = (announced(claim).latest, announced(claim).earliest) == latest
        settled = any(
            (change.value == claim.value or claim.property == "meeting")
            and not any(member.part == "end" for member in change.members)
            and announced(claim).earliest <= change.bounds.latest <= day
            and claim.event not in {member.event for member in change.members}
            for change in told.changes
        )
        if counts and not settled and day <= claim.bounds.latest:
            standing.append(claim)
    return standing


def first_told(claim: Claim) -> int:
    told = announced(claim)
    return sorted((told.earliest, claim.bounds.earliest, told.latest))[1]


def announced(claim: Claim) -> Bounds:
    return claim.announced or Bounds(claim.bounds.earliest, claim.bounds.earliest)


# What is told otherwise

Entries = list[tuple[Value, frozenset[str]]]


def differs(main: Outcome, other: Outcome, events: frozenset[str]) -> Entries:
    """Return what the other account says that the main one does not allow."""
    more = other.values - main.values - {None}
    if None in main.values:
        more -= {NONE}  # where nothing may have begun, an end is no other account
    if more:
        return [(value, events) for value in more]
    if main.value is not None and main.value not in other.values:
        return [(other.value, events)]
    return []


def by_series(told: Account, holds: Holds, day: int) -> Entries:
    """Return what the later of two beginnings of one value says of the days between them."""
    entries: Entries = []
    if any(c.property in ("stance", "accession", "document") for change in told.changes for c in change.members):
        return entries  # told again, such a value is confirmed
    main = outcome(told, holds, day)
    for value in {change.value for change in told.changes if not change.ends}:
        groups = sorted((c for c in told.changes if c.value == value), key=lambda c: c.bounds)
        series: list[Change] = []
        for first, second in pairwise(groups):
            hull = Bounds(first.bounds.earliest, max(first.bounds.latest, second.bounds.latest))
            apart = first.bounds.latest < second.bounds.earliest
            alone = not any(touch(c.bounds, hull) for c in told.changes if c.value != value)
            series = [*series, first] if apart and alone else []
            if series and first.bounds.earliest <= day < second.bounds.latest:
                gone = frozenset().union(*(change.events for change in series))
                entries += differs(main, outcome(without(told, gone), holds, day), second.events)
    return entries


def without(told: Account, events: frozenset[str], more: Iterable[Claim] = ()) -> Account:
    """Return the account with all beginnings of the events gone and others come in."""
    stay = (c for change in told.changes for c in change.members if c.event not in events)
    return account(frozenset([*stay, *more]))


def by_holds(main: Outcome, holds: Holds, day: int) -> Entries:
    if not main.sure and not main.changes:
        return []
    return [
        (hold.value, frozenset([hold.event]))
        for hold in holds
        if hold.bounds.earliest <= day <= hold.bounds.latest and not agrees(main, hold)
    ]


def agrees(main: Outcome, seen: Claim) -> bool:
    """True where the answer leaves room for a sighting; nothing begun is room for what misses it."""
    return seen.value in main.values or (seen.manner == "lacks" and None in main.values)


def replaced_by(told: Account, rival: Sequence[Claim]) -> list[Change]:
    """Return the changes of the main account that a rival event stands against."""
    for name in rival[0].rival_of:
        if named := [change for change in told.changes if name in change.events]:
            return named
    tight = tighten(rival)
    opening = min(
        [c for c in tight if c.part != "end"] or tight,
        key=lambda c: (c.bounds, c.value),
    )

    def distance(change: Change) -> tuple[int, int, Bounds]:
        gap = max(
            0,
            change.bounds.earliest - opening.bounds.latest,
            opening.bounds.earliest - change.bounds.latest,
        )
        return gap, abs(change.bounds.earliest - opening.bounds.earliest), change.bounds

    same = [c for c in told.changes if c.value == opening.value]
    if same:
        nearest = min(map(distance, same))
        return [c for c in same if distance(c) == nearest]
    return [c for c in told.changes if touch(c.bounds, opening.bounds)]


def by_rivals(told: Account, holds: Holds, rivals: Sequence[Claim], day: int) -> tuple[Entries, bool]:
    """Return what rival events tell of the day, and whether one of them moves only the first day."""
    entries: Entries = []
    moved = False
    main = outcome(told, holds, day)
    opener = run_of(told, holds, day).shown_opener(told, day)
    for event in {claim.event for claim in rivals}:
        rival = [claim for claim in rivals if claim.event == event]
        gone = replaced_by(told, rival)
        events = frozenset().union(*(change.events for change in gone))
        theirs = without(told, events, rival)
        other = outcome(theirs, holds, day)
        told_here = differs(main, other, frozenset([event]))
        entries += told_here
        if opener is not None and main.value != NONE and opener.events & events and not told_here:
            since = run_of(theirs, holds, day).shown_opener(theirs, day)
            moved = moved or since is None or (since.date, since.bounds) != (opener.date, opener.bounds)
    return entries, moved


def by_rival_holds(main: Outcome, told: Account, holds: Holds, rivals: Sequence[Claim], day: int) -> Entries:
    entries: Entries = []
    for rival in rivals:
        later = [
            bounds
            for bounds in [m.bounds for c in told.changes for m in c.members] + [h.bounds for h in holds]
            if bounds.latest >= rival.bounds.earliest
        ]
        stop = min((bounds.earliest - 1 for bounds in later), default=DAY_MAX)
        last = rival.bounds.latest if rival.manner == "lacks" else max(stop, rival.bounds.latest)
        if rival.bounds.earliest <= day <= last and not agrees(main, rival):
            entries.append((rival.value, frozenset([rival.event])))
    return entries


def by_attribution(main: Outcome, attributed: Iterable[Claim], day: int) -> Entries:
    """Return what others say of a holder whose own words are known."""
    last = [one for one in account(frozenset(attributed)).last_begun(day) if one is not None]
    return [(one.value, one.events) for one in last if one.value not in main.values]


def gathered(entries: Entries) -> tuple[Contested, ...]:
    values = sorted({value for value, _ in entries}, key=lambda v: (v is not None, v or ""))
    return tuple(
        Contested(value, tuple(sorted(frozenset().union(*(e for v, e in entries if v == value))))) for value in values
    )


# The whole answer


def oracle_answer(claims: Iterable[Claim], day: int) -> Answer:
    """Return the answer of the timeline on the day, every field of it."""
    claims = list(claims)
    answer = without_coverage(claims, day)
    covering = [
        c for c in claims if c.manner == "covers" and not c.rival and c.bounds.earliest <= day <= c.bounds.latest
    ]
    if not covering or answer.certainty not in ("unknown", "scheduled"):
        return answer
    return answer._replace(
        value=NONE,
        certainty="not",
        candidates=(),
        confirmed=iso(max(c.bounds.latest for c in covering)),
        undated=any(c.undated for c in covering),
        events=tuple(sorted({c.event for c in covering})),
    )


def without_coverage(claims: Sequence[Claim], day: int) -> Answer:
    """Return the answer where nothing says that all that was there is told."""
    begins = [c for c in claims if c.manner == "begins" and not c.rival]
    own = [c for c in begins if not c.attributed]
    rivals = [c for c in claims if c.manner == "begins" and c.rival]
    holds = tuple(c for c in claims if c.manner in ("holds", "lacks") and not c.rival)
    rival_holds = [c for c in claims if c.manner in ("holds", "lacks") and c.rival]

    outranked = any(c.bounds.latest <= day for c in tighten(own))
    told = account(frozenset(own if outranked else begins))
    main = outcome(told, holds, day)
    run = run_of(told, holds, day)
    opener = run.shown_opener(told, day)
    plans = expected_on(claims, told, day)

    entries = by_holds(main, holds, day) + by_series(told, holds, day)
    others, moved = by_rivals(told, holds, rivals, day)
    entries += others + by_rival_holds(main, told, holds, rival_holds, day)
    if outranked:
        entries += by_attribution(main, (c for c in begins if c.attributed), day)

    scheduled = main.certainty == "unknown" and bool(plans)
    relied = [] if main.certainty == "unknown" else relied_on(main, run, day)
    relied = plans if scheduled else relied
    candidates = main.values if len(main.values) > 1 else frozenset()
    if scheduled:
        candidates = frozenset(plan.value for plan in plans)
    return UNKNOWN._replace(
        value=main.value,
        certainty="scheduled" if scheduled else main.certainty,
        candidates=tuple(sorted(candidates, key=lambda v: (v is not None, v or ""))),
        since=opener.date if opener else None,
        since_bounds=in_iso(opener),
        until=run.closer.date if run.closer else None,
        until_bounds=in_iso(run.closer),
        attested_on=attested_on(main, run),
        confirmed=confirmed(run, holds),
        undated=any(claim.undated for claim in relied),
        events=tuple(sorted({claim.event for claim in relied})),
        contested=gathered(entries),
        since_contested=moved,
        expected=tuple(
            Expected(value, date, tuple(sorted({p.event for p in plans if (p.value, p.date) == (value, date)})))
            for value, date in sorted({(plan.value, plan.date) for plan in plans})
        ),
    )


def in_iso(change: Change | None) -> DayRange | None:
    return (iso(change.bounds.earliest), iso(change.bounds.latest)) if change else None


def attested_on(main: Outcome, run: Run) -> tuple[str, ...]:
    if not main.from_holds:
        return ()
    return tuple(dict.fromkeys(h.date for h in sorted(run.attesting, key=lambda h: (h.bounds, h.date))))


def relied_on(main: Outcome, run: Run, day: int) -> list[Claim]:
    """Return the claims that the answer rests on."""
    if main.from_holds:
        return list(run.attesting)
    changes = [*main.changes, *(c for c in run.changes if c.bounds.earliest <= day)]
    return [claim for change in changes for claim in change.members] + list(main.holds)


def confirmed(run: Run, holds: Holds) -> str | None:
    """Return the last day on which anything supports the value, in its run."""
    starts = [hold.bounds.earliest for hold in run.attesting]
    starts += [run.opener.bounds.earliest] if run.opener else []
    if not starts:
        return None
    out = run.closer.bounds.latest if run.closer else DAY_MAX + 1
    days = [change.bounds.latest for change in run.changes if not change.ends]
    days += [
        hold.bounds.latest
        for hold in holds
        if hold.value == run.value and min(starts) <= hold.bounds.earliest and hold.bounds.latest < out
    ]
    return iso(max(days)) if days else None
