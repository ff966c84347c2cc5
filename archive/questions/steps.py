"""Steps: how far candidates had come by a day towards a status that they had not reached."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.dates import DAY_MIN, iso
from archive.questions.filters import Filters
from archive.questions.state import Answered, View, periods
from archive.store import reading_events
from archive.store.reading_events import EventRow
from archive.store.schema_projection import BEFORE_ANYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that was taken, or is announced, and the status it leads to (None where not told).

    `latest` is the last day (ISO) on which it may have been taken.
    """

    value: str
    date: str
    latest: str
    towards: str | None
    events: tuple[str, ...]
    ahead: bool = False


def steps(seen: View, day: int, wanted: Filters, found: Iterable[Answered]) -> dict[Line, list[Step]]:
    """Return the steps by a day on each accession timeline, in order; those to a status held already are left out."""
    if wanted.properties is not None and "accession" not in wanted.properties:
        return {}
    accessions = periods(seen, replace(wanted, properties=frozenset({"accession"})), DAY_MIN, day)
    held = {(line.subject, line.object): answer for line, answer in found if line.property == "membership"}
    taken: dict[Line, list[Step]] = {}
    for line, some in accessions.items():
        live = {handle for period in some for handle in period.answer.events}
        plans = [mark for period in some if period.until > day for mark in period.answer.expected]
        events = reading_events.events_of(seen.db, live | {handle for mark in plans for handle in mark.events})
        every = [
            *_taken(seen, line, live, day, events),
            *(
                Step(value=mark.value, date=mark.date, latest="9999", towards=_towards(mark.events, events),
                     events=mark.events, ahead=True)
                for mark in plans
            ),
        ]  # fmt: skip
        own = [step for step in every if _leads_on(step, held.get((line.subject, line.object)))]
        if own:
            taken[line] = own
    return taken


def _taken(seen: View, line: Line, live: set[str], day: int, events: Mapping[str, EventRow]) -> Iterator[Step]:
    """Yield the steps of the events that count, as far as they are sure to be taken by the day, or may be."""
    claims = {claim.handle: claim for claim in reading_events.claims_on(seen.db, *line, seen.horizon.position)}
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


def _towards(handles: Iterable[str], events: Mapping[str, EventRow]) -> str | None:
    told = (events[handle].facts.get("towards") for handle in handles if handle in events)
    return next((status for status in told if status), None)


def _leads_on(step: Step, now: Answer | None) -> bool:
    """Return whether a step leads beyond the status that its candidate has."""
    if now is None or now.value is None:
        return True
    if now.value in ("member", step.towards):
        return False
    began = (now.since_bounds or (None, None))[0]
    return began is None or step.latest >= began
