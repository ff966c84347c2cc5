"""Why, as plain data."""

from collections.abc import Iterable
from typing import Any

from archive.model.answer import Answer, Period
from archive.model.dates import iso
from archive.questions.day.steps import Step
from archive.questions.grounds.believed import Beliefs
from archive.questions.grounds.independent import Sources
from archive.questions.grounds.overturn import MOST, Overturned
from archive.questions.grounds.rivals import Rival
from archive.questions.grounds.why import Why
from archive.questions.states.as_of import plain
from archive.questions.states.seen import SeenEvent
from archive.questions.states.seen import plain as plain_event
from archive.store.reading.events import Batch


def as_data(why: Why) -> dict[str, Any]:
    """Return an answer and all that bears on it: the fields of an answer, then its grounds."""
    line, label = why.line, why.label
    return {
        "property": line.property, "subject": line.subject, "object": line.object or None,
        "subject_label": label(line.subject), "object_label": label(line.object) or None,
        **plain(why.answer),
        "because": [_event(why, event) for event in why.because],
        "seen": [_event(why, event) for event in why.seen],
        "confirmed_by": [_event(why, event) for event in why.confirmed],
        "rivals": [{**_event(why, event), **_bearing(rival)} for rival, event in why.rivals],
        "before": _period(why.before), "after": _period(why.after),
        "beside": [
            {"property": one.line.property, "value": one.answer.value, "certainty": one.answer.certainty,
             "since": one.answer.since, "events": list(one.answer.events)}
            for one in why.beside
        ],
        "steps": [_step(step) for step in why.steps],
        "overturn": {"most": MOST, "events": _fall(why.overturn.events), "sources": _fall(why.overturn.sources)},
        "independent": {
            "count": len(why.voices),
            "voices": [{"voice": voice, "sources": list(sources)} for voice, sources in why.voices.items()],
        },
        "knowable": {
            "by_that_day": why.known.by_that_day,
            "since": None if why.known.since is None else iso(why.known.since),
            "then": None if why.known.by_that_day else _short(why.known.then),
            "undated": why.known.undated,
        },
        "recorded_since": _batch(why.beliefs.since),
        "believed_before": _before(why.beliefs),
        "disputes": list(why.disputes),
        "questions": list(why.questions),
    }  # fmt: skip


def cited(event: SeenEvent, sources: Sources) -> Iterable[dict[str, Any]]:
    """Yield the citations of an event, each with its source's publisher, agency and day."""
    for citation in event.citations:
        row = sources.get(citation.source, {})
        yield {
            "source": citation.source, "publisher": row.get("publisher"), "via": row.get("via"),
            "at": citation.at or None, "says": citation.says or None, "quote": citation.quote or None,
            "support": citation.support, "published": row.get("published"),
            "published_latest": row.get("published_latest"), "url": row.get("url"),
        }  # fmt: skip


def _event(why: Why, event: SeenEvent) -> dict[str, Any]:
    claims = [{"value": one.value, "manner": one.manner, "date": one.date} for one in why.claims.get(event.handle, ())]
    return {**plain_event(event), "claims": claims, "citations": list(cited(event, why.sources))}


def _bearing(rival: Rival) -> dict[str, Any]:
    return {"bears": rival.bears, "value": rival.value, "would": None if rival.would is None else _short(rival.would)}


def _fall(fallen: Overturned | None) -> dict[str, Any] | None:
    return None if fallen is None else {"without": list(fallen.without), "then": _short(fallen.answer)}


def _before(beliefs: Beliefs) -> list[dict[str, Any]]:
    return [
        {
            "first": one.first, "last": one.last, **_short(one.answer),
            "changed_by": {**(_batch(one.batch) or {}), "events": list(one.events), "reasons": list(one.reasons)},
        }
        for one in beliefs.before
    ]  # fmt: skip


def _batch(batch: Batch | None) -> dict[str, Any] | None:
    if batch is None:
        return None
    return {
        "batch": batch.batch, "position": batch.last, "recorded_at": batch.recorded_at,
        "recorded_by": batch.recorded_by, "why": batch.why,
    }  # fmt: skip


def _period(period: Period | None) -> dict[str, Any] | None:
    return None if period is None else {"from": iso(period.first), "to": iso(period.until), **_short(period.answer)}


def _short(answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value, "certainty": answer.certainty, "candidates": list(answer.candidates),
        "since": answer.since, "events": list(answer.events),
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {**step._asdict(), "events": list(step.events)}
