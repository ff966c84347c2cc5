"""`archive timeline`: swim lanes, one for each member, years along the top."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import LINEAGE, READING, Asked, with_options
from archive.cli.over_time.lanes import FILLS, OTHER, SEEN, Axis, Stretch, axis, header, lane
from archive.cli.over_time.shared import SPAN, codes
from archive.cli.printing.cells import UNLIMITED, length
from archive.cli.printing.columns import ANSWER, LINE
from archive.cli.printing.layout import apart, fixed, pad, wrapped
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import Screen, screen, show
from archive.cli.printing.words import horizon_text, plain
from archive.model.answer import Answer, Period
from archive.model.dates import iso
from archive.questions.over_time.lanes import Lanes, as_data
from archive.questions.over_time.lanes import lanes as ask
from archive.questions.scope.filters import PROPERTIES, Filters
from archive.questions.states.state import View

UNMEASURED = 120
"""The width of a drawing that goes to no terminal."""
LEAST = 40
"""Columns that lanes have there, however long the names are."""


@click.command()
@with_options(*SPAN, LINEAGE)
@READING
@click.pass_context
def timeline(ctx: click.Context, /, since: str | None, until: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Draw who had which status over the years: a lane for each member of a body; of memberships, or of --property.

    A letter opens each status, and ╌ goes on where it was only seen; ! stands between where it is told otherwise,
    ? where its dates leave it open.

    \b
    Example:
      archive timeline --body sco
      archive timeline --body sco --lineage --from 1996 --to 2004
      archive timeline --body sco --only --from 2015 --to 2025 --ascii
      archive timeline --body sco --property office --format csv
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        seen = asked.view(db)
        wanted = asked.followed(seen, asked.filters(db))
        told = ask(seen, wanted, since, until)
        if asked.format == "table":
            on = screen(ascii=asked.ascii or not _takes_blocks())
            show(chain(page(seen, told, wanted, on), line_of(wanted, on)), on)
            return
        data = as_data(seen, told, **wanted.block())
    if asked.format == "json":
        show_json(data)
    else:
        rows = ({**one, **stretch} for one in data["lanes"] for stretch in one["stretches"])
        show_csv(with_lineage(rows, wanted), columns([*LINE, "from", "to", *ANSWER], wanted))


def page(seen: View, told: Lanes, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield the lanes of each property and object under its years."""
    first, last = iso(told.years.first) or "", iso(told.years.last) or ""
    title = f"Timeline, {first[:4]} to {last[:4]}" if told.lanes else "Timeline"
    yield from apart(on.bold(title), on.faint(horizon_text(seen.horizon)), on.width)
    if not told.lanes:
        yield ""
        yield from _nothing(seen, wanted, on)
        return
    names = {line: _named(told.label(line.subject), on) for line in told.lanes}
    indent = max(length(part) for name in names.values() for part in name) + 3
    room = max(UNMEASURED - indent, LEAST) if on.width >= UNLIMITED else on.width - indent
    over = axis(int(first[:4]), int(last[:4]), room)
    stretches = {line: [_stretch(period, ascii=on.ascii) for period in some] for line, some in told.lanes.items()}
    letter = codes(one.value for some in stretches.values() for one in some if one.value)
    letter.update({"none": "x"} if "none" in letter else {})
    for (name, where), some_lines in groupby(told.lanes, key=lambda line: (line.property, line.object)):
        yield ""
        heading = f"{name.upper()} · {told.label(where)}" if where else name.upper()
        yield on.bold(heading)
        yield from (pad("", indent) + line for line in header(over, ascii=on.ascii))
        for line in some_lines:
            drawn = lane(_joined(stretches[line]), over, letter, ascii=on.ascii)
            first, *more = names[line]
            yield f" {pad(first, indent - 1)}{drawn}"
            yield from (f" {part}" for part in more)
    yield ""
    yield from _legend(letter, _signs(chain.from_iterable(stretches.values()), on), over, on)


def _nothing(seen: View, wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield that nothing is drawn; where it was not said of what to draw, also which properties are told."""
    there = set() if wanted.properties else {line.property for line in seen.lines(wanted)}
    yield "no membership is recorded there" if there else "nothing recorded"
    if there:
        words = (fixed(f"--property {name}") for name in PROPERTIES if name in there)
        yield from wrapped(f"what is recorded: {', '.join(words)}", on.width, indent="  ")


def _named(label: str, on: Screen) -> list[str]:
    """Return a name in lines of a quarter of the screen; in a pipe it stays one."""
    return wrapped(label, UNLIMITED if on.width >= UNLIMITED else max(on.width // 4, 12))


def _stretch(period: Period, *, ascii: bool) -> Stretch:
    answer = period.answer
    mark = ""
    if answer.contested:
        mark = "!"
    elif answer.certainty in ("possible", "disputed"):
        mark = "?"
    elif answer.certainty == "scheduled":
        mark = ">" if ascii else "»"
    return Stretch(period.first, period.until, _value(answer), mark, seen=answer.certainty == "attested")


def _value(answer: Answer) -> str | None:
    return None if answer.certainty == "unknown" else answer.value


def _joined(some: list[Stretch]) -> list[Stretch]:
    """Return stretches with neighbours joined that look the same."""
    found: list[Stretch] = []
    for one in some:
        if found and found[-1].until == one.first and found[-1][2:] == one[2:]:
            found[-1] = found[-1]._replace(until=one.until)
        elif one.value is not None or one.mark:
            found.append(one)
    return found


def _signs(some: Iterable[Stretch], on: Screen) -> set[str]:
    return {sign for one in some for sign in (one.mark, SEEN[on.ascii] if one.seen else "")}


def _legend(letter: dict[str, str], signs: set[str], over: Axis, on: Screen) -> Iterator[str]:
    texts = [
        f"{code}{FILLS.get(value, OTHER)[on.ascii] * 2} {plain(value)}" for value, code in letter.items()
        if value != "none"
    ]  # fmt: skip
    texts += ["x not there"] if "none" in letter else []
    marks = {
        SEEN[on.ascii]: "only seen: nobody tells its first day, and it may have ended since", "!": "told otherwise",
        "?": "not sure by its dates", "»": "announced", ">": "announced",
    }  # fmt: skip
    texts += [f"{sign} {text}" for sign, text in marks.items() if sign in signs]
    texts += ["* too short to be drawn", _scale(over)]
    yield from wrapped(("   " if on.columns else " · ").join(map(fixed, texts)), on.width, indent=" ")


def _scale(over: Axis) -> str:
    days = over.edges[1] - over.edges[0]
    if days > 366:
        return f"a column is {round(days / 365.25)} years"
    months = round(days / 30.4)
    return (
        "a column is a month"
        if months == 1
        else "a column is a year"
        if months == 12
        else f"a column is {months} months"
    )


def _takes_blocks() -> bool:
    try:
        "█▓▒░▞━╌╷".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
