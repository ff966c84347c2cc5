"""Lanes: the stretches of each member's status between two days."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from archive.kinds.claiming import Line
from archive.model.answer import Period
from archive.model.dates import iso
from archive.questions.over_time.cells import rank, status_of
from archive.questions.over_time.frames import Frame, days, frames
from archive.questions.over_time.panel import place
from archive.questions.scope.filters import Filters
from archive.questions.states.as_of import plain
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import View, periods, tells


class Lanes(NamedTuple):
    """Whole years, and the periods of each timeline that touch them; who came first is told first."""

    years: Frame
    lanes: Mapping[Line, list[Period]]
    label: Labels


def lanes(seen: View, wanted: Filters, since: str | None = None, until: str | None = None) -> Lanes:
    """Return the stretches of the timelines asked for, over the whole years that the days touch."""
    if wanted.properties is None:
        wanted = wanted._replace(properties=frozenset({"membership"}))
    found = periods(seen, wanted)
    span = days(found, seen.horizon, since, until)
    every = frames("year", span.first, span.last)
    years = Frame(f"{every[0].label}/{every[-1].label}", every[0].first, every[-1].last)
    label = labels(seen, years.last)
    kept = {line: [one for one in some if _touches(one, years)] for line, some in found.items()}

    def order(line: Line) -> tuple[str, str, int, tuple[int, str], str]:
        begin = next((one for one in kept[line] if one.answer.value not in (None, "none")), kept[line][0])
        return line.property, line.object, begin.first, rank(status_of(begin.answer)), label(line.subject)

    shown = [line for line, some in kept.items() if some and (wanted.everything or any(tells(p.answer) for p in some))]
    return Lanes(years, {line: kept[line] for line in sorted(shown, key=order)}, label)


def as_data(seen: View, told: Lanes, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return lanes as plain data; `asked` is what else the question says."""
    ends = {"from": iso(told.years.first), "to": iso(told.years.last)}
    return {
        "question": seen.horizon.block(None, **ends, **asked),
        "lanes": [
            {
                **place(line, told.label),
                "stretches": [{"from": iso(p.first), "to": iso(p.until), **plain(p.answer)} for p in some],
            }
            for line, some in told.lanes.items()
        ],
    }


def _touches(period: Period, years: Frame) -> bool:
    return period.first <= years.last and period.until > years.first
