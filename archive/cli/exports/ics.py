"""`archive export ics`: meetings for a calendar."""

from collections.abc import Iterator
from typing import Any

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import ABOUT, CUTOFFS, Asked, with_options
from archive.cli.exports.out import FILE, send
from archive.cli.over_time.shared import SPAN
from archive.cli.printing.screen import note
from archive.cli.printing.words import said
from archive.exchange.exports import ics as exchange
from archive.questions.over_time.calendar import Calendar, Meeting, calendar
from archive.questions.states.seen import SeenEvent

STATUS = {
    "held": "CONFIRMED", "announced": "TENTATIVE", "postponed": "CANCELLED", "cancelled": "CANCELLED",
    "retracted": "CANCELLED",
}  # fmt: skip


@click.command()
@with_options(*SPAN)
@click.option("--vague", is_flag=True, help="Also meetings of a vague day, over all days that it may mean.")
@with_options(*CUTOFFS, *ABOUT[:2], *FILE)
@click.pass_context
def ics(
    ctx: click.Context, /, since: str | None, until: str | None, vague: bool, output: str | None, force: bool,
    **given: Any,  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Give the meetings as iCalendar: whole days, CONFIRMED where held, TENTATIVE where announced, or CANCELLED.

    CANCELLED is also what was retracted, so that whoever took it over drops it.

    A meeting keeps its UID, and its SEQUENCE rises with each batch that tells anything new of it, so that a calendar
    which takes it again mends its entry. Of whose day only a month or a year is told, it is left out and counted;
    with --vague it is a TENTATIVE entry over all days that it may mean.

    \b
    Example:
      archive export ics --body sco-afghanistan-contact-group
      archive export ics --from 2021 --vague -o meetings.ics
    """
    asked = Asked(**given)
    with reading(ctx) as db:
        seen = asked.view(db)
        found = calendar(seen, asked.filters(db), since, until)
        shown = [one for one in found.meetings if vague or one.when.exact]
        entries = list(_entries(shown, found))
    send(exchange.write(entries, name="Meetings"), output, force=force, many=len(entries), what="meetings")
    left = len(found.meetings) - len(shown)
    if left:
        note(f"left out, of a vague day: {left} (--vague takes them in)")


def _entries(shown: list[Meeting], found: Calendar) -> Iterator[exchange.Entry]:
    for one in shown:
        place = one.fact("place")
        yield exchange.Entry(
            id=one.id,
            summary=_summary(one, found.label(one.id)),
            first=one.when.first,
            last=one.when.last,
            status=STATUS[one.when.state] if one.when.exact or one.when.state != "held" else "TENTATIVE",
            sequence=len(one.batches) - 1,
            recorded=one.batches[0].recorded_at,
            changed=one.batches[-1].recorded_at,
            description="\n".join(_description(one)),
            location=found.label(place) if place else None,
            categories=tuple(found.label(body) for body in one.bodies),
        )


def _summary(one: Meeting, label: str) -> str:
    words: list[str] = [] if one.when.state == "held" else [one.when.state]
    words += [] if one.when.exact else ["some day"]
    return f"{label} ({', '.join(words)})" if words else label


def _description(one: Meeting) -> Iterator[str]:
    """Yield what each event tells, in our words, and who says so."""
    if one.when.state == "retracted":
        yield from (_line(event, "retracted: ") for event in one.events)
    for event in one.main if one.when.state != "retracted" else ():
        yield _line(event, "announced: " if event.told == "ahead" or event.kind == "meeting.announced" else "")
    for event in one.events:
        if event.standing == "rival":
            yield _line(event, "told otherwise: ")
    yield f"archive show {one.id}"


def _line(event: SeenEvent, mark: str) -> str:
    told = f" ({'; '.join(event.sources)})" if event.sources else ""
    return f"{said(event.date)}: {mark}{event.title}{told}"
