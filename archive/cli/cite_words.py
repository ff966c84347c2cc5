"""The words of a citation: the question as people would ask it, and the forms of a footnote."""

import sqlite3
from collections.abc import Iterable

from archive.cli.words import long_day
from archive.model.dates import day_of, parse
from archive.questions.cite import Citation
from archive.questions.pinned import Pinned
from archive.store import reading_names

SHORT = 16
"""Signs of a hash that a footnote prints."""

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_{}"
}


def in_words(db: sqlite3.Connection, asked: Pinned) -> str:
    """Return the question in a sentence."""
    where = _listed(db, asked.bodies)
    who = _listed(db, (asked.who,) if asked.who else asked.subjects)
    if asked.ask == "history":
        words = "The history of " + (who or where or "all that is recorded")
        words += f" in {where}" if who and where else ""
    else:
        words = f"{who or 'Who'} {'was what' if not who else 'as recorded'} on {_days(asked.dates)}"
        words += f", in {where}" if where else ""
    if asked.bodies:
        words += " itself" if asked.only else ", with its organs" if len(asked.bodies) == 1 else ", with their organs"
    if asked.properties:
        words += f"; only {', '.join(asked.properties)}"
    if asked.everything:
        words += "; also where nothing is recorded"
    return words + "".join(f"; {limit}" for limit in cutoffs(asked))


def cutoffs(asked: Pinned) -> list[str]:
    """Return what the sources were limited to, in words."""
    found = [f"only what sources published by {long_day(day_of(asked.known))} tell"] if asked.known else []
    if asked.strict:
        found.append("without what only undated sources tell")
    if asked.according_to:
        found.append(f"according to {' and '.join(asked.according_to)} alone")
    return found


def chicago(words: str, made: Citation, recorded_at: str | None, accessed: str) -> str:
    """Return the citation as a footnote in the manner of Chicago; the token follows it."""
    rules = f"rules {made.rules}, {made.rows} rows, SHA-256 {made.digest[:SHORT]}…"
    return f"“{words},” answer of an event archive, {_log(made, recorded_at)}, {rules}, accessed {_us_day(accessed)}."


def bibtex(words: str, made: Citation, recorded_at: str | None, accessed: str, token: str) -> str:
    """Return the citation as an entry of BibTeX."""
    fields = {
        "title": "{" + _tex(words) + "}",
        "howpublished": _tex(f"Answer of an event archive, {_log(made, recorded_at)}".replace("…", "")),
        "year": (recorded_at or accessed)[:4],
        "urldate": accessed,
        "note": _tex(f"Rules {made.rules}, {made.rows} rows, SHA-256 {made.digest}. Check: archive cite --check ")
        + r"\texttt{" + _tex(token) + "}",
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{archive-{made.pinned.position}-{made.digest[:8]},", *lines, "}"])


def _log(made: Citation, recorded_at: str | None) -> str:
    when = f" of {recorded_at[:10]}" if recorded_at else ""
    return f"log position {made.pinned.position}{when}, root {made.root[:SHORT]}…"


def _us_day(accessed: str) -> str:
    day, month, year = long_day(day_of(accessed)).split()
    return f"{month} {day}, {year}"


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)


def _days(dates: Iterable[str]) -> str:
    return " and ".join(long_day(parse(text).latest) if parse(text).is_day else _span(text) for text in dates)


def _span(text: str) -> str:
    return f"{long_day(parse(text).latest)}, and within {text}"


def _listed(db: sqlite3.Connection, entities: Iterable[str]) -> str:
    found = [(one, reading_names.entity(db, one)) for one in entities]
    return " and ".join(f"{there.label} ({name})" if there else name for name, there in found)
