"""Rectangles: the periods of a timeline, valid [from, to) by recorded [position, position).

An append folds each timeline it touches once and closes and opens only the rectangles that differ.
Who only reads takes `decode`: so neither the fold nor msgspec is loaded before it is needed.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Contested, Expected, Period
from archive.model.claim import EVERYONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso
from archive.store.schema.projection import BEFORE_ANYTHING, CURRENT, NEVER


class Rectangle(NamedTuple):
    """One answer of a timeline over a stretch of days; its identity but for the positions."""

    line: Line
    valid_from: str
    valid_to: str
    answer: str
    value: str | None
    certainty: str


OPEN_OF_LINES = """
    SELECT p.id, p.property, p.subject, p.object, p.valid_from, p.valid_to, p.answer
    FROM json_each(:lines) l CROSS JOIN periods p
        ON p.property = l.value ->> 0 AND p.subject = l.value ->> 1 AND p.object = l.value ->> 2
    WHERE p.recorded_to = 9223372036854775807
"""
CLOSE = "UPDATE periods SET recorded_to = :position WHERE id = :id"
OPEN = """
    INSERT INTO periods (
        property, subject, object, valid_from, valid_to, recorded_from, recorded_to, value, certainty, answer
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Timelines(dict[Line, list[Claim]]):
    """The claims of each timeline that any event tells of by itself, those on everyone of its body among them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        super().__init__()
        self._wide: dict[Line, list[Claim]] = defaultdict(list)
        for claim in claims:
            line = Line(claim.property, claim.subject, claim.object)
            (self._wide if claim.subject == EVERYONE else self).setdefault(line, []).append(claim)
        for line, there in self.items() if self._wide else ():
            there.extend(self._of_everyone(line))

    def of(self, line: Line) -> list[Claim]:
        """Return the claims of a timeline; where none is of it alone, those on everyone of its body."""
        return self[line] if line in self else self._of_everyone(line)

    def _of_everyone(self, line: Line) -> list[Claim]:
        there = self._wide.get(everyone(line), ()) if self._wide else ()
        return [claim for claim in there if line.subject not in claim.excepted]


def everyone(line: Line) -> Line:
    """Return the timeline that answers for all of whom nothing is told, where this one is told of."""
    return line._replace(subject=EVERYONE)


def rectangle(line: Line, period: Period) -> Rectangle:
    """Return a period of a timeline with its answer as text."""
    answer = period.answer
    return Rectangle(line, *span(period), encode(answer), answer.value, answer.certainty)


def renew(db: sqlite3.Connection, rectangles: Mapping[Line, Sequence[Rectangle]], position: int) -> None:
    """Close the open rectangles of timelines that no longer hold, and open the new ones, at a position."""
    closed: list[dict[str, int]] = []
    wanted = {line: {(r.valid_from, r.valid_to, r.answer): r for r in some} for line, some in rectangles.items()}
    for row_id, property_, subject, object_, *identity in db.execute(OPEN_OF_LINES, {"lines": json.dumps([*wanted])}):
        if wanted[Line(property_, subject, object_)].pop(tuple(identity), None) is None:
            closed.append({"position": position, "id": row_id})
    db.executemany(CLOSE, closed)
    db.executemany(OPEN, [row(one, position, CURRENT) for some in wanted.values() for one in some.values()])


def row(one: Rectangle, recorded_from: int, recorded_to: int) -> tuple[Any, ...]:
    """Return a rectangle as a row of `periods`."""
    return (
        *one.line, one.valid_from, one.valid_to, recorded_from, recorded_to, one.value, one.certainty, one.answer
    )  # fmt: skip


def encode(answer: Answer) -> str:
    """Return an answer as JSON text; fields without content are left out, value and certainty never."""
    import msgspec  # noqa: PLC0415 - see above

    facts: dict[str, Any] = {"value": answer.value, "certainty": answer.certainty}
    filled = zip(_PLAIN, _plain_of(answer), strict=True)
    facts |= {name: content for name, content in filled if content not in (None, False, ())}
    if answer.contested:
        facts["contested"] = [mark._asdict() for mark in answer.contested]
    if answer.expected:
        facts["expected"] = [mark._asdict() for mark in answer.expected]
    return msgspec.json.encode(facts).decode()


def decode(text: str) -> Answer:
    """Return the answer of a JSON text made by `encode`."""
    facts: dict[str, Any] = json.loads(text)
    for name, content in facts.items():
        if isinstance(content, list):
            facts[name] = tuple(content)
    if "contested" in facts:
        facts["contested"] = tuple([Contested(c["value"], tuple(c["events"])) for c in facts["contested"]])
    if "expected" in facts:
        facts["expected"] = tuple([Expected(e["value"], e["date"], tuple(e["events"])) for e in facts["expected"]])
    return Answer(**facts)


_PLAIN = ("candidates", "since", "until", "since_bounds", "until_bounds", "attested_on", "confirmed", "undated",
          "events", "since_contested")  # fmt: skip
_plain_of = attrgetter(*_PLAIN)


def span(period: Period) -> tuple[str, str]:
    """Return the first day and the first day out of a period as they are stored."""
    first = BEFORE_ANYTHING if period.first <= DAY_MIN else iso(period.first)
    until = NEVER if period.until >= DAY_MAX else iso(period.until)
    return first or BEFORE_ANYTHING, until or NEVER
