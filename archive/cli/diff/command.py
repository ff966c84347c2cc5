"""`archive diff`: what changed in the world, in what sources told, or in this archive."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.on_day import closed
from archive.cli.asking.options import CUTOFFS, FILTERS, FORMAT, LINEAGE, Asked, with_options
from archive.cli.diff.page import page
from archive.cli.printing.columns import LINE
from archive.cli.printing.line_of import columns, line_of, with_lineage
from archive.cli.printing.output import show_csv, show_json
from archive.cli.printing.screen import screen, show
from archive.model.errors import UsageError
from archive.questions.diff.world import Diff, as_data, in_world
from archive.questions.scope.filters import Filters

COLUMNS = [
    *LINE, "before", "after", "before_certainty", "after_certainty", "cause", "events", "before_candidates",
    "after_candidates", "since", "from", "to",
]  # fmt: skip
TWICE = (
    click.option("--known", multiple=True, metavar="K1 [K2]", help="What sources told by K1, and by K2."),
    click.option(
        "--recorded",
        multiple=True,
        metavar="P1 [P2]",
        help="What this archive held at P1, and at P2: positions, instants, tags.",
    ),
    click.option("--on", metavar="DATE", help="With two of them: about this day only, not all of time."),
)
FORMS = "diff DATE1 DATE2 · diff --known K1 K2 [--on DATE] · diff --recorded P1 P2 [--on DATE]"


class Twice(click.Command):
    """A command whose --known and --recorded take one value, or two."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the option again before its second value, where exactly two follow it."""
        return super().parse_args(ctx, _named_again(args))


@click.command(cls=Twice)
@click.argument("dates", nargs=-1, metavar="[DATE1 DATE2]")
@with_options(*TWICE, LINEAGE, *CUTOFFS[1:2], *CUTOFFS[3:], *FILTERS, *FORMAT)
@click.pass_context
def diff(
    ctx: click.Context, /, dates: tuple[str, ...], known: tuple[str, ...], recorded: tuple[str, ...],
    on: str | None, **given: Any,  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Tell what changed, and why: in the world from DATE1 to DATE2, in what sources told, or in this archive.

    A month or a year means its last day. Over all of time, each change says from which day through which it holds.

    \b
    Example:
      archive diff 2017-06-01 2024-12-31 --body sco
      archive diff --known 2023-06-30 2024-06-13 --subject belarus
      archive diff --known 2021-07-10 2021-07-20 --on 2021-07-14
      archive diff 1999-06-01 2002-01-01 --body sco --lineage
      archive diff --recorded 900 1100 --format json
    """
    check(dates, known, recorded, on)
    first = Asked(**given, known=next(iter(known), None), recorded=next(iter(recorded), None))
    second = first._replace(known=known[-1] if known else None, recorded=recorded[-1] if recorded else None)
    with reading(ctx) as db:
        wanted = second.followed(second.view(db), second.filters(db))
        found = _ask(db, dates, on, (first, second), wanted)
        if first.format == "table":
            screened = screen(ascii=first.ascii)
            show(chain(page(found, wanted, screened), line_of(wanted, screened)), screened)
            return
        data = as_data(found, everything=first.everything)
    if first.format == "json":
        show_json(data)
    else:
        rows = [*data["changes"], *map(_same, data.get("unchanged", ()))]
        show_csv(with_lineage(rows, wanted), columns(COLUMNS, wanted))


def _same(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a timeline that did not change as a row of changes, which has no cause."""
    return {
        **one, "before": one["value"], "after": one["value"], "before_certainty": one["certainty"],
        "after_certainty": one["certainty"],
    }  # fmt: skip


def _ask(
    db: sqlite3.Connection, dates: Sequence[str], on: str | None, asked: tuple[Asked, Asked], wanted: Filters
) -> Diff:  # fmt: skip
    first, second = asked
    if dates:
        days = [closed(text).latest for text in dates]
        return in_world(first.view(db), days[0], days[1], wanted)
    until = second.horizon(db)
    # A source may not have been registered yet at the first position: whom it means is asked at the second.
    since = first._replace(according_to=()).horizon(db)._replace(according_to=until.according_to, sources=until.sources)
    horizons = since, until
    _in_order(horizons[0].known_day, horizons[1].known_day, f"--known {second.known} {first.known}")
    _in_order(horizons[0].position, horizons[1].position, f"--recorded {second.recorded} {first.recorded}")
    # Decoding the log takes modules that a diff of two days does without.
    from archive.questions.diff.told import in_told  # noqa: PLC0415 - see above

    return in_told(db, *horizons, None if on is None else closed(on).latest, wanted)


def check(dates: Sequence[str], known: Sequence[str], recorded: Sequence[str], on: str | None) -> None:
    """Raise a UsageError where the arguments are of none of the three forms, or of several."""
    two = [len(dates) == 2, len(known) == 2, len(recorded) == 2]
    if sum(two) != 1 or len(dates) not in (0, 2) or max(len(known), len(recorded)) > 2:
        raise UsageError("a diff is between two dates, two known dates or two positions", hint=FORMS)
    if on is not None and dates:
        raise UsageError("--on goes with two known dates or two positions", hint=FORMS)


def _in_order(first: int | None, second: int | None, turned: str) -> None:
    if first is not None and second is not None and first > second:
        raise UsageError("the second is before the first", hint=f"turn them round: diff {turned}")


def _named_again(args: Sequence[str]) -> list[str]:
    found: list[str] = []
    for number, word in enumerate(args):
        name, equals, _ = word.partition("=")
        if name in ("--known", "--recorded"):
            after = args[number + 1 :] if not equals else args[number:]
            values = next((at for at, one in enumerate(after[1:], 1) if one.startswith("-")), len(after))
            if values == 2:
                return [*found, *([word] if not equals else []), after[0], name, *_named_again(after[1:])]
        found.append(word)
    return found
