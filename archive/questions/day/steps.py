"""Steps: how far candidates had come by a day towards a status that they had not reached."""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.claim import Claim
from archive.model.dates import DAY_MIN, iso, parse
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View, periods
from archive.store.reading import events as reading_events
from archive.store.reading.events import ClaimRow, EventRow
from archive.store.schema.projection import BEFORE_ANYTHING, NEVER

RANKS = {"dialogue-partner": 1, "observer": 2, "partner": 2, "member": 3}
"""How high the statuses are that have an order; the partners of a merger took the place of the observers, too."""


class Step(NamedTuple):
    """A step that was taken, or is announced, and the status it leads to (None where not told).

    `latest` is the last day (ISO) on which it may have been taken.
    """

    value: str
    date: str
    latest: str
    towards: str | None
    events: tuple[str, ...]
    ahead: bool = False


def steps(seen: View, day: int, wanted: Filters) -> dict[Line, list[Step]]:
    """Return the steps by a day on each accession timeline, in order, that have not led to their status yet."""
    if wanted.properties is not None and "accession" not in wanted.properties:
        return {}
    accessions = periods(seen, wanted._replace(properties=frozenset({"accession"})), DAY_MIN, day)
    if not accessions:
        return {}
    candidates = frozenset(line.subject for line in accessions)
    held = periods(seen, wanted._replace(properties=frozenset({"membership"}), subjects=candidates), DAY_MIN, day)
    statuses = {(line.subject, line.object): some for line, some in held.items()}
    taken: dict[Line, list[Step]] = {}
    for line, some in accessions.items():
        live = {handle for period in some for handle in period.answer.events}
        plans = [mark for period in some if period.until > day for mark in period.answer.expected]
        events = reading_events.events_of(seen.db, live | {handle for mark in plans for handle in mark.events})
        every = [
            *sorted(_taken(seen, line, live, day, events), key=lambda step: (_place(step.date), step.latest)),
            *(
                Step(value=mark.value, date=mark.date, latest="9999", towards=_towards(mark.events, events),
                     events=mark.events, ahead=True)
                for mark in plans
            ),
        ]  # fmt: skip
        own = [step for step in every if _pending(step, statuses.get((line.subject, line.object), ()), day)]
        if own:
            taken[line] = own
    return taken


def _taken(seen: View, line: Line, live: set[str], day: int, events: Mapping[str, EventRow]) -> Iterator[Step]:
    """Yield the steps of the events that count, as far as they are sure to be taken by the day, or may be."""
    claims = {claim.handle: claim for claim in _claims(seen, line)}
    today = iso(day) or ""
    some = [claim for handle, claim in claims.items() if handle in live and claim.manner == "begins"]
    told: set[tuple[str, str]] = set()
    for claim in sorted(some, key=lambda claim: (claim.latest, claim.earliest)):
        possible = BEFORE_ANYTHING < claim.earliest <= today
        if claim.value != "none" and (claim.latest <= today or possible) and (claim.value, claim.date) not in told:
            told.add((claim.value, claim.date))
            handles = (claim.handle,)
            yield Step(
                value=claim.value, date=claim.date, latest=claim.latest, towards=_towards(handles, events),
                events=handles,
            )  # fmt: skip


def _claims(seen: View, line: Line) -> list[ClaimRow]:
    """Return the claims on a timeline as stored; of one with a correction, those that count within the horizon."""
    stored = reading_events.claims_on(seen.db, *line, seen.horizon.position)
    if not any(claim.corrected for claim in stored):
        return stored
    # A correction may be retracted, or not be known yet: what decodes the log, which others do without, knows it.
    counting: list[Claim] = importlib.import_module("archive.questions.states.cut").claims(
        seen.db, seen.horizon, [line]
    )[line]
    return [
        ClaimRow(
            claim.event, claim.value, claim.manner, claim.date, iso(claim.bounds.earliest) or BEFORE_ANYTHING,
            iso(claim.bounds.latest) or NEVER, corrected=True,
        )
        for claim in counting
    ]  # fmt: skip


def _towards(handles: Iterable[str], events: Mapping[str, EventRow]) -> str | None:
    told = (events[handle].facts.get("towards") for handle in handles if handle in events)
    return next((status for status in told if status), None)


def _place(date: str) -> int:
    """Return the day by which a step is put in order: the last one as written, whether or not it is about right."""
    return parse(date if date.startswith("[") else date.rstrip("~?%")).latest


def _pending(step: Step, statuses: Iterable[Period], day: int) -> bool:
    """Return whether a step still leads to a status that was not reached by the day, and is no lower than the one held.

    Whoever left starts anew: what was reached and done before counts no more.
    """
    status, since, reached = None, None, set[str]()
    for period in statuses:
        answer = period.answer
        if answer.certainty == "not":
            reached.clear()
        elif answer.value:
            reached.add(answer.value)
        if period.first <= day < period.until:
            status, since = answer.value, (answer.since_bounds or (None, None))[0]
    if status == "member" or step.towards in reached:
        return False
    if status is None or (status != "none" and step.towards in RANKS and status in RANKS):
        return status is None or RANKS[step.towards or ""] > RANKS[status]
    return since is None or step.latest >= since
