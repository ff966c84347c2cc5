"""The outcome: all that appends do to answers, with and without cut-offs."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from archive.store.log.batches import head
from archive.store.writing.effects import Effect, effects_since
from archive.store.writing.effects_cut import CutEffect, cut_effects_since
from archive.store.writing.tellings import Retold, retold_since
from archive.store.writing.turned import Turned, turned_since


class Outcome(NamedTuple):
    """What answers otherwise: timelines, at once and under cut-offs; events told otherwise; disputes that turned."""

    effects: list[Effect]
    cut: list[CutEffect]
    retold: list[Retold]
    turned: list[Turned]


def outcome_since(
    db: sqlite3.Connection, position: int, progress: Callable[[str, int, int], None] | None = None
) -> Outcome:
    """Return what the batches after a position, which is an end of a batch, did."""
    upto = head(db).position
    effects = list(effects_since(db, position))
    counted = None if progress is None else partial(progress, "timelines under cut-offs")
    cut = cut_effects_since(db, position, upto, changed={effect.line for effect in effects}, progress=counted)
    return Outcome(effects, list(cut), list(retold_since(db, position, upto)), list(turned_since(db, position, upto)))
