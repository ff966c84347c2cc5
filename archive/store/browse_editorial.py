"""The tables of disputes, of the accounts in them, and of what is not known."""

import sqlite3
from collections.abc import Sequence

from archive.kinds.editorial import DisputeOpened, DisputeRuled, QuestionAnswered, QuestionAsked
from archive.kinds.ledger import Acts, Entry, acts_of
from archive.store import entries as log_entries

ACCOUNTS_KINDS = frozenset({
    "dispute.opened", "dispute.ruled", "event.retracted", "claim.ranked", "event.corrected", "event.corroborated",
    "question.asked", "question.answered", "source.withdrawn",
})  # fmt: skip
EDITORIAL = """
    SELECT position, id, batch, body FROM events WHERE kind IN (
        'dispute.opened', 'dispute.ruled', 'event.retracted', 'claim.ranked', 'event.corrected', 'event.corroborated',
        'question.asked', 'question.answered', 'source.withdrawn'
    ) ORDER BY position
"""
FORGET_ACCOUNTS = "DELETE FROM accounts"
FORGET_DISPUTES = "DELETE FROM disputes"
FORGET_QUESTIONS = "DELETE FROM questions"
WRITE_DISPUTE = """
    INSERT INTO disputes (id, question, state, field, comment, ruling, rule, opened_by, ruled_by)
    VALUES (:id, :question, :state, :field, :comment, :ruling, :rule, :opened_by, :ruled_by)
"""
WRITE_ACCOUNT = """
    INSERT INTO accounts (dispute, event, date, says, standing, sources)
    SELECT :dispute, e.position, e.date, e.gist, coalesce(:standing, e.standing),
        (SELECT group_concat(source, ', ') FROM (SELECT DISTINCT source FROM citations WHERE event = e.position))
    FROM events e WHERE e.key = :handle OR e.id = :handle
"""
IN_DISPUTE = """
    SELECT coalesce(e.key, e.id) FROM acts a JOIN events e ON e.position = a.target
    WHERE a.event = :opened_by ORDER BY a.target
"""
WRITE_QUESTION = """
    INSERT INTO questions (id, question, state, answer, asked_by, answered_by)
    VALUES (:id, :question, :state, :answer, :asked_by, :answered_by)
"""


def refresh(db: sqlite3.Connection, new: Sequence[Entry]) -> None:
    """Write disputes, accounts and questions afresh where a new event may have changed them."""
    if not any(entry.payload.kind in ACCOUNTS_KINDS or entry.envelope.disputes for entry in new):
        return
    entries = log_entries.decoded(db.execute(EDITORIAL))
    acts = acts_of(entries, log_entries.told(db, entries))
    live = [entry for entry in entries if entry.handle not in acts.retracted]
    for statement in (FORGET_ACCOUNTS, FORGET_DISPUTES, FORGET_QUESTIONS):
        db.execute(statement)
    _disputes(db, live, acts)
    _questions(db, live)


def _disputes(db: sqlite3.Connection, live: Sequence[Entry], acts: Acts) -> None:
    rulings = {e.payload.dispute: (e.position, e.payload) for e in live if isinstance(e.payload, DisputeRuled)}
    for entry in live:
        if isinstance(entry.payload, DisputeOpened):
            facts = entry.payload
            ruled_by, ruling = rulings.get(facts.dispute, (None, None))
            row = {
                "id": facts.dispute, "question": facts.question, "field": facts.field, "comment": facts.comment,
                "state": "ruled" if ruling else "open", "ruling": ruling.reason if ruling else None,
                "rule": ruling.rule if ruling else None, "opened_by": entry.position, "ruled_by": ruled_by,
            }  # fmt: skip
            db.execute(WRITE_DISPUTE, row)
            _accounts(db, entry, facts.dispute, acts)


def _accounts(db: sqlite3.Connection, opened: Entry, dispute: str, acts: Acts) -> None:
    for (handle,) in db.execute(IN_DISPUTE, {"opened_by": opened.position}).fetchall():
        ranked = acts.ranked.get(handle)
        standing = "retracted" if handle in acts.retracted else ranked.envelope.standing if ranked else None
        db.execute(WRITE_ACCOUNT, {"dispute": dispute, "handle": handle, "standing": standing})


def _questions(db: sqlite3.Connection, live: Sequence[Entry]) -> None:
    answers = {e.payload.question: (e.position, e.payload) for e in live if isinstance(e.payload, QuestionAnswered)}
    for entry in live:
        if isinstance(entry.payload, QuestionAsked):
            answered_by, answer = answers.get(entry.payload.question, (None, None))
            row = {
                "id": entry.payload.question, "question": entry.payload.text, "state": "answered" if answer else "open",
                "answer": answer.answer if answer else None, "asked_by": entry.position, "answered_by": answered_by,
            }  # fmt: skip
            db.execute(WRITE_QUESTION, row)
