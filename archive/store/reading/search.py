"""Full text as stored: the events in which words occur, best first."""

import re
import sqlite3
from typing import NamedTuple

SEARCH = """
    SELECT rowid, snippet(events_search, -1, '[', ']', ' … ', 12) FROM events_search
    WHERE events_search MATCH :words AND rowid <= :position
    ORDER BY bm25(events_search, 4.0, 2.0, 3.0, 1.0), rowid LIMIT :limit
"""
# What is best depends on all that is in the log: an answer that is pinned must not.
SEARCH_PINNED = """
    SELECT rowid, snippet(events_search, -1, '[', ']', ' … ', 12) FROM events_search
    WHERE events_search MATCH :words AND rowid <= :position ORDER BY rowid LIMIT :limit
"""


class Hit(NamedTuple):
    """An event in which the words occur, and where, with the words in brackets."""

    position: int
    snippet: str


def search(db: sqlite3.Connection, text: str, position: int, limit: int, *, best_first: bool = True) -> list[Hit]:
    """Return at most `limit` events, up to a position of the log, in which all words of the text occur.

    The best first, or in log order.
    """
    words = quoted(text)
    if not words:
        return []
    query = SEARCH if best_first else SEARCH_PINNED
    return [Hit(*row) for row in db.execute(query, {"words": words, "position": position, "limit": limit})]


def quoted(text: str) -> str:
    """Return the words of a text as an FTS5 query in which no sign has a meaning but a closing `*`.

    What stands in double quotes stays together.
    """
    parts = re.findall(r'"([^"]*)"|(\S+)', text.replace("\x00", " "))
    words = [(phrase or word).replace('"', " ").strip() for phrase, word in parts]
    return " ".join(_term(word) for word in words if any(letter.isalnum() for letter in word))


def _term(word: str) -> str:
    beginning = word.endswith("*")
    return f'"{word.rstrip("*")}"' + ("*" if beginning else "")
