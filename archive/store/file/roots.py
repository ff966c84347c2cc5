"""Roots: what the log hashes to at any of its positions, made afresh from the stored bytes."""

import sqlite3

from archive.store.file.verify import BODIES
from archive.store.log.tree import Frontier, leaf_hash

RECORDED_AT = "SELECT recorded_at FROM batches WHERE last = :position"


def root_at(db: sqlite3.Connection, size: int) -> str | None:
    """Return the root (hex) over the first `size` events, or None where there are not so many.

    Only the stored bytes are asked, not the hashes beside them.
    """
    frontier = Frontier()
    for _, body in db.execute(BODIES, {"size": size}):
        frontier.append(leaf_hash(body))
    return frontier.root().hex() if frontier.size == size else None


def recorded_at(db: sqlite3.Connection, position: int) -> str | None:
    """Return the instant at which the batch that ends at the position was recorded, or None."""
    row = db.execute(RECORDED_AT, {"position": position}).fetchone()
    return row[0] if row else None
