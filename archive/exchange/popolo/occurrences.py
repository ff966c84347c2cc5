"""What Popolo tells besides memberships: foundings and ends of organizations, and meetings that were held."""

from collections.abc import Iterator, Mapping

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.outsiders import Outsider
from archive.exchange.outside.spells import Spell, dates_of
from archive.exchange.popolo.entities import identifiers_of, own_id
from archive.exchange.popolo.memberships import name_of
from archive.exchange.popolo.records import Placed, Popolo
from archive.kinds.base import Payload
from archive.kinds.families.body import BodyDissolved, BodyEstablished
from archive.kinds.families.meeting import MeetingHeld
from archive.model.dates import parse
from archive.model.errors import DateError
from archive.model.event import Citation, Draft, Envelope

MEETING = "meeting"
"""The classification of events that are meetings of an organization, as our own export writes them."""

_DAY = len("2024-07-04")


def is_meeting(placed: Placed) -> bool:
    """Return whether an event of the file is a meeting that can be taken in."""
    record = placed.record
    return record.classification == MEETING and bool(record.organization_id and record.start_date)


def named_organizations(popolo: Popolo) -> Iterator[str]:
    """Yield the ids of the organizations that something besides a membership is told of."""
    for name, one in popolo.organizations.items():
        if one.record.founding_date or one.record.dissolution_date:
            yield name
    yield from (one.record.organization_id for one in popolo.events.values() if is_meeting(one))


def meetings(popolo: Popolo) -> Iterator[Outsider]:
    """Yield the meetings as entities."""
    for name, one in popolo.events.items():
        if is_meeting(one) and one.record.organization_id in popolo.organizations:
            yield Outsider(
                ref=_meeting_ref(name), path=one.path, raw=one.raw, type="meeting", label=name_of(one.record),
                id=own_id(one.record.identifiers), identifiers=identifiers_of(one.record.identifiers),
            )  # fmt: skip


def occurrences(popolo: Popolo, ids: Mapping[str, str], bad: BadRecords, *, source: str) -> Iterator[Draft]:
    """Yield the events of the organizations that the archive knows, and of their meetings."""
    for one, date, payload, gist in [*_of_organizations(popolo, ids), *_of_meetings(popolo, ids)]:
        try:
            dated = dates_of(date, "last-day-in").begins
            parse(dated)
        except DateError as error:
            bad.add(one, "", error.message.splitlines()[0], near=error.nearest, hint=error.hint)
            continue
        citation = Citation(source=source, at=one.path, says="tells the date")
        yield Draft(Envelope(kind=payload.kind, date=dated, gist=gist, citations=(citation,)), payload)


def _of_organizations(popolo: Popolo, ids: Mapping[str, str]) -> Iterator[tuple[Placed, Spell, Payload, str]]:
    for name, one in popolo.organizations.items():
        body, label = ids.get(name), name_of(one.record)
        if body and one.record.founding_date:
            yield one, Spell(start=one.record.founding_date), BodyEstablished(subject=body), f"{label} is founded."
        if body and one.record.dissolution_date:
            yield one, Spell(start=one.record.dissolution_date), BodyDissolved(subject=body), f"{label} is dissolved."


def _of_meetings(popolo: Popolo, ids: Mapping[str, str]) -> Iterator[tuple[Placed, Spell, Payload, str]]:
    for name, one in popolo.events.items():
        meeting, body = ids.get(_meeting_ref(name)), ids.get(one.record.organization_id or "")
        if meeting and body:
            first, last = one.record.start_date[:_DAY], (one.record.end_date or "")[:_DAY]
            days = Spell(start=first, end=last if last and last != first else None)
            yield one, days, MeetingHeld(meeting=meeting, body=body), f"{name_of(one.record)}."


def _meeting_ref(name: str) -> str:
    """Return the ref of a meeting: its id may be an organization's, too."""
    return f"event {name}"
