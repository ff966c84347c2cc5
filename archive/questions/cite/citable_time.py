"""Citable answers over time: panel, count, timeline, attendance, asked again as they were pinned."""

from typing import Any

from archive.model.dates import DAY_MAX, DAY_MIN
from archive.questions.cite.pinned import Pinned, Row
from archive.questions.cite.rows import CELL, COUNT, LINE_COUNT, MEETING, PRESENCE, SHARE, SPELL, each, only
from archive.questions.over_time.attendance import as_data as attendance_data
from archive.questions.over_time.attendance import attendance as ask_attendance
from archive.questions.over_time.cells import at_of
from archive.questions.over_time.count import By
from archive.questions.over_time.count import as_data as count_data
from archive.questions.over_time.count import count as ask_count
from archive.questions.over_time.count_lines import count_lines, lines_block
from archive.questions.over_time.frames import bounds
from archive.questions.over_time.lanes import as_data as lanes_data
from archive.questions.over_time.lanes import lanes
from archive.questions.over_time.panel import Asking, Panel
from archive.questions.over_time.panel import as_data as panel_data
from archive.questions.over_time.panel import panel as ask_panel
from archive.questions.states.state import View


def panel(asked: Pinned, seen: View) -> list[Row]:
    """Return the cells of a panel; of shares the days, as a part of them has no exact number."""
    data = panel_data(seen, _panel(asked, seen), asked.option("at") or "last")
    return [
        {**only(one, CELL), **({"shares": each(one["shares"], SHARE)} if "shares" in one else {})}
        for one in data["cells"]
    ]  # fmt: skip


def count(asked: Pinned, seen: View) -> list[Row]:
    """Return the counts, by status or by object; with a lineage those of each line too."""
    by: By = "object" if asked.option("by") == "object" else "value"
    told, line = _panel(asked, seen), asked.filters(seen).lineage
    lines = lines_block(told, count_lines(told, by, line)) if line else []
    return [*each(count_data(seen, told, ask_count(told, by))["counts"], COUNT), *each(lines, LINE_COUNT)]


def timeline(asked: Pinned, seen: View) -> list[Row]:
    """Return the stretches of each lane."""
    told = lanes(seen, asked.filters(seen), asked.option("from"), asked.option("to"))
    return [only({**lane, **one}, SPELL) for lane in lanes_data(seen, told)["lanes"] for one in lane["stretches"]]


def attendance(asked: Pinned, seen: View) -> list[Row]:
    """Return the meetings of a body, each with who came."""
    first, last = bounds(asked.option("from"), asked.option("to"))
    data = attendance_data(seen, ask_attendance(seen, asked.filters(seen), first or DAY_MIN, last or DAY_MAX))
    return [{**only(one, MEETING), "attendance": each(one["attendance"], PRESENCE)} for one in data["meetings"]]


def _panel(asked: Pinned, seen: View) -> Panel:
    each_what: Any = asked.option("each") or "year"
    at = at_of(asked.option("at") or "last", each_what)
    return ask_panel(seen, asked.filters(seen), Asking(each_what, at, asked.option("from"), asked.option("to")))
