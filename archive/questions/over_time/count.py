"""Counts: how many have each status in every year, quarter or month."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from archive.model.claim import NONE
from archive.model.dates import iso
from archive.questions.over_time.cells import UNTOLD, Cell, rank
from archive.questions.over_time.frames import Frame
from archive.questions.over_time.panel import Panel
from archive.questions.states.state import View

By = Literal["value", "object"]


class Count(NamedTuple):
    """How many subjects have a status (None: any) in an object, in a frame.

    `vague` is how many of them may not have it after all, or not yet; `otherwise` of how many another
    account tells something else.
    """

    property: str
    object: str
    value: str | None
    frame: Frame
    on: int | None
    subjects: tuple[str, ...]
    vague: int
    otherwise: int


def count(told: Panel, by: By) -> list[Count]:
    """Return the counts of a panel, by object, value and frame; zeros too, so that every series is whole."""
    cells = [(line, one) for line, some in told.rows.items() for one in some]
    series = {(line.property, line.object, value) for line, one in cells for value in values_of(one, by)}
    return [
        _count(key, [(line.subject, some[number]) for line, some in told.rows.items() if line[::2] == key[:2]], by)
        for key in sorted(series, key=lambda key: (key[0], key[1], rank(key[2] or "")))
        for number in range(len(told.frames))
    ]


def _count(key: tuple[str, str, str | None], cells: Iterable[tuple[str, Cell]], by: By) -> Count:
    there = list(cells)
    having = [(subject, one) for subject, one in there if key[2] in values_of(one, by)]
    one = there[0][1]
    return Count(
        *key, one.frame, one.on, tuple(sorted(subject for subject, _ in having)),
        sum(cell.vague for _, cell in having), sum(cell.otherwise for _, cell in having),
    )  # fmt: skip


def values_of(one: Cell, by: By) -> set[str | None]:
    """Return as what a cell is counted: each status that it tells; where none is sure, as `open`."""
    values = {value for value in one.values if value not in (NONE, UNTOLD)}
    return set(values) if by == "value" else {None for _ in values}


def as_data(
    seen: View, told: Panel, found: Iterable[Count], *, at: str = "last", by: By = "value", **asked: Any,  # noqa: ANN401 - JSON
) -> dict[str, Any]:  # fmt: skip
    """Return counts as plain data; `asked` is what else the question says."""
    ends = {"from": iso(told.frames[0].first), "to": iso(told.frames[-1].last)}
    return {
        "question": seen.horizon.block(None, each=told.asking.each, at=at, by=by, **ends, **asked),
        "counts": [
            {
                "frame": one.frame.label, "from": iso(one.frame.first), "to": iso(one.frame.last),
                "on": None if one.on is None else iso(one.on), "property": one.property, "object": one.object or None,
                "object_label": told.label(one.object) or None, "value": one.value, "count": len(one.subjects),
                "vague": one.vague, "told_otherwise": one.otherwise, "subjects": list(one.subjects),
            }
            for one in found
        ],
    }  # fmt: skip
