"""Turned: the disputes that appends open, rule or take back, as they stood before and stand now."""

import sqlite3
from collections.abc import Iterator
from typing import Literal, NamedTuple

from archive.kinds.families.editorial import DisputeOpened
from archive.kinds.ledger import Acts, acts_of
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.schema.projection import CURRENT
from archive.store.tables.browse_editorial import affected
from archive.store.tables.involved import acting
from archive.store.tables.project import reached


class Stand(NamedTuple):
    """How a dispute stands; of one that is ruled, by which rule and which events of the main account."""

    state: Literal["open", "ruled"]
    rule: str | None = None
    main: tuple[str, ...] = ()


class Turned(NamedTuple):
    """A dispute, before and after; None where it is not there, or not yet."""

    dispute: str
    before: Stand | None
    after: Stand | None


def turned_since(db: sqlite3.Connection, position: int, upto: int) -> Iterator[Turned]:
    """Yield the disputes that stand otherwise since a position, which is an end of a batch, in log order."""
    touched: set[int] = set()
    for start in range(position + 1, upto + 1, chunks.SIZE):
        touched |= affected(db, reached(db, start, min(start + chunks.SIZE - 1, upto)))
    entries = log_entries.at(db, acting(db, touched, CURRENT)) if touched else []
    before, after = acts_of([one for one in entries if one.position <= position], {}), acts_of(entries, {})
    for entry in entries:
        if entry.position in touched and isinstance(entry.payload, DisputeOpened):
            name = entry.payload.dispute
            then, now = _stand(before, name), _stand(after, name)
            if then != now:
                yield Turned(name, then, now)


def _stand(acts: Acts, dispute: str) -> Stand | None:
    if dispute not in acts.opened:
        return None
    ruling = acts.ruled.get(dispute)
    return Stand("open") if ruling is None else Stand("ruled", ruling.facts.rule, ruling.facts.main)
