"""What the commands over time share: their options, and statuses as letters."""

from collections.abc import Iterable

import click

from archive.cli.printing.layout import fixed, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import long_day, plain
from archive.model.claim import NONE
from archive.questions.over_time.cells import OPEN, UNTOLD, Cell, When
from archive.questions.over_time.frames import Each, Frame

EACH = click.option(
    "--each", type=click.Choice(["year", "quarter", "month"]), default="year", show_default=True,
    help="How fine the columns are.",
)  # fmt: skip
AT = click.option(
    "--at", default="last", show_default=True, metavar="MM-DD|last|any|share",
    help="The state on that day of each year; on the last day; on any day; or the share of days.",
)  # fmt: skip
SPAN = (
    click.option("--from", "since", metavar="DATE", help="Begin with that year, month or day."),
    click.option("--to", "until", metavar="DATE", help="End with it; else where the sources end."),
)

KNOWN = {
    "member": "M", "observer": "O", "dialogue-partner": "D", "partner": "P", "associate": "A", "suspended": "S",
    NONE: "-", UNTOLD: ".", OPEN: "?",
}  # fmt: skip
SPARE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def codes(values: Iterable[str]) -> dict[str, str]:
    """Return a letter for each value: that of its own name where it is free, always the same for the usual ones."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    every = set(values)
    for value in [*(one for one in KNOWN if one in every), *sorted(every - KNOWN.keys())]:
        own = KNOWN.get(value) or next(
            (one for one in value.upper() + SPARE if one.isalnum() and one not in taken), "+"
        )
        found[value] = own
        taken.add(own)
    return found


def cell_text(one: Cell, letter: dict[str, str], *, ascii: bool) -> str:
    """Return a cell in a few letters: its status with its marks, or the percent of days in each."""
    marks = {
        "!": one.otherwise,
        "?": one.vague and (one.value != OPEN or len(one.shares) > 1),
        ">" if ascii else "»": one.announced,
    }
    signs = "".join(sign for sign, there in marks.items() if there)
    if not one.shares:
        return letter[one.values[0]] + ("*" if one.changed else "") + signs
    total = one.frame.last - one.frame.first + 1
    if len(one.shares) == 1:
        return letter[one.shares[0].value] + signs.replace("?", "" if one.values[0] == OPEN else "?")
    some = [share for share in one.shares if share.value not in (NONE, UNTOLD, OPEN)]
    sure = "".join(f"{letter[share.value]}{_percent(share.days, total)}" for share in some)
    return (sure or ("" if one.vague else letter[NONE])) + signs


def legend(letter: dict[str, str], shown: str, on: Screen) -> list[str]:
    """Return what the letters mean, and those of the marks that are shown."""
    words = {**{value: plain(value) for value in letter}, NONE: "not there", UNTOLD: "nothing recorded", OPEN: "open"}
    marks = {
        "*": "changed within", "!": "told otherwise", "?": "not sure by its dates", "»": "announced",
        ">": "announced",
    }  # fmt: skip
    texts = [f"{code} {words[value]}" for value, code in letter.items()]
    texts += [f"{sign} {text}" for sign, text in marks.items() if sign in shown and sign not in letter.values()]
    return wrapped(("   " if on.columns else " · ").join(map(fixed, texts)), on.width, indent=" ")


def when(at: When, each: Each) -> str:
    """Return in words when in each frame a state is asked for."""
    match at:
        case None:
            return f"on the last day of each {each}"
        case "any":
            return f"the highest on any day of each {each}"
        case "share":
            return f"percent of the days of each {each}"
        case month, day:
            return f"each year on {month:02}-{day:02}"


def span_text(some: list[Frame]) -> str:
    """Return the days from the first to the last frame in words."""
    return f"{long_day(some[0].first)} to {long_day(some[-1].last)}"


def _percent(some: int, total: int) -> int:
    return max(1, min(99, round(100 * some / total)))
