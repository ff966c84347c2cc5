"""Records: withdrawals, open questions and disputes as they stood within a horizon, whatever became of them later."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from archive.kinds.base import Payload
from archive.kinds.families.editorial import (
    DisputeOpened,
    DisputeRuled,
    QuestionAnswered,
    QuestionAsked,
    SourceWithdrawn,
)
from archive.kinds.ledger import Entry, acts_of, as_corrected
from archive.kinds.support import known_day
from archive.questions.scope.horizon import Horizon
from archive.questions.states.cut import cutoffs_of
from archive.store.log import entries as log_entries
from archive.store.reading import events as reading_events
from archive.store.tables.involved import acting

Live = tuple[Entry, Payload]
"""An event that counts, with its facts as corrected."""


def withdrawn(db: sqlite3.Connection, horizon: Horizon) -> dict[str, str]:
    """Return why each source that is withdrawn is so, by its id."""
    found = live(db, horizon, SourceWithdrawn)
    return {facts.source: facts.reason for _, facts in found if isinstance(facts, SourceWithdrawn)}


def unknowns(db: sqlite3.Connection, horizon: Horizon) -> list[dict[str, Any]]:
    """Return the questions asked, the open ones first, each with whom it is about and its last answer."""
    found = live(db, horizon, QuestionAsked, QuestionAnswered)
    answered = {facts.question: (entry, facts) for entry, facts in found if isinstance(facts, QuestionAnswered)}
    rows = []
    for entry, facts in found:
        if isinstance(facts, QuestionAsked):
            by, answer = answered.get(facts.question, (None, None))
            rows.append({
                "id": facts.question, "question": facts.text, "state": "answered" if answer else "open",
                "answer": answer.answer if answer else None, "asked_by": entry.handle,
                "answered_by": by.handle if by else None, "about": sorted(facts.about or ()),
            })  # fmt: skip
    return sorted(rows, key=lambda row: row["state"] != "open")


def disputes(db: sqlite3.Connection, horizon: Horizon, names: Iterable[str]) -> list[dict[str, Any]]:
    """Return the disputes of these names, the open ones first, each with its last ruling."""
    wanted = set(names)
    found = live(db, horizon, DisputeOpened, DisputeRuled) if wanted else []
    ruled = {facts.dispute: (entry, facts) for entry, facts in found if isinstance(facts, DisputeRuled)}
    batches = reading_events.batches(db, {entry.batch for entry, _ in found})
    rows = []
    for entry, facts in found:
        if isinstance(facts, DisputeOpened) and facts.dispute in wanted:
            by, ruling = ruled.get(facts.dispute, (None, None))
            rows.append({
                "id": facts.dispute, "question": facts.question, "state": "ruled" if ruling else "open",
                "field": facts.field, "comment": facts.comment, "opened_by": entry.handle,
                "opened": _batch(batches[entry.batch]),
                "ruling": by and ruling and {
                    "ruled_by": by.handle, **_batch(batches[by.batch]), "rule": ruling.rule, "reason": ruling.reason,
                    "main": list(ruling.main),
                },
            })  # fmt: skip
    return sorted(rows, key=lambda row: (row["state"] == "ruled", row["id"]))


def live(db: sqlite3.Connection, horizon: Horizon, *kinds: type[Payload]) -> list[Live]:
    """Return the events of the kinds, up to the horizon's position, that are known and not retracted, in log order."""
    asked = reading_events.of_kinds(db, [kind.kind for kind in kinds], horizon.position)
    entries = log_entries.at(db, acting(db, asked, horizon.position)) if asked else []
    told = log_entries.told(db, entries)
    acts = acts_of(entries, told, cutoffs_of(horizon))
    found = []
    for entry in entries:
        day = known_day(entry.envelope.citations, told)
        known = horizon.known_day is None or day is None or day <= horizon.known_day
        if entry.position in asked and known and entry.handle not in acts.retracted:
            found.append((entry, as_corrected(entry, acts)[1]))
    return found


def _batch(batch: reading_events.Batch) -> dict[str, Any]:
    return {"batch": batch.batch, "recorded_at": batch.recorded_at, "recorded_by": batch.recorded_by}
