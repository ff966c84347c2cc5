"""`archive export atom`: what was recorded, as a feed."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import ABOUT, RECORDED, Asked, with_options
from archive.cli.exports.out import FILE, send, telling
from archive.cli.printing.words import said
from archive.exchange.exports.atom import Entry, LinkTo, is_address, write
from archive.questions.lists.recorded import Recorded, recorded
from archive.questions.states.seen import SeenEvent
from archive.store.log.rows import rows
from archive.store.log.tree import EMPTY_ROOT

DEEDS = {
    "event.retracted": "retracted", "event.corrected": "corrected", "event.corroborated": "corroborated",
    "claim.ranked": "given another standing", "dispute.opened": "put into a dispute", "dispute.ruled": "ruled on",
}  # fmt: skip


@click.command()
@click.option(
    "--last", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="The newest N events at most."
)
@click.option("--after", type=click.IntRange(0), default=0, metavar="POSITION", help="Only events recorded after it.")
@with_options(RECORDED, *ABOUT[:3], *FILE)
@click.pass_context
def atom(
    ctx: click.Context, /, last: int, after: int, output: str | None, force: bool, **given: Any  # noqa: ANN401 - click's
) -> None:  # fmt: skip
    """Give the events last recorded as an Atom feed, the newest first, with who tells them.

    A correction, a retraction or a ruling is an entry of its own, linked (related) with those it acts on, and they
    with it; the documents that an event cites are linked (via) where they have an address.

    \b
    Example:
      archive export atom --last 20
      archive export atom --after 1150 --body sco -o new.atom
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        seen = asked.view(db)
        tell = telling(output, "events read")
        found = recorded(seen, asked.filters(db), after=after, last=last, progress=tell)
        entries = [_entry(one) for one in found]
        feed = write(entries, id=_feed_id(db), title="Recorded events")
        send(feed, output, force=force, many=len(entries), what="entries")


def _feed_id(db: sqlite3.Connection) -> str:
    """Return the id of the feed, which is that of the first event: the log begins with it for good."""
    first = next(rows(db, limit=1), None)
    return _urn(first.id if first else EMPTY_ROOT.hex())


def _urn(digest: str) -> str:
    return f"urn:sha256:{digest}"


def _entry(one: Recorded) -> Entry:
    return Entry(
        id=_urn(one.event.id),
        title=_heading(one),
        updated=one.batch.recorded_at,
        author=one.batch.recorded_by,
        category=one.event.kind,
        content="\n".join(_lines(one)),
        links=tuple(_links(one)),
    )


def _heading(one: Recorded) -> str:
    """Return the title of an entry; of one that acts on others, what it did to which."""
    deed = DEEDS.get(one.event.kind)
    if deed is None or not one.acts_on:
        return _title(one.event)
    return f"{deed}: {', '.join(target.name for target in one.acts_on)} ({one.event.title})"


def _title(event: SeenEvent) -> str:
    if not event.shown:
        return f"{event.kind}: withheld"
    return f"{said(event.date)}: {event.title}" if event.date else event.title


def _lines(one: Recorded) -> Iterator[str]:
    """Yield what the event tells, who says so, and what acts on it."""
    event = one.event
    yield f"{event.kind}, position {event.position}, batch {one.batch.batch}: {one.batch.why}"
    if not event.shown:
        yield "It is withheld."
        return
    if event.standing != "main":
        yield f"standing: {event.standing}"
    publisher = {source.id: source.publisher for source in one.sources}
    for cited in event.citations:
        where = f"{publisher.get(cited.source, '')}, {cited.source} {cited.at}".strip(", ")
        support = "" if cited.support == "states" else f" ({cited.support})"
        yield f"{where}{support}: {cited.says}".rstrip(": ")
    for target in one.acts_on:
        yield f"acts on {target.name}: {_title(target)}"
    for act in one.acted_on_by:
        yield f"{DEEDS.get(act.kind, act.kind)} by {act.name}: {_title(act)}"


def _links(one: Recorded) -> Iterator[LinkTo]:
    for target in one.acts_on:
        yield LinkTo("related", _urn(target.id), f"acts on: {_title(target)}")
    for act in one.acted_on_by:
        yield LinkTo("related", _urn(act.id), f"{DEEDS.get(act.kind, act.kind)} by: {_title(act)}")
    for source in one.sources if one.event.shown else ():
        if source.url is not None and is_address(source.url):
            yield LinkTo("via", source.url, f"{source.publisher}: {source.title}")
