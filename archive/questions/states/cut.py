"""The cut: the log with some sources left out; all of it, or what is involved in some timelines."""

import sqlite3
from collections.abc import Collection, Sequence

import msgspec

from archive.kinds.claiming import Line
from archive.kinds.ledger import Acts, Cutoffs, Entry, acts_of, claims_of
from archive.kinds.support import Told
from archive.model.claim import Claim
from archive.questions.scope.horizon import Horizon
from archive.store.log import entries as log_entries
from archive.store.tables.involved import involved
from archive.store.tables.rectangles import Timelines


class Cut(msgspec.Struct, frozen=True):
    """Entries of the log, with what the editorial ones among them do within the horizon."""

    entries: Sequence[Entry]
    acts: Acts
    told: Told
    cutoffs: Cutoffs


def cutoffs_of(horizon: Horizon) -> Cutoffs:
    """Return the cut-offs of a horizon that are not positions."""
    return Cutoffs(known=horizon.known_day, strict=horizon.strict, according_to=horizon.sources)


def cut(db: sqlite3.Connection, horizon: Horizon) -> Cut:
    """Return the log up to the horizon's position, with what acts on it."""
    entries = log_entries.upto(db, horizon.position)
    told = log_entries.told(db)
    cutoffs = cutoffs_of(horizon)
    return Cut(entries, acts_of(entries, told, cutoffs), told, cutoffs)


def claims(db: sqlite3.Connection, horizon: Horizon, lines: Collection[Line]) -> dict[Line, list[Claim]]:
    """Return the claims that are left of each of the timelines, which may be none; no more of the log is decoded."""
    entries = log_entries.at(db, involved(db, lines, horizon.position))
    found = Timelines(claims_of(entries, log_entries.told(db, entries), cutoffs_of(horizon)))
    return {line: found.of(line) for line in lines}
