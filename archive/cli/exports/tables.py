"""What `archive export csv` and `parquet` share: their options, and the tables that a question makes."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from archive.cli.asking.on_day import closed
from archive.cli.asking.options import ABOUT, CUTOFFS, Asked
from archive.cli.printing.output import flat
from archive.exchange.exports.data_package import About
from archive.exchange.exports.tables import Column, Table, stored_tables
from archive.exchange.files import shipped
from archive.exchange.files.putting import MARK
from archive.kinds.claiming import Line
from archive.model.answer import Answer
from archive.model.dates import iso
from archive.questions.scope.filters import Filters
from archive.questions.states.as_of import plain
from archive.questions.states.state import View, answers, periods
from archive.store.log.batches import head, root_after
from archive.store.reading.tables import ROWS, Link

READABLE = frozenset({"memberships", "offices", "meetings", "stances", "documents"})
"""Tables for people, which are made without cut-offs: with one, `periods` alone tells the timelines."""

OPTIONS = (
    click.option("-o", "--output", metavar="FOLDER", type=click.Path(), required=True, help="The folder to make."),
    click.option("--force", is_flag=True, help="Replace a folder that an earlier export made."),
    click.option("--on", metavar="DATE", help="Also the state of that day, as the table `state`."),
    *CUTOFFS,
    *ABOUT,
    click.option("--title", help="The title of the package."),
    click.option("--licence", metavar="NAME", help="Its licence (CC-BY-4.0 …); that of the shipped archive is known."),
)
LINE = (
    Column("property", "text", "membership, office, meeting …"),
    Column("subject", "text", "who or what it is about"),
    Column("object", "text", "the body, office, question …; empty where there is none"),
)
ANSWER = (
    Column("value", "text", "the answer; empty where several are possible, or none is sure"),
    Column("certainty", "text", "certain, possible, attested, disputed, scheduled, not, unknown"),
    Column("candidates", "text", "all values where there are several, parted by `; `"),
    Column("since", "edtf", "what began it, the date as written"),
    Column("since_earliest", "day", "first day in, at the earliest"),
    Column("since_latest", "day", "first day in, at the latest"),
    Column("until", "edtf", "what ended it, the date as written: of an extent its last day"),
    Column("until_earliest", "day", "first day out, at the earliest"),
    Column("until_latest", "day", "first day out, at the latest"),
    Column("attested_on", "text", "days on which it was only seen, as written"),
    Column("confirmed", "day", "last day that any claim supports it"),
    Column("undated", "boolean", "no source with a date tells it"),
    Column("told_otherwise", "text", "what other accounts give, and by which events"),
    Column("since_told_otherwise", "boolean", "another account gives another first day"),
    Column("announced", "text", "what is announced, its date, and by which events"),
    Column("events", "text", "the events it rests on: their keys, else ids"),
)
STRETCH = (
    Column("first", "day", "first day of the stretch; empty: before anything known"),
    Column("first_out", "day", "the day after its last one; empty: it goes on"),
)
LINKS = (Link("subject", "entities", "id"), Link("object", "entities", "id"))


def files(ending: str) -> frozenset[str]:
    """Return the names of all files that an export into a folder may have."""
    return frozenset({MARK, *(f"{name}.{ending}" for name in (*ROWS, "periods", "state"))})


def tables(seen: View, asked: Asked, on: str | None) -> list[Table]:
    """Return all tables of an export: those stored, the periods and, where a day is given, its state."""
    wanted = asked.filters(seen.db)
    made = [_periods(seen, wanted)]
    if on is not None:
        made.append(_state(seen, wanted, on))
    limited = asked != Asked(everything=asked.everything, format=asked.format, ascii=asked.ascii)
    return [one for one in stored_tables(seen.db) if not (limited and one.name in READABLE)] + made


def about(seen: View, asked: Asked, on: str | None, title: str | None, licence: str | None) -> About:
    """Return what the package says of itself. Only the shipped archive has a licence that we know."""
    state = head(seen.db)
    shipped_size, shipped_root = shipped.proof()
    ours = state.position == shipped_size and root_after(seen.db, shipped_size) == shipped_root
    known = {"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
    return About(
        title or "An archive of dated, sourced events",
        state.recorded_at,
        state.position,
        state.root,
        {"name": licence} if licence else known if ours else None,
        seen.horizon.block(on, **asked.filters(seen.db).block()),
    )


def _periods(seen: View, wanted: Filters) -> Table:
    def rows() -> Iterator[list[Any]]:
        for line, some in periods(seen, wanted).items():
            for one in some:
                yield [*_line(line), iso(one.first), iso(one.until), *_answer(one.answer)]

    description = "Every timeline, stretch by stretch: one answer from its first day to the day before `first_out`."
    return Table("periods", description, (*LINE, *STRETCH, *ANSWER), rows, links=LINKS)


def _state(seen: View, wanted: Filters, on: str) -> Table:
    day = closed(on).latest

    def rows() -> Iterator[list[Any]]:
        for line, answer in answers(seen, day, wanted):
            yield [*_line(line), *_answer(answer)]

    return Table("state", f"Who was what on {iso(day)}.", (*LINE, *ANSWER), rows, links=LINKS)


def _line(line: Line) -> list[Any]:
    return [line.property, line.subject, line.object or None]


def _answer(answer: Answer) -> list[Any]:
    fields: Mapping[str, Any] = plain(answer)
    since, until = fields["since_bounds"] or (None, None), fields["until_bounds"] or (None, None)
    return [
        answer.value, answer.certainty, flat(fields["candidates"]) or None,
        answer.since, *since, answer.until, *until,
        flat(fields["attested_on"]) or None, answer.confirmed, answer.undated, flat(fields["contested"]) or None,
        answer.since_contested, flat(fields["expected"]) or None, flat(fields["events"]) or None,
    ]  # fmt: skip
