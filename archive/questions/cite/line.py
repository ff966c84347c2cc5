"""The line of a cited question: the successions that it followed are a part of its answer."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from archive.questions.cite.pinned import Pinned, Row
from archive.questions.scope import names
from archive.questions.scope.lineage import Lineage, Link
from archive.questions.states.history import asking_of
from archive.questions.states.state import View
from archive.store.log.batches import head


def line_rows(asked: Pinned, seen: View) -> list[Row]:
    """Return the successions that a question followed, by ids; none where it was not to follow any."""
    return [_row(link) for link in _line(asked, seen).links] if asked.lineage else []


def line_since(db: sqlite3.Connection, asked: Pinned) -> str | None:
    """Return in words how the line has changed since the question was pinned, None where it has not."""
    position = head(db).position
    if not asked.lineage or position <= asked.position:
        return None
    later = replace(asked, position=position)
    then, now = (_line(one, one.view(db)).links for one in (asked, later))
    changed = [*_told("new", now, then), *_told("no longer", then, now)]
    return f"asked of the log of today, the line is another: {'; '.join(changed)}" if changed else None


def succession_text(row: Row) -> str:
    """Return the row of a succession in a few words."""
    return f"line {', '.join(row['before'])} to {', '.join(row['after'])} on {row['date']}"


def _line(asked: Pinned, seen: View) -> Lineage:
    wanted = asked.named(seen)
    if asked.ask == "history":
        wanted = asking_of(wanted, names.entity(seen.db, asked.who) if asked.who else None)
    return asked.followed(seen, wanted).lineage or Lineage()


def _row(link: Link) -> Row:
    return {
        "how": link.how, "date": link.date, "before": [one.id for one in link.before],
        "after": [one.id for one in link.after], "told_otherwise": link.told_otherwise, "undated": link.undated,
        "events": list(link.events),
    }  # fmt: skip


def _told(what: str, some: Iterable[Link], others: Iterable[Link]) -> list[str]:
    """Return which successions are in the first line and not in the second, with the events that tell them."""
    known = [_row(link) for link in others]
    found = [row for row in map(_row, some) if row not in known]
    texts = [f"{succession_text(row).removeprefix('line ')} ({', '.join(row['events'])})" for row in found]
    return [f"{what}: {', '.join(texts)}"] if texts else []
