"""Lists as stored: sources, disputes, questions, for people to look through."""

import sqlite3
from typing import Any

SOURCES = """
    SELECT s.id, s.publisher, s.title, s.published, s.told AS published_latest, s.language, s.url,
        s.archived, s.retrieved, s.via, s.seen,
        s.withdrawn, s.covers, s.remark, s.size, s.sha256, s.event AS position,
        (SELECT count(DISTINCT c.event) FROM citations c WHERE c.source = s.id AND c.cited_by <= :position)
            AS event_count
    FROM sources s WHERE s.event <= :position ORDER BY s.told IS NULL, s.told, s.id
"""
SOURCE = """
    SELECT id, publisher, title, published, told AS published_latest, language, url, archived, retrieved, via, seen,
        withdrawn, covers, remark, size, sha256, event AS position
    FROM sources WHERE id = :id
"""


def sources(db: sqlite3.Connection, position: int) -> list[dict[str, Any]]:
    """Return every source registered up to a position, in the order of publication, undated last."""
    return _rows(db.execute(SOURCES, {"position": position}))


def source(db: sqlite3.Connection, source_id: str) -> dict[str, Any] | None:
    """Return what is recorded of a source, or None."""
    return next(iter(_rows(db.execute(SOURCE, {"id": source_id}))), None)


def _rows(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
