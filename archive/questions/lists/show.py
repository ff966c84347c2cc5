"""Show: everything recorded of one event, entity, source, dispute, question or batch."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from archive.model.nearest import nearest
from archive.questions.conflicts.disputes import account, outcome_of
from archive.questions.scope import names
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.scope.names import UnknownNameError
from archive.questions.states import records
from archive.questions.states.as_of import listed
from archive.questions.states.labels import labels
from archive.questions.states.seen import SeenEvent, claims, ordered, plain, seen_events
from archive.questions.states.state import View, answers
from archive.store.log import batches
from archive.store.reading import events as reading_events
from archive.store.reading import lists as reading_lists
from archive.store.reading import names as reading_names

Shown = dict[str, Any]


def show(seen: View, text: str, day: int) -> Shown:
    """Return what is recorded of what the text names, `what` first; the state of an entity is that on the day.

    A text like `batch:3`, `source:seed-002`, `entity:sco` says what is meant.
    """
    kind, _, name = text.partition(":")
    if name and kind in SHOW:
        return SHOW[kind](seen, name, day)
    for what in ("event", "source", "dispute", "question"):
        found = FIND[what](seen.db, text, seen.horizon)
        if found is not None:
            return SHOW[what](seen, found, day)
    try:
        return _entity(seen, text, day)
    except UnknownNameError:
        near = nearest(text, _all_names(seen.db, seen.horizon), n=4)
        raise UnknownNameError(
            text, "event, entity, source, dispute or question", near, look="archive search"
        ) from None


def _event(seen: View, text: str, _day: int) -> Shown:
    positions = reading_names.event_positions(seen.db, text)
    if not positions or positions[0] > seen.horizon.position:
        raise UnknownNameError(text, "event", nearest(text, reading_names.keys(seen.db)), look="archive log")
    if len(positions) > 1:
        handles = [event.handle for event in reading_events.events_at(seen.db, positions)]
        raise UnknownNameError(text, "single event", handles, look="archive log")
    position = positions[0]
    event = seen_events(seen.db, seen.horizon, [position])[0]
    acting = reading_events.acting_on(seen.db, position, seen.horizon.position)
    stored = reading_events.stored(seen.db, position)
    batch = reading_events.batches(seen.db, [event.batch])[event.batch]
    return {
        "what": "event",
        **plain(event),
        "claims": claims(seen.db, seen.horizon, position) if event.shown else [],
        "acts": [_brief(one) for one in seen_events(seen.db, seen.horizon, acting)],
        "schema_version": stored.schema_version,
        "leaf": stored.leaf,
        "recorded_at": batch.recorded_at,
        "recorded_by": batch.recorded_by,
        "why": batch.why,
    }


def _entity(seen: View, text: str, day: int) -> Shown:
    found = names.entity(seen.db, text)
    position = seen.horizon.position
    if reading_names.called(seen.db, found.id, position).label is None:
        raise UnknownNameError(text, "entity", [], look="archive entities")
    organs = [one for one in reading_names.entities(seen.db, position) if one.parent == found.id]
    label = labels(seen, day)
    own = answers(seen, day, Filters(subjects=frozenset({found.id})))
    to_it = [one for one in answers(seen, day, Filters(within=frozenset({found.id}))) if one.line.subject != found.id]
    return {
        "what": "entity",
        "id": found.id,
        "label": label(found.id),
        "type": found.type,
        "parent": found.parent,
        "names": [name._asdict() for name in reading_names.names_of(seen.db, found.id, position)],
        "parts": [one._asdict() for one in organs],
        "now": listed(own, label),
        "others_to_it": listed(to_it, label),
        "event_count": sum(one <= position for one in reading_events.of_entities(seen.db, [found.id])),
    }


def _source(seen: View, text: str, _day: int) -> Shown:
    source_id = names.source(seen.db, text, seen.horizon.position)
    found = reading_lists.source(seen.db, source_id) or {}
    positions = reading_events.of_source(seen.db, source_id, seen.horizon.position)
    events = ordered(seen_events(seen.db, seen.horizon, positions))
    return {
        "what": "source",
        **found,
        "withdrawn": records.withdrawn(seen.db, seen.horizon).get(source_id),
        "says": [
            {
                **_brief(event),
                "at": cited.at or None,
                "says": cited.says or None,
                "quote": cited.quote or None,
                "support": cited.support,
            }
            for event in events
            for cited in event.citations
            if cited.source == source_id
        ],
    }


def _dispute(seen: View, text: str, _day: int) -> Shown:
    (found,) = records.disputes(seen.db, seen.horizon, [text]) or (None,)
    if found is None:
        raise UnknownNameError(text, "dispute", nearest(text, reading_names.disputes(seen.db)), look="archive search")
    accounts = _accounts(seen, text)
    standings = [one["standing"] for one in accounts]
    head = {name: found[name] for name in ("id", "question", "state")}
    outcome = outcome_of(standings, ruled=found["ruling"] is not None)
    return {"what": "dispute", **head, "outcome": outcome, **found, "accounts": accounts}


def _accounts(seen: View, dispute: str) -> list[Shown]:
    """Return the events of a dispute as they stand within the horizon, retracted ones too, the main account first."""
    named = reading_events.of_dispute(seen.db, dispute, seen.horizon.position)
    found = [one for one in seen_events(seen.db, seen.horizon, named) if dispute in one.disputes]
    found.sort(key=lambda one: (one.standing != "main", one.days[0], one.position))
    return [_account(one) for one in found]


def _account(one: SeenEvent) -> Shown:
    return account(one) | _retracted(one)


def _retracted(one: SeenEvent) -> Shown:
    return {"standing": "retracted"} if one.retracted_by else {}


def _question(seen: View, text: str, _day: int) -> Shown:
    found = next((one for one in records.unknowns(seen.db, seen.horizon) if one["id"] == text), None)
    if found is None:
        near = nearest(text, reading_names.questions(seen.db))
        raise UnknownNameError(text, "question", near, look="archive questions")
    return {"what": "question", **found}


def _batch(seen: View, text: str, _day: int) -> Shown:
    found = batches.batch_of(seen.db, int(text)) if text.isascii() and text.isdigit() and len(text) < 16 else None
    if found is None or found.last > seen.horizon.position:
        last = batches.head(seen.db).batch
        raise UnknownNameError(f"batch:{text}", "batch", [f"batch:{last}"] if last else [], look="archive log")
    events = seen_events(seen.db, seen.horizon, range(found.first, found.last + 1))
    facts = found._asdict()
    return {
        "what": "batch",
        **{name: facts[name] for name in ("batch", "recorded_at", "recorded_by", "why", "first", "last", "root")},
        "events": [_brief(event) for event in events],
    }


def _brief(event: SeenEvent) -> Shown:
    facts = plain(event)
    shown = ("position", "handle", "kind", "date", "gist", "title", "standing")
    return {name: facts[name] for name in shown} | _retracted(event)


def _all_names(db: sqlite3.Connection, horizon: Horizon) -> list[str]:
    return [
        *reading_names.keys(db),
        *(source for source, _ in reading_names.sources(db, horizon.position)),
        *(one.id for one in reading_names.entities(db, horizon.position)),
        *reading_names.disputes(db),
        *reading_names.questions(db),
    ]


def _dispute_named(db: sqlite3.Connection, text: str, horizon: Horizon) -> str | None:
    return text if records.disputes(db, horizon, [text]) else None


def _question_named(db: sqlite3.Connection, text: str, horizon: Horizon) -> str | None:
    return text if any(one["id"] == text for one in records.unknowns(db, horizon)) else None


def _event_named(db: sqlite3.Connection, text: str, horizon: Horizon) -> str | None:
    positions = reading_names.event_positions(db, text)
    return text if any(position <= horizon.position for position in positions) else None


def _source_named(db: sqlite3.Connection, text: str, horizon: Horizon) -> str | None:
    return text if any(text == source for source, _ in reading_names.sources(db, horizon.position)) else None


FIND: Mapping[str, Callable[[sqlite3.Connection, str, Horizon], str | None]] = {
    "event": _event_named,
    "source": _source_named,
    "dispute": _dispute_named,
    "question": _question_named,
}
SHOW: Mapping[str, Callable[[View, str, int], Shown]] = {
    "event": _event, "entity": _entity, "source": _source, "dispute": _dispute, "question": _question, "batch": _batch,
}  # fmt: skip
