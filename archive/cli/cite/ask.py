"""The question that is to be cited: names settled, what is relative made absolute."""

import importlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from archive.cli import clock
from archive.cli.asking.on_day import closed, last_word
from archive.cli.asking.options import Asked
from archive.model.dates import day_of, iso
from archive.model.errors import UsageError
from archive.questions.cite.pinned import Pinned
from archive.questions.scope import names

Given = Mapping[str, Any]
"""The arguments and options of a question's command, as click names them."""

SHARED = frozenset(Asked._fields)


def as_of(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return an as-of as a pinned question; without a date it is of today."""
    return replace(_pinned(db, given, "as-of"), dates=_closed(given["dates"] or (clock.today(),)))


def history(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a history as a pinned question."""
    who, where = given["who"], given["where"]
    if not (who or any(given[name] for name in ("body", "subject", "property", "everything"))):
        raise UsageError("the history of whom?", hint="archive cite history SUBJECT [OBJECT], or --body BODY, or --all")
    asked = _pinned(db, {**given, "body": (*given["body"], *([where] if where else []))}, "history")
    return replace(asked, who=names.entity(db, who).id if who else None)


def diff(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a diff as a pinned question, by its form: between two days, two known dates or two positions."""
    # Loaded where they are asked for: who cites another question does without.
    importlib.import_module("archive.cli.diff.command").check(
        *(given[name] for name in ("dates", "known", "recorded", "on"))
    )
    known, recorded = given["known"], given["recorded"]
    ends = [
        {**given, "known": next(iter(known[at:]), None), "recorded": next(iter(recorded[at:]), None)} for at in (0, -1)
    ]
    first, second = (_pinned(db, end, "diff") for end in ends)
    if given["dates"]:
        return replace(second, dates=_closed(given["dates"]))
    days = _closed([given["on"]] if given["on"] else [])
    if len(known) > 1:
        before = first.known or ""
        if day_of(before) > day_of(second.known or ""):
            raise UsageError("the second is before the first", hint=f"turn them round: --known {known[1]} {known[0]}")
        return replace(second, ask="diff-known", dates=days, options=(("before", before),))
    if first.position > second.position:
        turned = f"--recorded {recorded[1]} {recorded[0]}"
        raise UsageError("the second is before the first", hint=f"turn them round: {turned}")
    return replace(second, ask="diff-recorded", dates=days, options=(("before", str(first.position)),))


WHY = "archive cite why SUBJECT [OBJECT] DATE, as in: archive cite why belarus sco 2022-10-01"


def why(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a why as a pinned question: of a subject, in an object or alone, on a day."""
    words = given["words"]
    who = [*given["subject"], *words[:-1], *given["body"]]
    if not words or not 1 <= len(who) <= 2:
        raise UsageError("a subject, perhaps an object, and a day are needed", hint=WHY)
    date = last_word(words, how=WHY)
    asked = _pinned(db, {**given, "subject": who[:1], "body": who[1:]}, "why")
    return replace(asked, who=asked.subjects[0], dates=(date.text,))


def events(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return the events between two days as a pinned question."""
    for kind in given["kinds"]:
        # The kinds take msgspec, which most citations do without.
        importlib.import_module("archive.kinds.registry").kind_of(kind)
    return _with(_pinned(db, given, "events"), within=given["when"], kind=given["kinds"])


def conflicts(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return conflicts as a pinned question; the day from which rules look back is that of asking."""
    on = _closed([given["when"]] if given["when"] else [])
    asked = _pinned(db, given, "conflicts")
    return _with(
        asked, today=clock.today(), on=on, field=given["fields"], rule=given["rules"], state=given["state"],
        years=str(given["years"]),
    )  # fmt: skip


def stances(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return the stances on a question, or on all of a body, as a pinned question; without a date of today."""
    asked = _pinned(db, {**given, "body": (given["question"],)}, "stances")
    return replace(asked, dates=_closed((given["date"] or clock.today(),)))


def sources(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a list of sources as a pinned question."""
    return _with(_pinned(db, given, "sources"), text=given["text"])


def panel(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a panel as a pinned question."""
    return _over_time(_pinned(db, given, "panel"), given)


def count(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return a count as a pinned question."""
    if given["at"] == "share":
        raise UsageError("--at share: a count is of a day, or of any", hint="archive cite panel --at share")
    return _over_time(_pinned(db, given, "count"), given)


def timeline(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return the lanes of a timeline as a pinned question."""
    return _over_time(_pinned(db, given, "timeline"), given)


def attendance(db: sqlite3.Connection, given: Given) -> Pinned:
    """Return who came to the meetings of a body as a pinned question."""
    return _over_time(_pinned(db, {**given, "body": (given["body"],)}, "attendance"), given)


PINS: Mapping[str, Callable[[sqlite3.Connection, Given], Pinned]] = {
    "as-of": as_of, "history": history, "diff": diff, "why": why, "events": events, "conflicts": conflicts,
    "stances": stances, "panel": panel, "count": count, "timeline": timeline, "attendance": attendance,
    "sources": sources,
}  # fmt: skip
"""How each question that can be cited is pinned, by the name of its command."""


def _over_time(asked: Pinned, given: Given) -> Pinned:
    names_of = {"each": "each", "at": "at", "by": "by", "since": "from", "until": "to"}
    return _with(asked, **{word: given.get(name) for name, word in names_of.items()})


def _with(asked: Pinned, **options: str | Iterable[str] | None) -> Pinned:
    """Return the question with options of its own; those that were not given are left out."""
    given = [
        (name, one)
        for name, some in options.items()
        for one in ([some] if isinstance(some, str) else some or ())
        if one
    ]
    return replace(asked, options=tuple(given))


def _closed(dates: Iterable[str]) -> tuple[str, ...]:
    return tuple(closed(text).text for text in dates)


def _pinned(db: sqlite3.Connection, given: Given, ask: str) -> Pinned:
    """Return what all questions share: the cut-offs, and whom they are about."""
    asked = Asked(**{name: value for name, value in given.items() if name in SHARED})
    within = asked.horizon(db)
    return Pinned(
        ask=ask,
        position=within.position,
        bodies=tuple(names.entity(db, text).id for text in asked.body),
        only=asked.only,
        subjects=tuple(names.entity(db, text).id for text in asked.subject),
        properties=tuple(asked.property),
        everything=asked.everything,
        lineage=asked.lineage,
        known=None if within.known_day is None else iso(within.known_day),
        strict=within.strict,
        according_to=within.according_to,
    )
