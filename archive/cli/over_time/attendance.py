"""`archive attendance`: the meetings of a body, and who came to each in which capacity."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import click

from archive.cli.asking.completing import complete_bodies
from archive.cli.asking.files import reading
from archive.cli.asking.options import CUTOFFS, FORMAT, LINEAGE, Asked, with_options
from archive.cli.over_time.grid import Head, Row, grid
from archive.cli.over_time.shared import SPAN, codes
from archive.cli.printing.cells import UNLIMITED, length
from archive.cli.printing.layout import apart, fixed, pad, wrapped
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.words import horizon_text, plain, said
from archive.model.dates import DAY_MAX, DAY_MIN, iso
from archive.questions.over_time.attendance import Attendance, Meeting, as_data, place_of
from archive.questions.over_time.attendance import attendance as ask
from archive.questions.over_time.frames import bounds
from archive.questions.scope import names
from archive.questions.states.state import View

COLUMNS = [
    "meeting", "meeting_label", "body", "body_label", "meeting_date", "earliest", "latest", "told_otherwise", "place",
    "level", "events", "subject", "subject_label", "subject_type", "capacity", "standing", "date", "persons", "event",
    "sources",
]  # fmt: skip
TYPES = ("body", "organisation", "authority")
ORDER = ("host", "chair", "co-chair", "member", "observer", "participant", "speaker", "guest")
MARKS = {"main": "", "otherwise": "!", "announced": "»"}


@click.command()
@click.argument("body", metavar="BODY", shell_complete=complete_bodies)
@click.option("--only", is_flag=True, help="The body itself, without its organs.")
@click.option("--subject", multiple=True, metavar="WHO", help="Who came: this country, or others; repeat for several.")
@with_options(*SPAN, LINEAGE, *CUTOFFS, *FORMAT)
@click.pass_context
def attendance(ctx: click.Context, /, body: str, since: str | None, until: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell which meetings BODY and its organs held, and who is recorded to have come, in which capacity.

    A meeting to which nobody is recorded to have come is listed too: that nobody came is not said.

    \b
    Example:
      archive attendance sco-afghanistan-contact-group
      archive attendance sco --only --lineage
      archive attendance sco --from 2017 --to 2021 --format csv
    """
    asked = Asked(**given)
    first, last = bounds(since, until)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked._replace(body=(names.entity(db, body, TYPES).id,)).filters(db))
        told = ask(seen, wanted, first or DAY_MIN, last or DAY_MAX)
        if asked.format == "table":
            on = screen(ascii=asked.ascii)
            show(chain(page(seen, told, wanted.bodies[0], on), line_of(wanted, on)), on)
            return
        ends = {"from": iso(first) if first else None, "to": iso(last) if last else None}
        data = as_data(seen, told, object=wanted.bodies[0], **ends, **wanted.block())
    if asked.format == "json":
        show_json(data)
    else:
        show_csv(with_lineage(_rows(data["meetings"]), wanted), columns(COLUMNS, wanted))


def page(seen: View, told: Attendance, body: str, on: Screen) -> Iterator[str]:
    """Yield a grid for each body that met: a row for each meeting, a column for each who came to any."""
    title = f"Attendance, {told.label(body)}"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    if not told.meetings:
        yield ""
        yield "no meeting is recorded"
        return
    letter = codes(came.capacity for one in told.meetings for came in one.came)
    lines: list[str] = []
    for place in sorted({one.body for one in told.meetings}, key=lambda place: (place != body, told.label(place))):
        lines += _section(seen, told, place, letter, on)
    yield from lines
    yield ""
    texts = [f"{code} {plain(value)}" for value, code in letter.items()]
    grids = [line for line in lines if line[:2] != "  "]
    signs = (("!", "! told otherwise"), (_announced(on), f"{_announced(on)} announced only"))
    texts += [text for sign, text in signs if any(sign in line for line in grids)]
    texts.append(". not recorded")
    yield from wrapped(("   " if on.columns else " · ").join(map(fixed, texts)), on.width, indent=" ")


def _section(seen: View, told: Attendance, body: str, letter: Mapping[str, str], on: Screen) -> Iterator[str]:
    """Yield the meetings of one body with those who came to any of them."""
    some = [one for one in told.meetings if one.body == body]
    there = {came.subject for one in some for came in one.came}
    who = [subject for subject in told.subjects if subject in there]
    cells = [[_cell(one, subject, letter, on) for subject in who] for one in some]
    yield ""
    yield on.bold(f"{told.label(body)} · {_many(some)}")
    needed = sum(max([3, *(len(row[number]) for row in cells)]) + 1 for number in range(len(who)))
    room = UNLIMITED if on.width >= UNLIMITED else max(on.width - needed - 3, on.width // 3)
    days = [f"{_days(one)}{' !' if one.told_otherwise(seen) else ''}" for one in some]
    widest = max(map(length, days))
    labels = [f"{pad(day, widest)}  {_name(one, told)}" for day, one in zip(days, some, strict=True)]
    if not who:
        yield from (f" {label}" for label in labels)
        yield "   nobody is recorded to have come"
        return
    yield from grid([Head(told.codes[subject]) for subject in who], list(map(Row, labels, cells)), on.width, most=room)
    legend = [fixed(f"{told.codes[subject]} {told.label(subject)}") for subject in who]
    yield from wrapped(", ".join(legend), on.width, indent="   ")


def _many(some: Sequence[Meeting]) -> str:
    """Return how many meetings they are, and beside them how many days for which people are listed without one."""
    lists = sum(one.meeting is None for one in some)
    meetings = len(some) - lists
    told = [f"{meetings} {'meeting' if meetings == 1 else 'meetings'}"] if meetings else []
    return " · ".join([*told, *([f"{lists} {'list' if lists == 1 else 'lists'} naming no meeting"] if lists else [])])


def _name(one: Meeting, told: Attendance) -> str:
    place = place_of(one)
    name = told.label(one.meeting) if one.meeting else "listed, no meeting named"
    where = f", {told.label(place)}" if place and told.label(place) not in name else ""
    return f"{name}{where}"


def _days(one: Meeting) -> str:
    """Return the days as written; of those within one month, the last without its month."""
    text = said(one.main.date) if one.main else ""
    first, _, last = text.partition("/")
    return f"{first}/{last[8:]}" if len(first) == len(last) == 10 and first[:8] == last[:8] else text


def _announced(on: Screen) -> str:
    return ">" if on.ascii else "»"


def _cell(one: Meeting, subject: str, letter: Mapping[str, str], on: Screen) -> str:
    """Return in which capacity somebody came, each once; what the main account tells comes first."""
    came = sorted(
        (came for came in one.came if came.subject == subject), key=lambda came: _rank(came.standing, came.capacity)
    )
    found: dict[str, str] = {}
    for each in came:
        found.setdefault(each.capacity, MARKS[each.standing])
    signs = "".join(f"{letter[capacity]}{mark}" for capacity, mark in found.items())
    return signs.replace("»", _announced(on)) or "."


def _rank(standing: str, capacity: str) -> tuple[int, int, str]:
    return [*MARKS].index(standing), ORDER.index(capacity) if capacity in ORDER else len(ORDER), capacity


def _rows(meetings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in meetings:
        head = {**one, "object": one["body"], "meeting_date": one["date"], "date": None}
        yield from ({**head, **came} for came in one["attendance"] or [{}])
