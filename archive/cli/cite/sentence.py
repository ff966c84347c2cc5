"""The sentence of a citation: the question as people would ask it, with its limits."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from archive.cli.printing.words import long_day
from archive.model.dates import day_of, parse
from archive.questions.cite.pinned import Pinned
from archive.store.reading import names as reading_names

Wording = Callable[[sqlite3.Connection, Pinned], str]


def in_words(db: sqlite3.Connection, asked: Pinned) -> str:
    """Return the question in a sentence."""
    words = WORDINGS[asked.ask](db, asked)
    if asked.bodies and asked.ask not in ("why", "stances"):
        words += " itself" if asked.only else ", with its organs" if len(asked.bodies) == 1 else ", with their organs"
    if asked.lineage:
        words += ", with predecessors and successors"
    if asked.properties:
        words += f"; only {', '.join(asked.properties)}"
    if asked.everything:
        words += "; also where nothing is recorded"
    return words + "".join(f"; {limit}" for limit in cutoffs(asked))


def cutoffs(asked: Pinned) -> list[str]:
    """Return what the sources were limited to, in words."""
    found = []
    if asked.known and asked.ask != "diff-known":
        found.append(f"only what sources published by {long_day(day_of(asked.known))} tell")
    if asked.strict:
        found.append("without what only undated sources tell")
    if asked.according_to:
        found.append(f"according to {' and '.join(asked.according_to)} alone")
    return found


def _as_of(db: sqlite3.Connection, asked: Pinned) -> str:
    who, where = _listed(db, asked.subjects), _listed(db, asked.bodies)
    words = f"{who or 'Who'} {'as recorded' if who else 'was what'} on {_days(asked.dates)}"
    return words + (f", in {where}" if where else "")


def _history(db: sqlite3.Connection, asked: Pinned) -> str:
    who, where = _listed(db, (asked.who,) if asked.who else asked.subjects), _listed(db, asked.bodies)
    words = f"The history of {who or where or 'all that is recorded'}"
    return words + (f" in {where}" if who and where else "")


def _diff(db: sqlite3.Connection, asked: Pinned) -> str:
    # A diff of two years or months is one of their last days; what lay within the first is no part of it.
    first, last = (long_day(parse(date).latest) for date in asked.dates)
    return f"What changed from {first} to {last}{_about(db, asked)}"


def _diff_known(db: sqlite3.Connection, asked: Pinned) -> str:
    first, last = (long_day(day_of(day or "")) for day in (asked.option("before"), asked.known))
    return f"What changed in what sources told from {first} to {last}{_on(asked)}{_about(db, asked)}"


def _diff_recorded(db: sqlite3.Connection, asked: Pinned) -> str:
    span = f"position {asked.option('before')} to {asked.position}"
    return f"What changed in this archive from {span}{_on(asked)}{_about(db, asked)}"


def _why(db: sqlite3.Connection, asked: Pinned) -> str:
    where = _listed(db, asked.bodies)
    return f"What the answer for {_listed(db, asked.subjects)}{f' in {where}' if where else ''}{_on(asked)} rests on"


def _events(db: sqlite3.Connection, asked: Pinned) -> str:
    kinds = asked.several("kind")
    told = f", of the kind {' or '.join(kinds)}" if kinds else ""
    return f"What happened within {asked.option('within')}{told}{_about(db, asked)}"


def _conflicts(db: sqlite3.Connection, asked: Pinned) -> str:
    on, state = asked.option("on"), asked.option("state")
    words = "Where the sources disagree" + (f" on {long_day(day_of(on))}" if on else "")
    words += f", looking back from {long_day(day_of(asked.option('today') or ''))}"
    some = [*(f"field {one}" for one in asked.several("field")), *(f"rule {one}" for one in asked.several("rule"))]
    return words + "".join(f", {one}" for one in (*some, *([f"{state} ones"] if state else ()))) + _about(db, asked)


def _stances(db: sqlite3.Connection, asked: Pinned) -> str:
    return f"What {_listed(db, asked.subjects) or 'each'} thinks of {_listed(db, asked.bodies)}{_on(asked)}"


def _panel(db: sqlite3.Connection, asked: Pinned) -> str:
    return f"The status of each member {_frames(asked)}{_about(db, asked)}"


def _count(db: sqlite3.Connection, asked: Pinned) -> str:
    what = "any status" if asked.option("by") == "object" else "each status"
    return f"How many have {what} {_frames(asked)}{_about(db, asked)}"


def _timeline(db: sqlite3.Connection, asked: Pinned) -> str:
    return f"Who had which status{_span(asked)}{_about(db, asked)}"


def _attendance(db: sqlite3.Connection, asked: Pinned) -> str:
    return f"Who came to which meetings{_span(asked)}{_about(db, asked)}"


def _sources(db: sqlite3.Connection, asked: Pinned) -> str:
    text = asked.option("text")
    return "The sources" + (f" called {text!r}" if text else "") + _about(db, asked)


WORDINGS: Mapping[str, Wording] = {
    "as-of": _as_of, "history": _history, "diff": _diff, "diff-known": _diff_known, "diff-recorded": _diff_recorded,
    "why": _why, "events": _events, "conflicts": _conflicts, "stances": _stances, "panel": _panel, "count": _count,
    "timeline": _timeline, "attendance": _attendance, "sources": _sources,
}  # fmt: skip


def _about(db: sqlite3.Connection, asked: Pinned) -> str:
    who, where = _listed(db, asked.subjects), _listed(db, asked.bodies)
    return (f", of {who}" if who else "") + (f", in {where}" if where else "")


def _frames(asked: Pinned) -> str:
    each, at = asked.option("each") or "year", asked.option("at") or "last"
    when = {"last": "on its last day", "any": "on any of its days", "share": "by its days"}.get(at, f"on {at}")
    return f"in each {each}, {when}{_span(asked)}"


def _span(asked: Pinned) -> str:
    return "".join(f", {word} {asked.option(word)}" for word in ("from", "to") if asked.option(word))


def _on(asked: Pinned) -> str:
    return f", on {_days(asked.dates)}" if asked.dates else ""


def _days(dates: Iterable[str]) -> str:
    return " and ".join(long_day(parse(text).latest) if parse(text).is_day else _within(text) for text in dates)


def _within(text: str) -> str:
    return f"{long_day(parse(text).latest)}, and within {text}"


def _listed(db: sqlite3.Connection, entities: Iterable[str]) -> str:
    found = [(one, reading_names.entity(db, one)) for one in entities]
    return " and ".join(f"{there.label} ({name})" if there else name for name, there in found)
