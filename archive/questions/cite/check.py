"""The check of a citation: is the answer still the same, and where not, what became of it?"""

import sqlite3
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from archive.model.canonical import content_id
from archive.model.errors import ArchiveError
from archive.model.timeline import RULES_VERSION
from archive.questions.cite.citable import rows
from archive.questions.cite.citation import MOST_MARKS, Citation, citation_of_rows, marks
from archive.questions.cite.line import line_since, succession_text
from archive.questions.cite.pinned import Row
from archive.store.file.roots import root_at
from archive.store.log.batches import head

Part = Literal["log", "rules", "tables", "rows"]


class Difference(NamedTuple):
    """One thing that is not as cited: with the log, the rules, the computed tables or the rows."""

    part: Part
    what: str


class Checked(NamedTuple):
    """What a check found; `now` is the citation that the question has now, None where it has no answer.

    `remarks` say what does no harm: rules that changed and lead to the same answer, a line that was changed later.
    """

    cited: Citation
    now: Citation | None
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """True where the citation holds."""
        return not self.differences


def check(db: sqlite3.Connection, cited: Citation) -> Checked:
    """Return whether a citation holds in this archive, and what differs."""
    position = cited.pinned.position
    root = root_at(db, position)
    if root is None:
        lost = f"it ends at position {head(db).position}, and the answer rests on {position} events: lost, or a copy"
        return Checked(cited, None, (Difference("log", f"{lost} made before them"),))
    differences = list(_log(cited, root))
    try:
        found = rows(db, cited.pinned)
    except ArchiveError as problem:
        differences.append(Difference("rows", f"the question has no answer here: {problem}"))
        return Checked(cited, None, tuple(differences))
    now = citation_of_rows(cited.pinned, root, found)
    if now.digest != cited.digest:
        differences += _answer(db, cited, found)
        return Checked(cited, now, tuple(differences))
    rules = f"{_rules(cited)}; they lead to the same answer" if cited.rules != RULES_VERSION else None
    remarks = (rules, line_since(db, cited.pinned))
    return Checked(cited, now, tuple(differences), tuple(filter(None, remarks)))


def _log(cited: Citation, root: str) -> Iterator[Difference]:
    if not root.startswith(cited.root):
        kept = len(cited.root)
        what = f"its first {cited.pinned.position} events are not those that were cited: their root is now"
        yield Difference("log", f"{what} {root[:kept]}, and was {cited.root}")


def _answer(db: sqlite3.Connection, cited: Citation, found: Sequence[Row]) -> Iterator[Difference]:
    """Yield why the answer may differ, then where it does."""
    if cited.rules != RULES_VERSION:
        yield Difference("rules", _rules(cited))
    from_log = rows(db, cited.pinned, afresh=True)
    if content_id(from_log) == cited.digest:
        yield Difference("tables", "they do not follow from the log, which still gives the cited answer")
        yield from _differing([content_id(row) for row in from_log], [content_id(row) for row in found], found)
    elif len(cited.marks) == cited.rows and max(cited.rows, len(found)) <= 4 * MOST_MARKS:
        told = list(_differing(cited.marks, marks(found), found))
        yield from told or [
            Difference("rows", f"one or more of the {len(found)} differ; their marks do not tell which")
        ]
    else:
        yield Difference("rows", f"{cited.rows} were cited, there are {len(found)}; too many to be marked in a token")


def _differing(then: Sequence[str], now: Sequence[str], found: Sequence[Row]) -> Iterator[Difference]:
    for kind, first, last, low, high in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        told = "; ".join(_told(row) for row in found[low:high])
        place = f"row {first + 1}" if last - first < 2 else f"rows {first + 1} to {last}"
        if kind == "insert":
            yield Difference("rows", f"new before {place}: {told}")
        elif kind == "delete":
            yield Difference("rows", f"{place} of {len(then)} {'is' if last - first < 2 else 'are'} gone")
        else:
            yield Difference("rows", f"{place} of {len(then)} {'reads' if last - first < 2 else 'read'} now: {told}")


def _told(row: Row) -> str:
    """Return a row in a few words: a timeline with its value, or the name of what else the row is about."""
    if "how" in row:
        return succession_text(row)
    if "property" not in row:
        named = (row[name] for name in ("handle", "id", "rule", "meeting", "body") if row.get(name))
        return str(next(named, "a row without a name"))
    value = row.get("value", row.get("after"))
    words = (
        row.get("frame"),
        row["property"],
        row.get("subject"),
        row.get("object") or "; ".join(row.get("objects", ())),
        "nothing" if value is None else value,
    )
    since = f" since {row['since']}" if row.get("since") else ""
    return " ".join(str(word) for word in words if word) + since


def _rules(cited: Citation) -> str:
    older = "newer than" if cited.rules > RULES_VERSION else "other than"
    return f"the answer was cited under version {cited.rules} of the rules, {older} version {RULES_VERSION} of today"
