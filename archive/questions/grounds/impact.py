"""Impact: which answers would be others if some sources told nothing, folded with and without them."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.ledger import acts_of, claims_of_one
from archive.model.answer import Answer
from archive.model.claim import Claim
from archive.model.timeline import answer_on
from archive.questions.scope.filters import PROPERTIES, Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.states.as_of import plain
from archive.questions.states.cut import cutoffs_of
from archive.questions.states.labels import Labels
from archive.questions.states.seen import SeenEvent, ordered, seen_events
from archive.questions.states.state import tells
from archive.store.log import entries as log_entries
from archive.store.reading import events as reading_events
from archive.store.tables.rectangles import Timelines

Effect = Literal["lost", "other", "weaker", "dates", "marks"]
"""Nothing is there any more; another value; another certainty; other dates; only what stands beside the answer."""

EFFECTS: tuple[Effect, ...] = ("lost", "other", "weaker", "dates", "marks")


class Change(NamedTuple):
    """One answer with all sources and without those in question."""

    line: Line
    effect: Effect
    before: Answer
    after: Answer


class Impact(NamedTuple):
    """What rests on some sources alone: answers on a day, and the events that nobody else tells."""

    sources: tuple[str, ...]
    changes: tuple[Change, ...]
    events: tuple[SeenEvent, ...]


def impact(db: sqlite3.Connection, horizon: Horizon, sources: frozenset[str], day: int, wanted: Filters) -> Impact:
    """Return what would become of the answers on a day if these sources had been withdrawn.

    What changes beside an answer only (its marks, its last confirmation) is told with `everything`.
    """
    before, after = _claims(db, horizon, frozenset()), _claims(db, horizon, sources)
    changes = [
        change
        for line, claims in before.items()
        if wanted.takes(line) and claims != after.of(line)
        for change in _change(line, answer_on(claims, day), answer_on(after.of(line), day))
        if change.effect != "marks" or wanted.everything
    ]
    fallen = _handles(before.values()) - _handles(after.values())
    positions = (event.position for event in reading_events.events_of(db, fallen).values())
    events = ordered(event for event in seen_events(db, horizon, positions) if event.nature == "world")
    return Impact(tuple(sorted(sources)), tuple(sorted(changes, key=_rank)), tuple(events))


def as_data(
    horizon: Horizon, found: Impact, date: str, label: Labels, **asked: Any  # noqa: ANN401 - JSON
) -> dict[str, Any]:  # fmt: skip
    """Return an impact as plain data; `asked` is what else the question says."""
    return {
        "question": horizon.block(date, sources=list(found.sources), **asked),
        "changes": [
            {
                **change.line._asdict(), "object": change.line.object or None,
                "subject_label": label(change.line.subject), "object_label": label(change.line.object) or None,
                "effect": change.effect, "before": plain(change.before), "after": plain(change.after),
            }
            for change in found.changes
        ],
        "events": [
            {"handle": event.handle, "kind": event.kind, "date": event.date or None, "title": event.title}
            for event in found.events
        ],
    }  # fmt: skip


def _claims(db: sqlite3.Connection, horizon: Horizon, without: frozenset[str]) -> Timelines:
    entries, told, cutoffs = log_entries.upto(db, horizon.position), log_entries.told(db), cutoffs_of(horizon)
    acts = acts_of(entries, told, cutoffs)
    acts.withdrawn |= without
    return Timelines(claim for entry in entries for claim in claims_of_one(entry, acts, told, cutoffs))


def _change(line: Line, before: Answer, after: Answer) -> Iterator[Change]:
    if before == after or not (tells(before) or tells(after)):
        return
    if (_there(before) and not _there(after)) or not tells(after):
        yield Change(line, "lost", before, after)
    elif after.value != before.value or _there(before) != _there(after):
        yield Change(line, "other", before, after)
    elif (after.certainty, after.candidates) != (before.certainty, before.candidates):
        yield Change(line, "weaker", before, after)
    elif _dates(after) != _dates(before):
        yield Change(line, "dates", before, after)
    else:
        yield Change(line, "marks", before, after)


def _there(answer: Answer) -> bool:
    """Return whether something is there on the day, not only announced, told otherwise, or over."""
    return answer.certainty not in ("unknown", "not", "scheduled")


def _dates(answer: Answer) -> tuple[object, ...]:
    return answer.since, answer.since_bounds, answer.until, answer.until_bounds, answer.attested_on


def _handles(some: Iterable[Iterable[Claim]]) -> set[str]:
    return {claim.event for claims in some for claim in claims}


def _rank(change: Change) -> tuple[int, int, str, str]:
    line = change.line
    return EFFECTS.index(change.effect), PROPERTIES.index(line.property), line.object, line.subject
