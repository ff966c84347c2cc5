"""Pinned questions: everything named by id, the position fixed, so that the answer can be had again."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.model.dates import parse
from archive.model.errors import UsageError
from archive.questions.as_of import as_of, as_of_several, as_of_span
from archive.questions.filters import Filters, as_recorded, filters
from archive.questions.history import as_data, asking_of, history
from archive.questions.horizon import horizon
from archive.questions.state import CutView, View, view
from archive.store import reading_names

Row = dict[str, Any]

LABELS = ("subject_label", "object_label")
"""What may be called otherwise later on, and says nothing of who was what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A question as it was asked of the log up to `position`; entities by id, `known` an ISO day.

    `who` is the one whose history is asked for; `dates` are the days of an as-of, as written.
    """

    ask: str
    position: int
    dates: tuple[str, ...] = ()
    who: str | None = None
    bodies: tuple[str, ...] = ()
    only: bool = False
    subjects: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    everything: bool = False
    known: str | None = None
    strict: bool = False
    according_to: tuple[str, ...] = ()

    def view(self, db: sqlite3.Connection, *, afresh: bool = False) -> View:
        """Return the archive within the question's cut-offs; `afresh` folds the log, whatever is stored."""
        within = horizon(
            db, known=self.known, strict=self.strict, recorded=str(self.position), according_to=self.according_to
        )
        return CutView(db, within) if afresh else view(db, within)

    def filters(self, db: sqlite3.Connection) -> Filters:
        """Return which timelines are asked for, by what belonged to the bodies at the position."""
        wanted = filters(
            db, subjects=self.subjects, bodies=self.bodies, only=self.only, properties=self.properties,
            everything=self.everything,
        )  # fmt: skip
        return as_recorded(db, wanted, self.position)


def rows(db: sqlite3.Connection, pinned: Pinned, *, afresh: bool = False) -> list[Row]:
    """Return the rows of the answer: those of its JSON, without labels, which may change."""
    ask = ASKING.get(pinned.ask)
    if ask is None:
        raise UsageError(f"no question is called {pinned.ask!r}", hint=f"there are: {', '.join(ASKING)}")
    return [_unlabelled(row) for row in ask(db, pinned, pinned.view(db, afresh=afresh))]


def _as_of(db: sqlite3.Connection, pinned: Pinned, seen: View) -> list[Row]:
    wanted = pinned.filters(db)
    dates = [parse(text) for text in pinned.dates]
    if len(dates) > 1:
        data = as_of_several(seen, [(date.latest, date.text) for date in dates], wanted)
    elif dates[0].is_day:
        data = as_of(seen, dates[0].latest, dates[0].text, wanted)
    else:
        data = as_of_span(seen, dates[0], wanted)
    return [*data["answers"], *data.get("within", ())]


def _history(db: sqlite3.Connection, pinned: Pinned, seen: View) -> list[Row]:
    who = reading_names.entity(db, pinned.who) if pinned.who else None
    data = as_data(seen, history(seen, asking_of(pinned.filters(db), who)))
    places = ("property", "subject", "object")
    return [
        {**{name: timeline[name] for name in places}, **period}
        for timeline in data["timelines"] for period in timeline["periods"]
    ]  # fmt: skip


def _unlabelled(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in LABELS}


ASKING: Mapping[str, Callable[[sqlite3.Connection, Pinned, View], list[Row]]] = {"as-of": _as_of, "history": _history}
"""The questions that can be cited. A further one is a function here and its words in the command."""
