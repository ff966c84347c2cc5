"""The tables of disputes, of the accounts in them, of what is not known, and of sources withdrawn."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import TypeVar

from archive.kinds.base import Payload
from archive.kinds.families.editorial import (
    DisputeOpened,
    DisputeRuled,
    QuestionAnswered,
    QuestionAsked,
    SourceWithdrawn,
)
from archive.store.tables.current import Current, current

AFFECTED = """
    SELECT position FROM events WHERE position IN (SELECT value FROM json_each(:events))
        AND kind IN ('dispute.opened', 'question.asked', 'source.withdrawn')
    UNION
    SELECT d.position FROM json_each(:events) e JOIN acts a ON a.target = e.value JOIN events d ON d.position = a.event
        WHERE d.kind = 'dispute.opened'
"""
WITHDRAWALS_OF = """
    SELECT position FROM events
    WHERE kind = 'source.withdrawn' AND json_extract(body, '$.event.payload.source') = :source
"""
WITHDRAW_SOURCE = "UPDATE sources SET withdrawn = :reason WHERE id = :source"
FORGET_ACCOUNTS = "DELETE FROM accounts WHERE dispute = :dispute"
FORGET_DISPUTE = "DELETE FROM disputes WHERE id = :dispute"
FORGET_QUESTION = "DELETE FROM questions WHERE id = :question"
WRITE_DISPUTE = """
    INSERT INTO disputes (id, question, state, field, comment, ruling, rule, opened_by, ruled_by)
    VALUES (:id, :question, :state, :field, :comment, :ruling, :rule, :opened_by, :ruled_by)
"""
WRITE_ACCOUNT = """
    INSERT INTO accounts (dispute, event, date, says, standing, sources)
    SELECT :dispute, position, :date, CASE WHEN :standing = 'withheld' THEN NULL ELSE coalesce(:gist, gist) END,
        :standing, :sources
    FROM events WHERE position = :event
"""
IN_DISPUTE = "SELECT target FROM acts WHERE event = :opened_by ORDER BY target"
WRITE_QUESTION = """
    INSERT INTO questions (id, question, state, answer, asked_by, answered_by)
    VALUES (:id, :question, :state, :answer, :asked_by, :answered_by)
"""

Facts = TypeVar("Facts", bound=Payload)


def affected(db: sqlite3.Connection, events: Collection[int]) -> set[int]:
    """Return the positions of the disputes that events stand in, and of the questions and withdrawals among them."""
    return {position for (position,) in db.execute(AFFECTED, {"events": json.dumps(sorted(events))})}


def refresh(db: sqlite3.Connection, affected: Collection[int]) -> None:
    """Write afresh the disputes, questions and withdrawals at the positions."""
    if not affected:
        return
    found = current(db, affected)
    for position in sorted(affected):
        event = found[position]
        match event.payload:
            case DisputeOpened() as facts:
                _dispute(db, event, facts, _last(found.values(), DisputeRuled, "dispute", facts.dispute))
            case QuestionAsked() as facts:
                _question(db, event, facts, _last(found.values(), QuestionAnswered, "question", facts.question))
            case SourceWithdrawn(source=source):
                _source(db, source)
            case _:
                pass


def _last(events: Iterable[Current], kind: type[Facts], field: str, name: str) -> tuple[int | None, Facts | None]:
    """Return position and facts of the last event of the kind that counts and has the name in the field."""
    last: tuple[int | None, Facts | None] = (None, None)
    for event in events:
        if isinstance(event.payload, kind) and getattr(event.payload, field) == name and not event.retracted:
            last = (event.position, event.payload)
    return last


def _dispute(
    db: sqlite3.Connection, event: Current, facts: DisputeOpened, ruled: tuple[int | None, DisputeRuled | None]
) -> None:
    db.execute(FORGET_ACCOUNTS, {"dispute": facts.dispute})
    db.execute(FORGET_DISPUTE, {"dispute": facts.dispute})
    if event.retracted:
        return
    ruled_by, ruling = ruled
    row = {
        "id": facts.dispute, "question": facts.question, "field": facts.field, "comment": facts.comment,
        "state": "ruled" if ruling else "open", "ruling": ruling.reason if ruling else None,
        "rule": ruling.rule if ruling else None, "opened_by": event.position, "ruled_by": ruled_by,
    }  # fmt: skip
    db.execute(WRITE_DISPUTE, row)
    _accounts(db, event.position, facts.dispute)


def _accounts(db: sqlite3.Connection, opened_by: int, dispute: str) -> None:
    targets = [target for (target,) in db.execute(IN_DISPUTE, {"opened_by": opened_by})]
    found = current(db, targets)
    for target in targets:
        event = found[target]
        row = {
            "dispute": dispute, "event": target, "date": event.envelope.date or None,
            "gist": event.envelope.gist or None, "standing": "retracted" if event.retracted else event.standing,
            "sources": event.sources,
        }  # fmt: skip
        db.execute(WRITE_ACCOUNT, row)


def _question(
    db: sqlite3.Connection, event: Current, facts: QuestionAsked, answered: tuple[int | None, QuestionAnswered | None]
) -> None:
    db.execute(FORGET_QUESTION, {"question": facts.question})
    if event.retracted:
        return
    answered_by, answer = answered
    row = {
        "id": facts.question, "question": facts.text, "state": "answered" if answer else "open",
        "answer": answer.answer if answer else None, "asked_by": event.position, "answered_by": answered_by,
    }  # fmt: skip
    db.execute(WRITE_QUESTION, row)


def _source(db: sqlite3.Connection, source: str) -> None:
    """Put on a source why it is withdrawn, by the last withdrawal that counts; nothing where none does."""
    positions = [position for (position,) in db.execute(WITHDRAWALS_OF, {"source": source})]
    _, facts = _last(current(db, positions).values(), SourceWithdrawn, "source", source)
    db.execute(WITHDRAW_SOURCE, {"source": source, "reason": facts.reason if facts else None})
