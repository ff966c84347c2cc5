"""Tags: the names that positions of the log have been given."""

import sqlite3
from typing import NamedTuple

from archive.kinds.families.tag import PositionTagged
from archive.kinds.ledger import acts_of, as_corrected
from archive.model.errors import UsageError
from archive.model.nearest import nearest
from archive.store.log import entries as log_entries

ACTING = ("event.retracted", "event.corrected")


class Tag(NamedTuple):
    """A name and the position that it means; `tagged` is the position of the event that says so."""

    name: str
    position: int
    tagged: int


def tags(db: sqlite3.Connection) -> list[Tag]:
    """Return the tags that hold, by the position they mean; of two of one name the first, which citations may use."""
    given = log_entries.of_kind(db, PositionTagged.kind)
    acting = [entry for kind in ACTING for entry in log_entries.of_kind(db, kind)] if given else []
    acts = acts_of(sorted([*given, *acting], key=lambda entry: entry.position), log_entries.told(db))
    found: dict[str, Tag] = {}
    for entry in given:
        _, facts = as_corrected(entry, acts)
        # A log cannot name what it has not reached: the name would change its meaning as the log grows.
        if isinstance(facts, PositionTagged) and entry.handle not in acts.retracted and facts.position < entry.position:
            found.setdefault(facts.name, Tag(facts.name, facts.position, entry.position))
    return sorted(found.values(), key=lambda tag: (tag.position, tag.tagged))


def tagged_position(db: sqlite3.Connection, name: str) -> int:
    """Return the position that a name means, whenever it was given; raises UsageError where none has it."""
    there = {tag.name: tag.position for tag in tags(db)}
    if name in there:
        return there[name]
    near = nearest(name, there)
    hint = f"nearest: {', '.join(near)}" if near else "archive tag lists the names; else a position or an instant"
    raise UsageError(f"--recorded {name}: no position is called so", hint=hint)
