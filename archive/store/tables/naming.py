"""How names are compared: without case, accents or punctuation between words."""

import sqlite3
import unicodedata

LABELS = "SELECT id, label FROM entities"


def fold_name(name: str) -> str:
    """Return a name as it is compared: without case, accents, spaces at the ends or doubled."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.replace("-", " ").replace("_", " ").split())


def labels_of(db: sqlite3.Connection) -> dict[str, str]:
    """Return the printed name of each entity by its id."""
    return dict(db.execute(LABELS))
