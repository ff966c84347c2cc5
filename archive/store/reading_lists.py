"""Lists as stored: sources, disputes, questions, for people to look through."""

import sqlite3
from typing import Any

SOURCES = """
    SELECT s.id, s.publisher, s.title, s.published, s.told, s.language, s.url, s.archived, s.retrieved, s.via, s.seen,
        s.withdrawn, s.covers, s.remark, s.size, s.sha256, s.event AS position,
        (SELECT count(DISTINCT c.event) FROM citations c WHERE c.source = s.id AND c.cited_by <= :position) AS events
    FROM sources s WHERE s.event <= :position ORDER BY s.told IS NULL, s.told, s.id
"""
SOURCE = """
    SELECT id, publisher, title, published, told, language, url, archived, retrieved, via, seen, withdrawn, covers,
        remark, size, sha256, event AS position
    FROM sources WHERE id = :id
"""
DISPUTE = """
    SELECT d.id, d.question, d.state, d.field, d.comment, d.ruling, d.rule, o.position AS opened_by,
        r.position AS ruled_by
    FROM disputes d JOIN events o ON o.position = d.opened_by LEFT JOIN events r ON r.position = d.ruled_by
    WHERE d.id = :id
"""
ACCOUNTS = """
    SELECT coalesce(e.key, e.id) AS event, a.event AS position, a.date, a.says, a.standing, a.sources
    FROM accounts a JOIN events e ON e.position = a.event WHERE a.dispute = :dispute
    ORDER BY a.standing <> 'main', e.earliest, a.event
"""
QUESTIONS = """
    SELECT q.id, q.question, q.state, q.answer, q.asked_by, q.answered_by,
        (SELECT json_group_array(r.entity) FROM event_entities r
         WHERE r.event = q.asked_by AND r.role = 'about') AS about
    FROM questions q ORDER BY q.state DESC, q.asked_by
"""
DISPUTES_OF = """
    SELECT DISTINCT d.id, d.question, d.state, d.rule FROM disputes d JOIN accounts a ON a.dispute = d.id
    JOIN events e ON e.position = a.event
    WHERE coalesce(e.key, e.id) IN (SELECT value FROM json_each(:handles)) AND d.opened_by <= :position
    ORDER BY d.state = 'ruled', d.id
"""


def sources(db: sqlite3.Connection, position: int) -> list[dict[str, Any]]:
    """Return every source registered up to a position, in the order of publication, undated last."""
    return _rows(db.execute(SOURCES, {"position": position}))


def source(db: sqlite3.Connection, source_id: str) -> dict[str, Any] | None:
    """Return what is recorded of a source, or None."""
    return next(iter(_rows(db.execute(SOURCE, {"id": source_id}))), None)


def dispute(db: sqlite3.Connection, dispute_id: str) -> dict[str, Any] | None:
    """Return a dispute, or None."""
    return next(iter(_rows(db.execute(DISPUTE, {"id": dispute_id}))), None)


def accounts(db: sqlite3.Connection, dispute_id: str) -> list[dict[str, Any]]:
    """Return the events of a dispute, the main account first."""
    return _rows(db.execute(ACCOUNTS, {"dispute": dispute_id}))


def questions(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what is not known: the questions asked, the open ones first."""
    return _rows(db.execute(QUESTIONS))


def disputes_of(db: sqlite3.Connection, handles: str, position: int) -> list[dict[str, Any]]:
    """Return the disputes in which the events stand (handles as a JSON array), the open ones first."""
    return _rows(db.execute(DISPUTES_OF, {"handles": handles, "position": position}))


def _rows(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
