"""What was seen, against what began: rosters and attestations that the main account leaves no room for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.claim import NONE, Claim
from archive.model.dates import Bounds
from archive.questions.rules.base import Finding, Ground, alike, ranked, values, words


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
    """Find those who were seen as something that by the main account they were not."""
    for handle, some in _by_event(ground).items():
        if not _is_list(ground, handle):
            one = some[0]
            what = (
                f"{ground.place(one.line)} seen on {one.seen.date}: {words(one.seen.value)}; "
                f"by the main account {one.account}"
            )
            yield _finding("attested-against", what, some)


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
    told = tuple(dict.fromkeys(event for one in some for event in one.events))
    return Finding(
        rule=rule, about=tuple(one.line for one in some), what=what, events=(handle, *told),
        fix=ranked(handle, "rival", rival_of=told[0] if len(told) == 1 else ""), days=days,
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
