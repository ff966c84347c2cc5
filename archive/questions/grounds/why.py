"""Why: what an answer rests on, who tells it otherwise, what would overturn it, what was believed before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.claim import Claim
from archive.model.timeline import fold
from archive.questions.day.steps import Step, steps
from archive.questions.grounds.believed import Beliefs, believed
from archive.questions.grounds.case import Case, answer_of, case_of
from archive.questions.grounds.independent import Sources, sources_of, voices
from archive.questions.grounds.knowable import Knowable, knowable
from archive.questions.grounds.overturn import Overturn, overturn
from archive.questions.grounds.rivals import Rival, rivals
from archive.questions.scope.filters import Filters
from archive.questions.states import records
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.state import Answered, View, answers, tells


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """An answer and all that bears on it.

    `because` are the events it rests on; `seen` and `confirmed` others that tell the same, by the day and after it.
    `before` and `after` are the periods of another value around it. `voices` tell the events it rests on, `also` are
    others, that tell those seen by the day.
    """

    line: Line
    answer: Answer
    because: Sequence[SeenEvent]
    seen: Sequence[SeenEvent]
    confirmed: Sequence[SeenEvent]
    rivals: Sequence[tuple[Rival, SeenEvent]]
    before: Period | None
    after: Period | None
    beside: Sequence[Answered]
    steps: Sequence[Step]
    overturn: Overturn
    voices: Mapping[str, Sequence[str]]
    also: Mapping[str, Sequence[str]]
    known: Knowable
    beliefs: Beliefs
    disputes: Sequence[Mapping[str, Any]]
    questions: Sequence[Mapping[str, Any]]
    claims: Mapping[str, Sequence[Claim]]
    sources: Sources
    label: Labels


def why(seen: View, line: Line, day: int) -> Why:
    """Return why a timeline says what it says on a day."""
    case = case_of(seen.db, seen.horizon, line)
    by_event, claims = case.by_event(), case.claims()
    answer = answer_of(claims, day)
    there = fold(claims) if claims else []
    first, last = _stretch(there, day, answer)
    same = _same(claims, there[first:last], answer) if answer.value is not None else {}
    against = rivals(claims, day, answer)
    events = _events(seen, case, [*answer.events, *same, *(rival.event for rival in against)])
    because = ordered(events[handle] for handle in answer.events if handle in events)
    beside, taken = _beside(seen, line, day)
    also_seen = ordered(events[handle] for handle, began in same.items() if began <= day and handle in events)
    sources = sources_of(seen.db, events.values())
    heard = voices(because, sources)
    return Why(
        line=line, answer=answer, because=because, seen=also_seen,
        confirmed=ordered(events[handle] for handle, began in same.items() if began > day and handle in events),
        rivals=[(rival, events[rival.event]) for rival in against if rival.event in events],
        before=next((period for period in reversed(there[:first]) if _tells(period)), None),
        after=next((period for period in there[last:] if _tells(period)), None),
        beside=beside, steps=taken, overturn=overturn(case, day),
        sources=sources, voices=heard,
        also={voice: some for voice, some in voices([*because, *also_seen], sources).items() if voice not in heard},
        known=knowable(case, day), beliefs=believed(seen.db, case, day),
        disputes=_disputes(seen, events.values()), questions=_questions(seen, line),
        claims={handle: [claim for claim in claims if claim.event == handle] for handle in by_event},
        label=labels(seen, day),
    )  # fmt: skip


def _stretch(there: Sequence[Period], day: int, answer: Answer) -> tuple[int, int]:
    """Return which periods, from the first up to the second number, have the value of the day without a break."""
    at = next((n for n, period in enumerate(there) if period.first <= day < period.until), None)
    if at is None:
        after = sum(period.until <= day for period in there)
        return after, after
    first = last = at
    while first and there[first - 1].until == there[first].first and there[first - 1].answer.value == answer.value:
        first -= 1
    while (
        last + 1 < len(there)
        and there[last + 1].first == there[last].until
        and there[last + 1].answer.value == answer.value
    ):
        last += 1
    return first, last + 1


def _same(claims: Iterable[Claim], stretch: Sequence[Period], answer: Answer) -> dict[str, int]:
    """Return the other main events that tell the value within its stretch, each with its first possible day."""
    if not stretch:
        return {}
    first, until = stretch[0].first, stretch[-1].until
    return {
        claim.event: claim.bounds.earliest
        for claim in claims
        if claim.value == answer.value
        and not claim.rival
        and claim.manner != "expected"
        and claim.event not in answer.events
        and claim.bounds.latest >= first
        and claim.bounds.earliest < until
    }


def _tells(period: Period) -> bool:
    return period.answer.value is not None or period.answer.certainty == "not"


def _events(seen: View, case: Case, handles: Iterable[str]) -> dict[str, SeenEvent]:
    wanted = set(handles)
    positions = [entry.position for entry in case.entries if entry.handle in wanted]
    return {event.handle: event for event in seen_events(seen.db, seen.horizon, positions)}


def _beside(seen: View, line: Line, day: int) -> tuple[list[Answered], list[Step]]:
    """Return what other properties tell of the two on the day, and the steps taken to another status."""
    if not line.object:
        return [], []
    wanted = Filters(subjects=frozenset({line.subject}), bodies=(line.object,), within=frozenset({line.object}))
    found = [one for one in answers(seen, day, wanted) if tells(one.answer)]
    accession = line._replace(property="accession")
    taken = [] if line == accession else steps(seen, day, wanted).get(accession, [])
    return [one for one in found if one.line not in (line, accession)], taken


def _disputes(seen: View, events: Iterable[SeenEvent]) -> list[dict[str, Any]]:
    """Return the disputes in which any of the events stands, as they stood within the horizon."""
    named = {name for event in events for name in event.disputes}
    return [
        {
            **{name: one[name] for name in ("id", "question", "state")},
            **{name: one["ruling"] and one["ruling"][name] for name in ("rule", "reason")},
        }
        for one in records.disputes(seen.db, seen.horizon, named)
    ]


def _questions(seen: View, line: Line) -> list[dict[str, Any]]:
    """Return what is not known of the two, or of a subject alone."""
    two = {line.subject, line.object} - {""}
    return [
        {"id": row["id"], "question": row["question"]}
        for row in records.unknowns(seen.db, seen.horizon)
        if two <= set(row["about"]) and row["state"] == "open"
    ]
