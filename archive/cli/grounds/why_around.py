"""What is told around an answer, before it and next; and the page of `archive why` where there is no answer at all."""

from collections.abc import Iterator

from archive.cli.grounds.why_words import names_of, value_of, worded
from archive.cli.printing.layout import apart, fixed, labelled, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, long_day, said
from archive.model.answer import Period
from archive.model.dates import iso
from archive.questions.grounds.around import Around
from archive.questions.grounds.why import Why
from archive.questions.states.labels import labels
from archive.questions.states.state import View
from archive.store.reading.names import Entity


def around(why: Why) -> Iterator[str]:
    """Yield what went before the answer and what came next, each with its days and the events behind it."""
    if why.before is not None:
        yield f"before: {_stood(why.before)} to {iso(why.before.until - 1)}{_by(why.before)}"
    if why.after is not None:
        yield f"next: {_stood(why.after)}{_by(why.after)}"


def nothing(seen: View, where: Entity, day: int, told: Around, on: Screen) -> Iterator[str]:
    """Yield that nothing is recorded of an entity on a day, and who is told of before and after."""
    head = f"Nothing recorded of {where.label} on {long_day(day)}"
    yield from apart(on.bold(head), on.faint(horizon_text(seen.horizon)), on.width)
    parts = []
    if told.before is not None:
        line, period = told.before
        who = labels(seen, period.first)(line.subject)
        parts.append(f"before: {who}, {_stood(period)} to {iso(period.until - 1)}{_by(period)}")
    if told.after is not None:
        line, period = told.after
        who = labels(seen, period.first)(line.subject)
        parts.append(f"next: {who}, {_stood(period)}{_by(period)}")
    if parts:
        yield ""
        yield from labelled([("Around it", " · ".join(map(fixed, parts)))], on.width, indent=" ")
    yield ""
    yield from wrapped("More: " + fixed(f"archive history {where.id}"), on.width, indent=" ")


def _stood(period: Period) -> str:
    """Return what a period tells and from when on: as written, or the day on which it was first seen."""
    answer = period.answer
    earliest, latest = answer.since_bounds or (None, None)
    # What ended is written with the last day of an extent: the first day without it tells from when on.
    ended = earliest if answer.certainty == "not" and earliest == latest else None
    since = ended or said(answer.since) or iso(period.first)
    if answer.attested_on and not answer.since:
        return f"seen as {worded(answer.value)} {since}"
    value = value_of(answer)
    return value if value.endswith(since or "") else f"{value} from {since}"


def _by(period: Period) -> str:
    events = names_of(period.answer.events)
    return f" ({', '.join(events)})" if events else ""
