"""The line of those asked for in words: who follows whom, when, and who says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.cli.printing.layout import fitted, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import listed, name_of, said, short
from archive.questions.scope.filters import Filters
from archive.questions.scope.lineage import Lineage, Link, Named

COLUMN = "lineage"
"""The column of CSV that says of a followed subject or object whose predecessor or successor it is."""


def line_of(wanted: Filters, on: Screen) -> Iterator[str]:
    """Yield who follows whom, one succession a line; nothing where no line was asked for."""
    line = wanted.lineage
    if line is None:
        return
    yield ""
    yield on.bold("THE LINE")
    if not line.links:
        yield from wrapped(
            f"nobody is told to precede or to follow {listed([one.label for one in line.asked])}", on.width, indent=" "
        )
        return
    rows = [(said(link.date), _mark(link), f"{sentence(link)} ({_told(link)})") for link in line.links]
    yield from fitted(rows, on.width, indent=" ")


def sentence(link: Link) -> str:
    """Return a succession as a sentence: `Czechoslovakia is split into Czechia and Slovakia`."""
    before, after = _names(link.before), _names(link.after, going_on=link.on)
    match link.how:
        case "followed":
            return f"{before} is followed by {after}"
        case "split":
            return f"{before} is split into {after}"
        case "merged":
            return f"{before} are merged into {after}"
        case "regrouped":
            return f"{before} are regrouped into {after}"


def with_lineage(rows: Iterable[Mapping[str, Any]], wanted: Filters) -> Iterator[Mapping[str, Any]]:
    """Yield rows of CSV, each with whose predecessor or successor its subject or object is."""
    line = wanted.lineage
    for row in rows:
        yield row if line is None else {**row, COLUMN: _role(row, line)}


def columns(names: Sequence[str], wanted: Filters) -> list[str]:
    """Return the columns of CSV, with that of the line where it was asked for."""
    return [*names, *([COLUMN] if wanted.lineage else [])]


def _role(row: Mapping[str, Any], line: Lineage) -> str:
    return line.of((row.get("object"), row.get("subject")))


def _names(some: Sequence[Named], going_on: Iterable[str] = ()) -> str:
    return listed([one.label + (" (which goes on)" if one.id in going_on else "") for one in some])


def _told(link: Link) -> str:
    return ", ".join(part for part in (*(name_of(event) for event in link.events), short(link.sources)) if part)


def _mark(link: Link) -> str:
    return " ".join(sign for sign, there in (("!", link.told_otherwise), ("u", link.undated)) if there)
