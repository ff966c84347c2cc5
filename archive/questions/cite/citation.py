"""Cite: an answer made quotable, by its question, the log it rests on, the rules, and its digest."""

import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from archive.model.canonical import content_id, encode
from archive.model.errors import UsageError
from archive.model.timeline import RULES_VERSION
from archive.questions.cite.citable import rows
from archive.questions.cite.pinned import Pinned, Row
from archive.store.file.roots import root_at

MOST_MARKS = 128
"""Rows up to which each has a mark in the token, so that a check can tell which of them differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What was asked, and what came of it.

    `root` (hex; of a token its first half) is that of the log up to the position, `digest` the SHA-256
    (hex) of the canonical JSON of the rows, `marks` one sign a row, or none where the rows are many.
    """

    pinned: Pinned
    root: str
    rules: int
    rows: int
    digest: str
    marks: str = ""


def cite(db: sqlite3.Connection, pinned: Pinned) -> Citation:
    """Return the citation of the answer that the question has now."""
    root = root_at(db, pinned.position)
    if root is None:
        raise UsageError(f"the log does not reach position {pinned.position}", hint="archive verify looks why")
    return citation_of_rows(pinned, root, rows(db, pinned))


def citation_of_rows(pinned: Pinned, root: str, found: Sequence[Row]) -> Citation:
    """Return the citation of the rows that were found."""
    return Citation(
        pinned=pinned, root=root, rules=RULES_VERSION, rows=len(found), digest=content_id(list(found)),
        marks=marks(found) if len(found) <= MOST_MARKS else "",
    )  # fmt: skip


def marks(found: Sequence[Row]) -> str:
    """Return one sign a row, made from all that the row says: two different rows share it once in 64 times."""
    return "".join(urlsafe_b64encode(sha256(encode(row)).digest())[:1].decode() for row in found)
