"""`archive export cow`: who belonged to what, state by year, in the codes of the Correlates of War project."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import ABOUT, CUTOFFS, Asked, with_options
from archive.cli.exports.out import FILE, send, telling
from archive.cli.over_time.shared import SPAN
from archive.cli.printing.screen import note
from archive.exchange.exports.cow import write
from archive.model.errors import DataError, UsageError
from archive.model.nearest import nearest
from archive.questions.over_time.cells import at_of
from archive.questions.over_time.matrix import CODES, FULL, NO, OBSERVER, UNSURE, Asking, Matrix, Row, matrix
from archive.questions.scope import names
from archive.store.reading import names as reading_names


@click.command()
@click.option("--at", default="12-31", show_default=True, metavar="MM-DD|any", help="In force on that day, or on any.")
@with_options(*SPAN)
@click.option("--columns", metavar="SCHEME", help="Name the states by an identifier: iso3166-1-alpha3; else by id.")
@click.option(
    "--code", "given", multiple=True, metavar="STATUS=CODE", help="Another code for a status: dialogue-partner=2."
)
@click.option(
    "--unrecorded", type=click.Choice([str(UNSURE), str(NO)]), default=str(UNSURE), show_default=True,
    help="The code where nothing is recorded.",
)  # fmt: skip
@click.option(
    "--states", metavar="BODY", help="Who is a state on a day is who is a member of this body; others get -1."
)
@with_options(*CUTOFFS, *ABOUT[:3], *FILE)
@click.pass_context
def cow(
    ctx: click.Context, /, at: str, since: str | None, until: str | None, columns: str | None, given: tuple[str, ...],
    unrecorded: str, states: str | None, output: str | None, force: bool, **more: Any,  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Give a row for each body and year, a column for each country: 0 no, 1 full member, 2 associate, 3 observer.

    -9 is that nothing is recorded, or that the sources leave more than one code possible; -1 that there is no such
    state then. Partners and dialogue partners are 0, suspended members 1. Years are those in which the body is there.

    \b
    Example:
      archive export cow --body sco --only --from 2001 --to 2014
      archive export cow --at any --columns iso3166-1-alpha3 \\
        --code dialogue-partner=2 -o sco.csv
    """
    asked = Asked(**more)
    with reading(ctx) as db:
        seen = asked.view(db)
        asking = Asking(
            at=_day(at), since=since, until=until, codes=_codes(given),
            unrecorded=int(unrecorded), states=None if states is None else names.entity(db, states, names.BODIES).id,
        )  # fmt: skip
        found = matrix(seen, asked.filters(db), asking)
        heads = found.states if columns is None else _named(db, found.states, columns, seen.horizon.position)
        each = _told(found, telling(output, "bodies"))
        rows = ((row.body, found.label(row.body), row.year, row.codes) for row in each)
        send(write(heads, rows), output, force=force)


def _told(found: Matrix, tell: Callable[[int, int], None]) -> Iterator[Row]:
    """Yield the rows, and tell after each body how far they are."""
    for done, (_, rows) in enumerate(groupby(found.rows, key=lambda row: row.body), 1):
        yield from rows
        if done < found.bodies:
            tell(done, found.bodies)
    tell(found.bodies, found.bodies)


def _day(at: str) -> tuple[int, int] | None:
    """Return the month and day asked for, None for any day."""
    when = at_of(at, "year")
    if when is None or when == "share":
        raise UsageError(f"--at {at}: a day of the year, or any", hint="--at 12-31")
    return None if when == "any" else when


def _codes(given: Sequence[str]) -> Mapping[str, int]:
    """Return the code of each status, those given before the usual ones."""
    codes = dict(CODES)
    for text in given:
        status, equals, code = text.partition("=")
        if not (status and equals and code.lstrip("-").isascii() and code.lstrip("-").isdigit()):
            raise UsageError(f"--code {text}: a status and its code", hint="--code dialogue-partner=2")
        if not NO <= int(code) <= OBSERVER and int(code) != UNSURE:
            raise UsageError(f"--code {text}: the codes are {NO}, {FULL}, 2, {OBSERVER} and {UNSURE}")
        codes[status] = int(code)
    return codes


def _named(db: sqlite3.Connection, states: Sequence[str], scheme: str, position: int) -> list[str]:
    """Return the identifier of each state in a scheme, its id where it has none, which is told."""
    known = {state: reading_names.names_of(db, state, position) for state in states}
    schemes = {name.form for some in known.values() for name in some} - {"label", "name", "alias", "renamed"}
    if scheme not in schemes:
        near = nearest(scheme, schemes) or sorted(schemes)
        hint = f"nearest: {', '.join(near)}" if near else "no state here has any identifier"
        raise UsageError(f"no identifier of a state is called {scheme!r}", hint=hint)
    found = {state: next((name.name for name in some if name.form == scheme), None) for state, some in known.items()}
    lacking = [state for state, name in found.items() if name is None]
    if lacking:
        more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
        note(f"without {scheme}, named by id: {', '.join(lacking[:5])}{more}")
    heads = [name or state for state, name in found.items()]
    twice = sorted({name for name in heads if heads.count(name) > 1})
    if twice:
        raise DataError(f"two states are called {twice[0]!r} in {scheme}", hint="name the columns by id")
    return heads
