"""The forms of a citation: a footnote, and an entry of BibTeX."""

from archive.cli.printing.words import long_day
from archive.model.dates import day_of
from archive.questions.cite.citation import Citation

SHORT = 16
"""Signs of a hash that a footnote prints."""

IN_TYPE = r"\texttt{"
"""Begins a token, on a line of its own: it is too long for most lines, and copied whole."""

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_{}"
}


def chicago(words: str, made: Citation, recorded_at: str | None, accessed: str, file: str) -> str:
    """Return the citation as a footnote in the manner of Chicago, from the archive in a file; the token follows it."""
    rules = f"rules {made.rules}, {made.rows} rows, SHA-256 {made.digest[:SHORT]}…"
    log = _log(made, recorded_at)
    return f"“{words},” answer of the event archive {file}, {log}, {rules}, accessed {_us_day(accessed)}."


def bibtex(words: str, made: Citation, recorded_at: str | None, accessed: str, *, file: str, token: str) -> str:
    """Return the citation, from the archive in a file, as an entry of BibTeX."""
    fields = {
        "title": "{" + _tex(words) + "}",
        "howpublished": _tex(f"Answer of the event archive {file}, {_log(made, recorded_at)}".replace("…", "")),
        "year": (recorded_at or accessed)[:4],
        "urldate": accessed,
        "note": _tex(f"Rules {made.rules}, {made.rows} rows, SHA-256 {made.digest}. Check: archive cite --check")
        + "\n    " + IN_TYPE + _tex(token) + "}",
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
