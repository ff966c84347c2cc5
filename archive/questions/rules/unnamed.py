"""Disagreements that stand in the log already, and that no dispute names."""

from collections import defaultdict
from collections.abc import Iterator

from archive.kinds.claiming import Line
from archive.model.claim import Claim
from archive.model.dates import Bounds
from archive.questions.rules.base import TO_FILL, Finding, Ground, opened, values, words


def two_values_at_once(ground: Ground) -> Iterator[Finding]:
    """Find answers that the main account leaves disputed: two values that begin on the same days."""
    for line in ground.lines():
        found: dict[tuple[str, ...], list[Bounds]] = defaultdict(list)
        said: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for period in ground.begun(line):
            if period.answer.certainty == "disputed":
                found[period.answer.events].append(Bounds(period.first, period.until - 1))
                said[period.answer.events] |= values(period.answer)
        for events, days in found.items():
            what = " and ".join(sorted(words(value) for value in said[events]))
            yield Finding(
                rule="two-values-at-once", about=(line,), what=f"{ground.place(line)}: {what} at once",
                events=events, days=Bounds(days[0].earliest, days[-1].latest), fix=opened(*events),
            )  # fmt: skip


def unnamed_rival(ground: Ground) -> Iterator[Finding]:
    """Find events that tell it otherwise and stand in no dispute."""
    told: dict[str, list[tuple[Line, Claim]]] = defaultdict(list)
    for line in ground.lines():
        for claim in ground.rivals(line):
            if not ground.disputes_of(claim.event):
                told[claim.event].append((line, claim))
    for handle, some in told.items():
        line, claim = some[0]
        against = claim.rival_of[:1] or _answering(ground, line, claim)
        yield Finding(
            rule="unnamed-rival", about=tuple(dict.fromkeys(one for one, _ in some)),
            what=f"{ground.place(line)}: {words(claim.value)}, {claim.date}, tells it otherwise than the main account",
            events=(handle, *against), days=Bounds(*claim.bounds), fix=opened(handle, *(against or (TO_FILL,))),
        )  # fmt: skip


def _answering(ground: Ground, line: Line, claim: Claim) -> tuple[str, ...]:
    """Return the events of the main account on the days of a claim; where there are none, all of the timeline."""
    there = [event for period in ground.within(line, claim.bounds) for event in period.answer.events]
    return tuple(dict.fromkeys(there or [one.event for one in ground.main(line)]))
