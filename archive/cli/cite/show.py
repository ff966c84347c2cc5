"""Citations and their checks, printed."""

import sqlite3
from pathlib import Path
from typing import Any

from archive.cli import clock
from archive.cli.asking.options import Asked
from archive.cli.cite.sentence import in_words
from archive.cli.cite.words import IN_TYPE, bibtex, chicago
from archive.cli.printing.cells import Whole
from archive.cli.printing.layout import fitted
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.questions.cite.check import Checked
from archive.questions.cite.citation import Citation
from archive.questions.cite.token import token as token_of
from archive.store.file import roots
from archive.store.log.transaction import file_of

COLUMNS = ["in_words", "dates", "known", "position", "recorded_at", "root", "rows", "sha256", "rules", "token"]
FINDINGS = ["part", "what"]


def cited(db: sqlite3.Connection, made: Citation, asked: Asked, style: str) -> None:
    """Print a citation; the last line of a page is the token alone."""
    recorded_at = roots.recorded_at(db, made.pinned.position)
    facts = {**_plain(db, made), "recorded_at": recorded_at, "token": token_of(made)}
    told = {name: facts[name] for name in COLUMNS}
    if asked.format == "json":
        seen = made.pinned.view(db)
        show_json({"question": seen.horizon.block(_dates(made), **made.pinned.block(seen)), "citation": told})
    elif asked.format == "csv":
        show_csv([told], COLUMNS)
    else:
        on = screen(ascii=asked.ascii)
        file = Path(file_of(db)).name
        if style == "chicago":
            lines = [chicago(told["in_words"], made, recorded_at, clock.today(), file)]
        elif style == "bibtex":
            entry = bibtex(told["in_words"], made, recorded_at, clock.today(), file=file, token=told["token"])
            lines = [Whole(line) if IN_TYPE in line else line for line in entry.splitlines()]
        else:
            lines = fitted(_lines(told), on.width)
        show([*lines, Whole(told["token"])], on)


def checked(db: sqlite3.Connection, found: Checked, asked: Asked) -> None:
    """Print what a check found."""
    now = _plain(db, found.now) if found.now else None
    if asked.format == "json":
        differences = [difference._asdict() for difference in found.differences]
        show_json({
            "same": found.same, "cited": _plain(db, found.cited), "now": now, "differences": differences,
            "remarks": list(found.remarks),
        })  # fmt: skip
    elif asked.format == "csv":
        show_csv([difference._asdict() for difference in found.differences], FINDINGS)
    else:
        on = screen(ascii=asked.ascii)
        rows = [("same" if found.same else "differs", in_words(db, found.cited.pinned))]
        rows += [(part, what) for part, what in found.differences]
        rows += [("remark", what) for what in found.remarks]
        show(fitted(rows, on.width), on)


def _plain(db: sqlite3.Connection, made: Citation) -> dict[str, Any]:
    return {
        "in_words": in_words(db, made.pinned), "dates": list(made.pinned.dates), "known": made.pinned.known,
        "position": made.pinned.position, "root": made.root, "rows": made.rows, "sha256": made.digest,
        "rules": made.rules,
    }  # fmt: skip


def _lines(told: dict[str, Any]) -> list[tuple[str, str]]:
    log = f"position {told['position']}" + (f", recorded {told['recorded_at']}" if told["recorded_at"] else "")
    return [
        ("question", told["in_words"]),
        *([("valid", ", ".join(told["dates"]))] if told["dates"] else []),
        ("known", f"by {told['known']}" if told["known"] else "all that the archive holds"),
        ("log", log),
        ("root", told["root"]),
        ("rows", str(told["rows"])),
        ("sha256", told["sha256"]),
        ("rules", str(told["rules"])),
    ]


def _dates(made: Citation) -> str | list[str] | None:
    dates = list(made.pinned.dates)
    return dates[0] if len(dates) == 1 else dates or None
