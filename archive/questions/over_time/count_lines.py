"""Counts of a whole line of bodies: who is in several of them on a day is counted once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from archive.model.dates import iso
from archive.questions.over_time.cells import Cell, rank
from archive.questions.over_time.count import By, values_of
from archive.questions.over_time.frames import Frame
from archive.questions.over_time.panel import Panel
from archive.questions.scope.lineage import Lineage


class LineCount(NamedTuple):
    """How many subjects have a status (None: any) in any body of a line, in a frame.

    `vague` is how many of them may be in none of its bodies so after all; `otherwise` how many of them are told
    otherwise in each body in which they are so.
    """

    property: str
    objects: tuple[str, ...]
    value: str | None
    frame: Frame
    on: int | None
    subjects: tuple[str, ...]
    vague: int
    otherwise: int


def count_lines(told: Panel, by: By, lineage: Lineage) -> list[LineCount]:
    """Return the counts of a panel over each line of several bodies, by line, property, value and frame."""
    return [one for bodies in lineage.whole for one in _of(told, by, bodies)]


def _of(told: Panel, by: By, bodies: frozenset[str]) -> Iterable[LineCount]:
    """Yield the counts of one line, with zeros, so that every series is whole."""
    by_subject: dict[str, dict[str, list[Sequence[Cell]]]] = defaultdict(lambda: defaultdict(list))
    for line, cells in told.rows.items():
        if line.object in bodies:
            by_subject[line.property][line.subject].append(cells)
    for name, subjects in sorted(by_subject.items()):
        every = [cell for rows in subjects.values() for cells in rows for cell in cells]
        values = {value for cell in every for value in values_of(cell, by)}
        for value in sorted(values, key=lambda value: rank(value or "")):
            for number, frame in enumerate(told.frames):
                there = {who: [cells[number] for cells in rows] for who, rows in subjects.items()}
                some = {who: [cell for cell in cells if value in values_of(cell, by)] for who, cells in there.items()}
                having = {who: cells for who, cells in some.items() if cells}
                yield LineCount(
                    name, tuple(sorted(bodies)), value, frame, every[number].on, tuple(sorted(having)),
                    sum(all(cell.vague for cell in cells) for cells in having.values()),
                    sum(all(cell.otherwise for cell in cells) for cells in having.values()),
                )  # fmt: skip


def lines_block(told: Panel, found: Iterable[LineCount]) -> list[Mapping[str, Any]]:
    """Return counts of lines as plain data."""
    return [
        {
            "frame": one.frame.label, "from": iso(one.frame.first), "to": iso(one.frame.last),
            "on": None if one.on is None else iso(one.on), "property": one.property, "objects": list(one.objects),
            "object_labels": [told.label(body) for body in one.objects], "value": one.value,
            "count": len(one.subjects), "vague": one.vague, "told_otherwise": one.otherwise,
            "subjects": list(one.subjects),
        }
        for one in found
    ]  # fmt: skip
