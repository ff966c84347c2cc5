"""The horizon: what an answer may rest on, by publication, by source and by position of the log."""

import importlib
import re
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from archive.model.dates import DAY_MAX, iso, parse
from archive.model.errors import UsageError
from archive.questions.scope import names
from archive.store.log import batches
from archive.store.log.instants import instant
from archive.store.reading import states as reading

FILTERED = ("bodies", "only", "subjects", "properties", "all")
"""What every question may be limited by: its block tells it before what only some commands ask."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Horizon(NamedTuple):
    """The cut-offs as asked (texts), and what they come to: days, source ids, a position."""

    position: int
    head: int
    sources_to: str | None = None
    known: str | None = None
    known_day: int | None = None
    strict: bool = False
    recorded: str | None = None
    according_to: tuple[str, ...] = ()
    sources: frozenset[str] | None = None

    @property
    def plain(self) -> bool:
        """True where no source is cut off: what is stored answers."""
        return self.known_day is None and not self.strict and self.sources is None

    @property
    def stored_position(self) -> int | None:
        """The position to read stored periods at; None for what holds now."""
        return None if self.position == self.head else self.position

    def block(self, date: str | list[str] | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Return the question as it opens every JSON output."""
        return {
            "date": date,
            "known": None if self.known_day is None else iso(self.known_day),
            "recorded": self.recorded,
            "according_to": list(self.according_to) or None,
            "sources_to": self.sources_to,
            "position": self.position,
            **({"known_strict": True} if self.strict else {}),
            **{name: more[name] for name in FILTERED if name in more},
            **more,
        }


def horizon(
    db: sqlite3.Connection, *, known: str | None = None, strict: bool = False, recorded: str | None = None,
    according_to: Sequence[str] = (), now: str | None = None,
) -> Horizon:  # fmt: skip
    """Return what the cut-offs, as a person writes them, come to.

    `known` is EDTF and means its latest day; `recorded` is a position, an instant, a day (its end, UTC) or a tag;
    `according_to` names sources or publishers. `now` is the instant of asking: later ones are refused.
    """
    head = batches.head(db).position
    position = head if recorded is None else _position(db, recorded, head, now)
    found = names.sources(db, according_to, position) if according_to else None
    return Horizon(
        position=position,
        head=head,
        sources_to=reading.sources_to(db, position),
        known=known,
        known_day=None if known is None else _known_day(known),
        strict=strict,
        recorded=recorded,
        according_to=tuple(according_to),
        sources=found,
    )


def _known_day(text: str) -> int:
    day = parse(text).latest
    if day >= DAY_MAX:
        raise UsageError(f"--known {text}: it has no last day", hint="give a day, a month or a year")
    return day


def _position(db: sqlite3.Connection, text: str, head: int, now: str | None) -> int:
    if text.isascii() and text.isdigit():
        asked = int(text) if len(text) < 19 else head + 1
        if asked > head:
            raise UsageError(
                f"--recorded {text[:20]}: the log ends at position {head}",
                hint=f"an answer is pinned by a position that is there: --recorded {head}",
            )
        return batches.batch_end(db, asked)
    if text[:1].isalpha():
        # Tags are decoded from the log, with modules that a plain question does without.
        tagged: int = importlib.import_module("archive.questions.scope.tags").tagged_position(db, text)
        return batches.batch_end(db, tagged)
    moment = instant(f"{text}T23:59:59Z" if _DAY.fullmatch(text) else text)
    if now is not None and moment > now:
        raise UsageError(
            f"--recorded {text}: that moment is still to come, more may be recorded by then",
            hint=f"an answer is pinned by a position: --recorded {head}",
        )
    return batches.batch_end_at(db, moment)
