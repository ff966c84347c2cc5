"""Citable questions: which there are, with what each is asked, and the rows of its answer."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from archive.model.dates import DAY_MAX, DAY_MIN, day_of, parse
from archive.model.errors import ArchiveError, UsageError
from archive.questions.cite import citable_lists, citable_state, citable_time
from archive.questions.cite.line import line_rows
from archive.questions.cite.pinned import Pinned, Row
from archive.questions.lists.events import span
from archive.questions.over_time.cells import at_of
from archive.questions.over_time.frames import MONTHS, bounds
from archive.questions.states.state import View

SPAN = frozenset({"from", "to"})
FRAMES = SPAN | {"each", "at"}


class Citable(NamedTuple):
    """A question: how its rows are had, with how many dates it is asked, which options it needs, and may have."""

    ask: Callable[[Pinned, View], Sequence[Row]]
    dates: range = range(1)
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()


CITABLE: Mapping[str, Citable] = {
    "as-of": Citable(citable_state.as_of, range(1, 1000)),
    "history": Citable(citable_state.history),
    "diff": Citable(citable_state.diff, range(2, 3)),
    "diff-known": Citable(citable_state.diff_known, range(2), frozenset({"before"})),
    "diff-recorded": Citable(citable_state.diff_recorded, range(2), frozenset({"before"})),
    "why": Citable(citable_state.why, range(1, 2)),
    "events": Citable(citable_lists.events, needs=frozenset({"within"}), takes=frozenset({"kind"})),
    "conflicts": Citable(
        citable_lists.conflicts, needs=frozenset({"today"}), takes=frozenset({"on", "field", "rule", "state", "years"})
    ),
    "stances": Citable(citable_lists.stances, range(1, 2)),
    "panel": Citable(citable_time.panel, takes=FRAMES),
    "count": Citable(citable_time.count, takes=FRAMES | {"by"}),
    "timeline": Citable(citable_time.timeline, takes=SPAN),
    "attendance": Citable(citable_time.attendance, takes=SPAN),
    "sources": Citable(citable_lists.sources, takes=frozenset({"text"})),
}
"""Every question that can be cited, by its name in a token. A further one is a function and a line here."""

FORMS: Mapping[str, Callable[[str], object]] = {
    "within": span, "on": day_of, "today": day_of, "years": int, "from": lambda text: bounds(text, None),
    "to": lambda text: bounds(None, text), "at": lambda text: at_of(text, "year"),
}  # fmt: skip
"""What reads an option whose text has a form; the others are one of WORDS, or free."""

WORDS: Mapping[str, Sequence[str]] = {"each": tuple(MONTHS), "by": ("value", "object"), "state": ("open", "ruled")}


def rows(db: sqlite3.Connection, pinned: Pinned, *, afresh: bool = False) -> list[Row]:
    """Return the rows of the answer: those of its JSON, without what may be called or worded otherwise later on.

    With a lineage, the successions that it followed come last.
    """
    if pinned.ask not in CITABLE:
        raise UsageError(f"no question is called {pinned.ask!r}", hint=f"there are: {', '.join(CITABLE)}")
    seen = pinned.view(db, afresh=afresh)
    return [*CITABLE[pinned.ask].ask(pinned, seen), *line_rows(pinned, seen)]


def sound(pinned: Pinned) -> bool:
    """Return whether a question of a known name is asked with what it needs, and with nothing else."""
    kind = CITABLE[pinned.ask]
    given = {name for name, _ in pinned.options}
    try:
        days = [parse(date) for date in pinned.dates]
        if pinned.known is not None:
            day_of(pinned.known)
        words = all(_fits(pinned, name, text) for name, text in pinned.options)
    except (ArchiveError, ValueError):
        return False  # the caller says that the token holds no citation
    closed = all(day.earliest > DAY_MIN and day.latest < DAY_MAX for day in days)
    return closed and words and len(days) in kind.dates and kind.needs <= given <= kind.needs | kind.takes


def _fits(pinned: Pinned, name: str, text: str) -> bool:
    if name == "before":
        number = pinned.ask == "diff-recorded"
        return 0 <= int(text) <= pinned.position if number else day_of(text) <= day_of(pinned.known or "")
    if name in FORMS:
        FORMS[name](text)
    return text in WORDS.get(name, (text,))
