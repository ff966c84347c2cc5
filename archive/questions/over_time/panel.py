"""The panel: the status of every member in every year, quarter or month."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.dates import iso
from archive.questions.over_time.cells import Cell, When, cell, entry, speaks
from archive.questions.over_time.frames import Each, Frame, days, frames
from archive.questions.scope.filters import Filters
from archive.questions.states.as_of import plain
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import View, periods


class Asking(NamedTuple):
    """What is asked: in which frames, when in each, from and through which day (EDTF as written)."""

    each: Each
    at: When
    since: str | None = None
    until: str | None = None


class Panel(NamedTuple):
    """The frames, and the cells of each timeline in their order; the order of timelines is that of entry."""

    asking: Asking
    frames: list[Frame]
    rows: Mapping[Line, list[Cell]]
    label: Labels


def panel(seen: View, wanted: Filters, asking: Asking) -> Panel:
    """Return what is told of the timelines in each frame. Raises UsageError for a span that is none."""
    if wanted.properties is None:
        wanted = wanted._replace(properties=frozenset({"membership"}))
    found = periods(seen, wanted)
    span = days(found, seen.horizon, asking.since, asking.until)
    every = frames(asking.each, span.first, span.last)
    if wanted.everything or wanted.named:
        found = {**{line: [] for line in (*seen.lines(wanted), *wanted.named)}, **found}
    rows = {line: [cell(some, frame, asking.at) for frame in every] for line, some in found.items()}
    label = labels(seen, every[-1].last)
    shown = [line for line in rows if wanted.everything or line in wanted.named or any(map(speaks, rows[line]))]
    shown.sort(key=lambda line: (line.property, line.object, entry(rows[line]), label(line.subject)))
    return Panel(asking, every, {line: rows[line] for line in shown}, label)


def as_data(seen: View, told: Panel, at: str, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return a panel as plain data: one cell after another; `asked` is what else the question says."""
    ends = {"from": iso(told.frames[0].first), "to": iso(told.frames[-1].last)}
    return {
        "question": seen.horizon.block(None, each=told.asking.each, at=at, **ends, **asked),
        "cells": [
            {
                "frame": one.frame.label, "from": iso(one.frame.first), "to": iso(one.frame.last),
                **place(line, told.label), **_plain(one),
            }
            for line, some in told.rows.items()
            for one in some
        ],
    }  # fmt: skip


def place(line: Line, label: Labels) -> dict[str, Any]:
    """Return a timeline's address with the names of its ends."""
    return {
        "property": line.property, "subject": line.subject, "object": line.object or None,
        "subject_label": label(line.subject), "object_label": label(line.object) or None,
    }  # fmt: skip


def _plain(here: Cell) -> dict[str, Any]:
    if here.answer is not None:
        return {"on": iso(here.on or 0), **plain(here.answer)}
    total = here.frame.last - here.frame.first + 1
    marks = {"told_otherwise": here.otherwise, "vague": here.vague, "announced": here.announced}
    if here.shares:
        some = [{"value": one.value, "days": one.days, "share": round(one.days / total, 4)} for one in here.shares]
        return {"shares": some, **marks}
    return {"value": here.value, "values": list(here.values), "changed": here.changed, **marks}
