"""What was seen, against what began: rosters and attestations that the main account leaves no room for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.claim import NONE, Claim
from archive.model.dates import Bounds
from archive.questions.rules.base import Finding, Ground, alike, ranked, values, words

FEW = 3
"""Days of sightings of one value that are not printed one by one any more."""


class Against(NamedTuple):
    """A value seen where the main account has another one on all the days it may have been seen on."""

    line: Line
    seen: Claim
    account: str
    events: tuple[str, ...]


def roster_differs(ground: Ground) -> Iterator[Finding]:
    """Find lists of several at once that have somebody with another status than the main account."""
    for handle, some in _by_event(ground).items():
        if _is_list(ground, handle):
            who = "; ".join(_differing(ground.label(one.line.subject), one) for one in some)
            yield _finding("roster-differs", f"the list of {some[0].seen.date} has {who}", some)


def attested_against(ground: Ground) -> Iterator[Finding]:
    """Find those who were seen as something that by the main account they were not; what was seen often, once."""
    found: dict[tuple[Line, str | None], list[Against]] = defaultdict(list)
    for handle, some in _by_event(ground).items():
        if not _is_list(ground, handle):
            found[some[0].line, some[0].seen.value].extend(some)
    for (line, value), sightings in found.items():
        some = sorted(sightings, key=lambda one: (one.seen.bounds, one.seen.event))
        accounts = ", then ".join(dict.fromkeys(one.account for one in some))
        what = f"{ground.place(line)} seen on {_days(some)}: {words(value)}; by the main account {accounts}"
        yield _finding("attested-against", what, some)


def _days(some: Sequence[Against]) -> str:
    """Return the days of sightings: of more than two how many there are, the first and the last."""
    days = list(dict.fromkeys(one.seen.date for one in some))
    return " and ".join(days) if len(days) < FEW else f"{len(days)} days from {days[0]} to {days[-1]}"


def _differing(who: str, one: Against) -> str:
    seen = f"not {who}" if one.seen.value == NONE else f"{who} as {words(one.seen.value)}"
    return f"{seen}, by the main account {one.account}"


def _is_list(ground: Ground, handle: str) -> bool:
    facts = ground.event(handle).payload
    subjects = getattr(facts, "subject", ())
    return facts.kind == "membership.roster" or (isinstance(subjects, tuple) and len(subjects) > 1)


def _finding(rule: str, what: str, some: list[Against]) -> Finding:
    handle = some[0].seen.event
    days = Bounds(min(one.seen.bounds.earliest for one in some), max(one.seen.bounds.latest for one in some))
    seen = dict.fromkeys(one.seen.event for one in some)
    told = dict.fromkeys(event for one in some for event in one.events)
    against = {event for one in some if one.seen.event == handle for event in one.events}
    return Finding(
        rule=rule, about=tuple(dict.fromkeys(one.line for one in some)), what=what, events=(*seen, *told), days=days,
        fix=ranked(handle, "rival", rival_of=against.pop() if len(against) == 1 else ""),
    )  # fmt: skip


def _by_event(ground: Ground) -> Mapping[str, list[Against]]:
    found: dict[str, list[Against]] = defaultdict(list)
    for line in ground.lines():
        for claim in (*ground.main(line, "holds"), *ground.main(line, "lacks")):
            against = _against(ground, line, claim)
            if against is not None:
                found[claim.event].append(against)
    return found


def _against(ground: Ground, line: Line, claim: Claim) -> Against | None:
    """Return how the main account differs on every day of the claim; None where a day leaves room for it."""
    there = ground.within(line, claim.bounds)
    days = sum(min(p.until - 1, claim.bounds.latest) - max(p.first, claim.bounds.earliest) + 1 for p in there)
    if days < claim.bounds.latest - claim.bounds.earliest + 1:
        return None  # On some day nothing has begun: there the sighting is all we have.
    if any(None in p.answer.candidates for p in there):
        return None  # It may have begun later.
    if any(alike(claim.value, value) for period in there for value in values(period.answer)):
        return None
    answer = there[-1].answer
    account = " or ".join(sorted(words(value) for value in values(answer)))
    since = f" since {answer.since}" if answer.since else ""
    events = tuple(dict.fromkeys(event for period in there for event in period.answer.events))
    return Against(line, claim, account + since, events)
